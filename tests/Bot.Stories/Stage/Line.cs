using Bot.Core.Chat;

namespace Bot.Stories.Stage;

/// <summary>One run's line to the platform. Once it is cut, as when the process dies, nothing passes either way.</summary>
internal sealed class Line(PlayedPlatform platform) : IChatPlatform, IDisposable
{
    private readonly CancellationTokenSource _cut = new();

    public Platform Platform => platform.Platform;

    public bool DeliversOnce(DeliveryWay way) => platform.DeliversOnce(way);

    public void Cut() => _cut.Cancel();

    public Task<PostReceipt> PostAsync(ChannelAddress channel, MessageView message, PostKey key, CancellationToken cancellationToken) =>
        PassAsync(token => platform.PostAsync(channel, message, key, token), cancellationToken);

    public Task<PostReceipt> ReplyAsync(ChannelAddress channel, ReplyHandle reply, MessageView message, PostKey key, CancellationToken cancellationToken) =>
        PassAsync(token => platform.ReplyAsync(channel, reply, message, key, token), cancellationToken);

    public Task<PostReceipt> SendDirectAsync(MemberAddress member, MessageView message, PostKey key, CancellationToken cancellationToken) =>
        PassAsync(token => platform.SendDirectAsync(member, message, key, token), cancellationToken);

    public Task<ReadOnlyMemory<byte>> FetchAsync(MemberAddress member, AttachedFile file, int most, CancellationToken cancellationToken) =>
        platform.FetchAsync(member, file, most, cancellationToken);

    public void Dispose() => _cut.Dispose();

    private async Task<PostReceipt> PassAsync(Func<CancellationToken, Task<PostReceipt>> send, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cut.Token);
        return await send(either.Token);
    }
}
