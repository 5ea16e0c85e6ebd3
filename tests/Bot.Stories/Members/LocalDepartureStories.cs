using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Host.LocalChat;
using Bot.Stories.Stage;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Stories.Members;

/// <summary>The local chat page keeps its own record of all that was said: that too forgets.</summary>
public sealed class LocalDepartureStories
{
    private const string Zyx = "Zyxwanda";
    private const string Word = "quokkaword";

    // The played platform is another one, so that the page can be the real one.
    private static StorySetup WithPage { get; } = new()
    {
        Platform = Platform.Discord,
        Settings = new Dictionary<string, string?> { ["LocalChat:Enabled"] = "true", ["LocalChat:Port"] = "0", ["Privacy:Notice"] = "true" },
    };

    [Fact]
    public async Task The_page_forgets_a_member_who_leaves()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, WithPage);
        var page = new Page(story);
        var olga = await page.AddAsync("Olga");
        var zyx = await page.AddAsync(Zyx);

        await page.DoAsync(olga, Form("schedule-add", ("when", "09:00"), ("zone", "UTC"), ("topics", "Tokenization")));
        await page.DoAsync(olga, new ChatAction.Command("settings organisers", ImmutableDictionary<string, string>.Empty.Add("add", Zyx)));
        await page.DoAsync(zyx, Form("schedule-add", ("when", "10:00"), ("zone", "UTC")), Conversation.DirectChannelOf(zyx.PlatformId));
        await story.AdvanceToAsync("2026-03-02 09:00");
        var answer = page.Messages().SelectMany(message => message.View.Buttons).Last(button => button.Label == "Answer").Argument;
        await page.DoAsync(olga, Form("answer", answer, ("text", "a token is a piece of text, and rare words are split")));
        await page.DoAsync(zyx, Form("answer", answer, ("text", $"{Word} a token is a piece of text")));
        await page.DoAsync(zyx, new ChatAction.Command("leaderboard", []));
        await page.DoAsync(olga, new ChatAction.Command("leaderboard", []));
        await page.DoAsync(zyx, new ChatAction.Command("me", []));
        await page.DoAsync(zyx, new ChatAction.Command("privacy export", []));
        await page.DoAsync(olga, new ChatAction.Command("settings organisers", []));
        await page.DoAsync(zyx, new ChatAction.Command("privacy delete", []));
        await story.AdvanceToAsync("2026-03-03 09:00");
        await page.DoAsync(zyx, Form("settings-group", ("zone", "UTC"), ("channel", "here")), Conversation.DirectChannelOf(zyx.PlatformId));
        string[] signs = [Zyx, Word, zyx.PlatformId, zyx.Id.ToString()];
        Assert.Contains("local_message.message", Scan.Columns(story, signs).Select(found => found.Split(':')[0]));
        Assert.Contains("local_message.visible_to", Scan.Columns(story, signs).Select(found => found.Split(':')[0]));
        Assert.Contains("occurrence.channel", Scan.Columns(story, signs).Select(found => found.Split(':')[0]));
        Assert.Contains("workspace.default_channel", Scan.Columns(story, signs).Select(found => found.Split(':')[0]));
        Assert.Contains("schedule.channel", Scan.Columns(story, signs).Select(found => found.Split(':')[0]));
        var button = page.Messages().SelectMany(message => message.View.Buttons).Last(button => button.Label == "Delete everything");

        await page.DoAsync(zyx, new ChatAction.Button(button.Action, button.Argument));

        Assert.Equal([], Scan.Columns(story, signs));
        await Scan.UntilErasedAsync(story, signs);
        Assert.Equal(["Olga"], (await page.Directory.ListMembersAsync(TestContext.Current.CancellationToken)).Select(member => member.DisplayName));
        var reveal = page.Messages().Last(message => message.View.Title == "The question of the day is closed").View;
        Assert.Equal("1. Olga", string.Join(' ', reveal.Standings.Select(standing => $"{standing.Rank}. {standing.Name}")));
        var board = page.Messages().Last(message => message.View.Title == "Leaderboard").View;
        Assert.Equal("1. Olga", string.Join(' ', board.Standings.Select(standing => $"{standing.Rank}. {standing.Name}")));
        Assert.Equal(1, story.Record.Read<int>("SELECT count(*) FROM schedule WHERE state = 'active'"));

        // The name is free again.
        Assert.NotEqual(zyx.Id, (await page.AddAsync(Zyx)).Id);
    }

    private static ChatAction.Form Form(string name, params IEnumerable<(string, string)> values) => Form(name, "", values);

    private static ChatAction.Form Form(string name, string argument, params IEnumerable<(string Name, string Value)> values) =>
        new(name, argument, values.ToImmutableDictionary(value => value.Name, value => value.Value));

    private sealed class Page(BotStory story)
    {
        private int _events;

        public LocalDirectory Directory { get; } = story.Run.Services.GetRequiredService<LocalDirectory>();

        public async Task<Member> AddAsync(string name) => (await Directory.AddMemberAsync(name, TestContext.Current.CancellationToken))!;

        public async Task DoAsync(Member member, ChatAction action, string channel = "general")
        {
            var now = story.Clock.GetUtcNow();
            var isPrivate = story.Run.Services.GetRequiredService<CommandRouter>().FirstAnswerTo(action) is not FirstAnswer.PublicReply;
            var reply = new LocalReply(member.PlatformId, $"page-{++_events}", isPrivate, (action as ChatAction.Command)?.Name);
            var reception = story.Run.Services.GetRequiredService<Reception>();
            var stored = await reception.StoreAsync(
                new ChatEvent
                {
                    EventId = reply.EventId,
                    Channel = new ChannelAddress(Platform.Local, LocalWorkspace.PlatformId, channel),
                    User = new ChatUser(member.PlatformId, member.DisplayName, IsAdministrator: false),
                    ReceivedAt = now,
                    Reply = new ReplyHandle(reply.ToToken(), now + LocalReply.Life),
                    Action = action,
                },
                TestContext.Current.CancellationToken);
            await reception.HandOverAsync(stored, TestContext.Current.CancellationToken);
            await story.RestAsync();
        }

        public IReadOnlyList<LocalContent> Messages() =>
        [
            .. story.Record.Rows("SELECT replace(message, char(10), ' ') FROM local_message ORDER BY sequence").Split('\n')
                .Select(row => System.Text.Json.JsonSerializer.Deserialize<LocalContent>(row, LocalJson.Options)!),
        ];
    }
}
