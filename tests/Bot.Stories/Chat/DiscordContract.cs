using System.Diagnostics.CodeAnalysis;
using Bot.Core.Chat;
using Bot.Emulation.World;
using Bot.Host.Discord;
using Bot.Stories.Stage;

namespace Bot.Stories.Chat;

/// <summary>Discord, as it is composed, over an emulator.</summary>
public sealed class DiscordContract : ChatPlatformContract
{
    [SuppressMessage("Reliability", "CA2000", Justification = "The stage disposes of it.")]
    private protected override async Task<IPlatformStage> BeginAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var pulse = new Pulse();
        var clock = new StoryClock(Given.MondayMorning, pulse);
        var stage = new DiscordStage(await DiscordGroup.FoundAsync(clock, pulse, token), clock, pulse);
        await stage.StartAsync(token);
        stage.Meet();
        return stage;
    }

    private sealed class DiscordStage(DiscordGroup group, StoryClock clock, Pulse pulse) : EmulatedStage(group, clock, pulse, new Dictionary<string, string?>())
    {
        private readonly Dictionary<(string Name, bool IsPrivate), string> _tokens = [];

        public override ChannelAddress Channel => new(Bot.Core.Chat.Platform.Discord, group.Workspace, Room.Id);

        protected override IEnumerable<string> Refusals => group.Server.Refusals;

        private EmulatedChannel Room => group.Channel(Given.Channel);

        /// <summary>Has both members call a command that is answered privately and one that is answered for all.</summary>
        public void Meet()
        {
            foreach (var name in new[] { "ana", "ben" })
            {
                foreach (var isPrivate in new[] { true, false })
                {
                    _tokens[(name, isPrivate)] = group.Server.Open(group.Member(name), Room, isPrivate);
                }
            }
        }

        public override ReplyHandle HandleOf(string name, bool isPrivate) =>
            new DiscordReply(group.Server.ApplicationId, _tokens[(name, isPrivate)], isPrivate).ToHandle(Given.MondayMorning);

        public override Task<IReadOnlyList<string>> SeesAsync(string name) => Task.FromResult(Texts(group.Server.Sees(group.Member(name).User, Room)));

        public override Task<IReadOnlyList<string>> SeesDirectlyAsync(string name) =>
            Task.FromResult(Texts(group.Server.Sees(group.Member(name).User, group.Server.DirectWith(group.Member(name).User))));

        private IReadOnlyList<string> Texts(IReadOnlyList<EmulatedMessage> messages) => [.. messages.Select(group.TextOf)];
    }
}
