using F23.StringSimilarity;

namespace Bot.Host.Commands;

/// <summary>The names of all settings, to find the misspelt ones.</summary>
internal static class SettingNames
{
    private static readonly string[] Known =
    [
        "DataDirectory",
        "LocalChat:Enabled",
        "LocalChat:Port",
        "LocalChat:Address",
        "LocalChat:AllowRemote",
        "Discord:Token",
        "Discord:Mode",
        "Slack:BotToken",
        "Slack:AppToken",
        "Slack:SigningSecret",
        "Inference:Device",
        "Inference:Model",
        "Storage:Provider",
        "Inbox:QueueLength",
        "Inbox:Handlers",
        "Outbox:Senders",
        "Outbox:Timeout",
        "Outbox:FirstRetry",
        "Outbox:LongestRetry",
        "Outbox:GiveUpAfter",
        "Grading:Lease",
        "Scoring:StrongFrom",
        "Scoring:MixedFrom",
        "Scoring:MinorFlagCost",
        "Scoring:MajorFlagCost",
        "Scoring:FatalFlagCost",
        "Drills:DailyGrace",
        "Drills:DailyWindow",
        "Drills:ShortestInterval",
    ];

    /// <summary>Says of each setting that no part of the bot reads what it may have been meant to be.</summary>
    public static IEnumerable<string> FindUnknown(IConfiguration settings)
    {
        var distance = new Damerau();
        foreach (var (name, value) in settings.AsEnumerable())
        {
            if (value is null || name.StartsWith("Logging:", StringComparison.OrdinalIgnoreCase) || Known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            var nearest = Known.MinBy(known => distance.Distance(known.ToUpperInvariant(), name.ToUpperInvariant()))!;
            yield return $"there is no setting {name}. Did you mean {nearest}?";
        }
    }
}
