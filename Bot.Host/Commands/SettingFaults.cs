using System.ComponentModel;
using System.Globalization;
using Bot.Core;
using Bot.Host.Discord;
using Bot.Host.LocalChat;
using Bot.Host.Slack;
using Bot.Host.Telemetry;
using Bot.Inference;
using Microsoft.Extensions.Options;

namespace Bot.Host.Commands;

/// <summary>What is wrong with the values of the settings, all of it at once and before anything is started.</summary>
internal static class SettingFaults
{
    /// <summary>Finds values that do not have the form of their setting, or, when all have, values out of range or at odds with each other.</summary>
    public static IReadOnlyList<string> Find(IConfiguration settings)
    {
        var misshapen = SettingNames.Typed
            .Where(setting => settings[setting.Name] is { Length: > 0 } value && !HasForm(value, setting.Type))
            .Select(setting => $"{setting.Name} is \"{settings[setting.Name]}\", which is {FormOf(setting.Type)}.")
            .ToList();
        if (settings[LogServices.Format] is { Length: > 0 } format && !LogServices.Formats.Contains(format, StringComparer.OrdinalIgnoreCase))
        {
            misshapen.Add($"{LogServices.Format} is \"{format}\", which is neither {string.Join(" nor ", LogServices.Formats)}.");
        }

        return misshapen.Count > 0 ? misshapen : FindBroken(settings);
    }

    private static IReadOnlyList<string> FindBroken(IConfiguration settings)
    {
        using var services = new ServiceCollection()
            .AddSingleton(settings)
            .AddRedflagCore()
            .AddInference(Installation.Models)
            .AddShutdown()
            .AddHealthOptions()
            .AddLocalChat(settings)
            .AddDiscord(settings)
            .AddSlack(settings)
            .BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. Describe(exception)];
        }
        catch (AggregateException exception)
        {
            return [.. exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(Describe)];
        }
    }

    /// <summary>Names the section where a rule of its own did not.</summary>
    private static IEnumerable<string> Describe(OptionsValidationException exception) =>
        SettingNames.SectionOf(exception.OptionsType) is var section && section is null
            ? exception.Failures
            : exception.Failures.Select(failure => failure.StartsWith($"{section}:", StringComparison.Ordinal) ? failure : $"{section}: {failure}");

    private static bool HasForm(string value, Type type)
    {
        try
        {
            _ = TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, value);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            return false;
        }
    }

    private static string FormOf(Type type) =>
        type == typeof(bool) ? "neither true nor false"
        : type == typeof(int) ? "no whole number, such as 5080"
        : type == typeof(double) ? "no number, such as 0.5"
        : type.IsEnum ? $"none of {string.Join(", ", Enum.GetNames(type).Select(name => name.ToLowerInvariant()))}"
        : type == typeof(TimeSpan) ? "no time span, such as 02:00:00 for two hours"
        : $"no {type.Name}";
}
