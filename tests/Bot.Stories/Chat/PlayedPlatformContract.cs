using Bot.Core.Chat;
using Bot.Stories.Stage;

namespace Bot.Stories.Chat;

/// <summary>The platform that stories play is held to what real ones are held to.</summary>
public sealed class PlayedPlatformContract : ChatPlatformContract
{
    private protected override Task<IPlatformStage> BeginAsync() => Task.FromResult<IPlatformStage>(new PlayedStage());

    private sealed class PlayedStage : IPlatformStage
    {
        private static readonly Pulse Pulse = new();

        private readonly PlayedPlatform _platform = new(
            Bot.Core.Chat.Platform.Discord, deliversOnce: true, new StoryClock(Given.MondayMorning, Pulse), Pulse);

        public IChatPlatform Platform => _platform;

        public ChannelAddress Channel { get; } = new(Bot.Core.Chat.Platform.Discord, "group", Given.Channel);

        public MemberAddress MemberOf(string name) => new(Bot.Core.Chat.Platform.Discord, "group", name);

        public ReplyHandle HandleOf(string name, bool isPrivate) => new(PlayedReply.Write(name, isPrivate, "event"), Given.MondayMorning.AddHours(1));

        public Task<IReadOnlyList<string>> SeesAsync(string name) => Texts(
            shown => shown.Channel is not null && (shown.OnlyFor is null || shown.OnlyFor == name));

        public Task<IReadOnlyList<string>> SeesDirectlyAsync(string name) => Texts(shown => shown.Channel is null && shown.OnlyFor == name);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private Task<IReadOnlyList<string>> Texts(Func<Delivery, bool> isSeen) =>
            Task.FromResult<IReadOnlyList<string>>([.. _platform.Shown.Where(isSeen).Select(shown => shown.Message.Text)]);
    }
}
