using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Host.Slack;
using Bot.SlackEmulation.World;
using Bot.Stories.Stage;

namespace Bot.Stories.Chat;

/// <summary>Slack, as it is composed, over an emulator; with the permission to read channels back.</summary>
public sealed class SlackContract : ChatPlatformContract
{
    private static readonly Dictionary<string, string?> ReadsBack = new() { ["Slack:ReadsBack"] = "true" };

    [SuppressMessage("Reliability", "CA2000", Justification = "The stage disposes of it.")]
    private protected override async Task<IPlatformStage> BeginAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var pulse = new Pulse();
        var clock = new StoryClock(Given.MondayMorning, pulse);
        var stage = new SlackStage(await SlackGroup.FoundAsync(clock, pulse, token), clock, pulse);
        await stage.StartAsync(token);
        return stage;
    }

    private sealed class SlackStage(SlackGroup group, StoryClock clock, Pulse pulse) : EmulatedStage(group, clock, pulse, ReadsBack)
    {
        public override ChannelAddress Channel => new(Bot.Core.Chat.Platform.Slack, group.Workspace, Room.Id);

        protected override IEnumerable<string> Refusals => group.Server.Refusals;

        private EmulatedConversation Room => group.Channel(Given.Channel);

        public override ReplyHandle HandleOf(string name, bool isPrivate) =>
            new SlackReply.Channel(Room.Id, group.UserOf(name), isPrivate).ToHandle(Given.MondayMorning);

        public override Task<IReadOnlyList<string>> SeesAsync(string name) => Task.FromResult(Texts(group.Member(name).Sees(Room)));

        public override Task<IReadOnlyList<string>> SeesDirectlyAsync(string name) => Task.FromResult(Texts(group.Member(name).DirectMessages));

        private IReadOnlyList<string> Texts(IReadOnlyList<EmulatedPost> posts) => [.. posts.Where(post => post.Author.IsBot).Select(post => group.View(post).Text)];
    }
}
