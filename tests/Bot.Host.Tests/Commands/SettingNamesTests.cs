using Bot.Core.Drills;
using Bot.Core.Drills.Rounds;
using Bot.Core.Grading;
using Bot.Core.Import;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Host.Commands;
using Bot.Host.Discord;
using Bot.Host.LocalChat;
using Bot.Host.Slack;
using Bot.Host.Telemetry;
using Bot.Inference;
using Microsoft.Extensions.Configuration;

namespace Bot.Host.Tests.Commands;

public sealed class SettingNamesTests
{
    public static TheoryData<string, Type> Sections => new()
    {
        { "Discord", typeof(DiscordOptions) },
        { "Drills", typeof(DrillOptions) },
        { "Drills:Rounds", typeof(RoundOptions) },
        { "Grading", typeof(GradingOptions) },
        { "Health", typeof(HealthOptions) },
        { "Import", typeof(ImportOptions) },
        { "Inbox", typeof(InboxOptions) },
        { "Inference", typeof(InferenceOptions) },
        { "Lexical", typeof(LexicalOptions) },
        { "LocalChat", typeof(LocalChatOptions) },
        { "Outbox", typeof(OutboxOptions) },
        { "Privacy", typeof(PrivacyOptions) },
        { "Scoring", typeof(ScoringOptions) },
        { "Shutdown", typeof(ShutdownOptions) },
        { "Slack", typeof(SlackOptions) },
        { "Telemetry", typeof(TelemetryOptions) },
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_setting_that_a_part_of_the_bot_reads_is_known(string section, Type options)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(options.GetProperties().Where(property => property.CanWrite).Select(property => KeyValuePair.Create($"{section}:{property.Name}", (string?)"1")))
            .Build();

        Assert.Equal([], SettingNames.FindUnknown(settings));
    }

    [Fact]
    public void Every_part_of_the_bot_that_reads_settings_is_listed_above() =>
        Assert.Equal(
            Sections.Select(row => row.Data.Item2.Name).Order(StringComparer.Ordinal),
            new[] { typeof(DrillOptions).Assembly, typeof(InferenceOptions).Assembly, typeof(LocalChatOptions).Assembly }
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal));
}
