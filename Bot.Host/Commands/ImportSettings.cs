using Bot.Core.Import;

namespace Bot.Host.Commands;

/// <summary>Reads what a file that is imported may cost.</summary>
internal static class ImportSettings
{
    public static ImportOptions Read(IConfiguration settings)
    {
        try
        {
            var options = settings.GetSection("Import").Get<ImportOptions>() ?? new ImportOptions();
            return new ImportOptionsValidator().Validate(null, options) is { Failed: true } faults
                ? throw new SettingsException($"The settings are wrong: {faults.FailureMessage}")
                : options;
        }
        catch (InvalidOperationException exception)
        {
            throw new SettingsException($"The settings cannot be read: {exception.Message}", exception);
        }
    }
}
