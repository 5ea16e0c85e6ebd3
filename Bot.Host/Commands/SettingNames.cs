using Bot.Core.Drills;
using Bot.Core.Drills.Rounds;
using Bot.Core.Grading;
using Bot.Core.Import;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Host.Discord;
using Bot.Host.LocalChat;
using Bot.Host.Slack;
using Bot.Host.Telemetry;
using Bot.Inference;
using F23.StringSimilarity;

namespace Bot.Host.Commands;

/// <summary>The names of all settings, to find the misspelt ones.</summary>
internal static class SettingNames
{
    private static readonly Dictionary<string, Type> Sections = new()
    {
        ["Discord"] = typeof(DiscordOptions),
        ["Drills"] = typeof(DrillOptions),
        ["Drills:Rounds"] = typeof(RoundOptions),
        ["Grading"] = typeof(GradingOptions),
        ["Health"] = typeof(HealthOptions),
        ["Import"] = typeof(ImportOptions),
        ["Inbox"] = typeof(InboxOptions),
        ["Inference"] = typeof(InferenceOptions),
        ["Lexical"] = typeof(LexicalOptions),
        ["LocalChat"] = typeof(LocalChatOptions),
        ["Outbox"] = typeof(OutboxOptions),
        ["Privacy"] = typeof(PrivacyOptions),
        ["Scoring"] = typeof(ScoringOptions),
        ["Shutdown"] = typeof(ShutdownOptions),
        ["Slack"] = typeof(SlackOptions),
        ["Telemetry"] = typeof(TelemetryOptions),
    };

    /// <summary>Gets the settings that are bound to a property, with the property's type; a nullable one counts as what it holds.</summary>
    public static IReadOnlyList<(string Name, Type Type)> Typed { get; } =
    [
        .. from section in Sections
           from property in section.Value.GetProperties()
           where property.CanWrite
           select ($"{section.Key}:{property.Name}", Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType),
    ];

    private static readonly string[] Known =
    [
        "DataDirectory",
        "Slack:BotToken",
        "Slack:AppToken",
        "Slack:SigningSecret",
        "Storage:Provider",
        .. Typed.Select(setting => setting.Name),
    ];

    /// <summary>Names the section that is bound to an options class.</summary>
    public static string? SectionOf(Type options) => Sections.SingleOrDefault(section => section.Value == options).Key;

    /// <summary>Says of each setting that no part of the bot reads what it may have been meant to be.</summary>
    public static IEnumerable<string> FindUnknown(IConfiguration settings)
    {
        var distance = new Damerau();
        foreach (var (name, value) in settings.AsEnumerable())
        {
            if (value is null || name.StartsWith("Logging:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("OTEL_", StringComparison.Ordinal) || Known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            var (nearest, apart) = Known.Select(known => (known, distance.Distance(known.ToUpperInvariant(), name.ToUpperInvariant()))).MinBy(pair => pair.Item2);
            yield return apart <= Math.Max(2, name.Length / 3)
                ? $"there is no setting {name}. Did you mean {nearest}?"
                : $"there is no setting {name}.";
        }
    }
}
