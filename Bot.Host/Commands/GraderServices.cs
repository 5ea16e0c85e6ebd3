using Bot.Core;
using Bot.Inference;

namespace Bot.Host.Commands;

/// <summary>What judges answers, for a command that runs no bot.</summary>
internal static class GraderServices
{
    /// <summary>Puts it together; nothing is loaded before it is asked for, and nothing is logged.</summary>
    public static ServiceProvider Build(IConfiguration settings) =>
        new ServiceCollection().AddSingleton(settings).AddRedflagCore().AddInference(Installation.Models).BuildServiceProvider();

    /// <summary>Reads the settings, and puts it together if those of the model are right.</summary>
    public static ServiceProvider BuildChecked()
    {
        var settings = Installation.ReadSettings();
        var faults = SettingFaults.Find(settings).Where(fault => fault.StartsWith("Inference:", StringComparison.Ordinal)).ToList();
        return faults.Count == 0 ? Build(settings) : throw new SettingsException(string.Join(Environment.NewLine, faults.Select(fault => $"Setting wrong: {fault}")));
    }
}
