using System.Data.Common;
using Bot.Core.Chat;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Storage;

namespace Bot.Host.LocalChat;

/// <summary>Speaks on the page: a message is there for good once its row is.</summary>
/// <param name="workspace">The page's workspace.</param>
/// <param name="store">Its messages.</param>
/// <param name="members">Its members.</param>
/// <param name="outbox">Knows each message as it is now.</param>
/// <param name="files">What its members attached.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="bell">Wakes the connected pages.</param>
/// <param name="time">The clock.</param>
internal sealed class LocalChatPlatform(
    LocalWorkspace workspace, LocalChatStore store, MemberStore members, OutboxStore outbox, AttachedFileStore files, WriteGate gate, LocalChatBell bell, TimeProvider time)
    : IChatPlatform
{
    public Platform Platform => Platform.Local;

    public bool DeliversOnce(DeliveryWay way) => true;

    public Task<PostReceipt> PostAsync(ChannelAddress channel, MessageView message, PostKey key, CancellationToken cancellationToken) =>
        AddAsync(channel.Channel, Conversation.MemberOf(channel.Channel), new LocalContent(message), key, cancellationToken);

    public Task<PostReceipt> ReplyAsync(
        ChannelAddress channel, ReplyHandle reply, MessageView message, PostKey key, CancellationToken cancellationToken)
    {
        var origin = LocalReply.FromToken(reply.Token);
        var use = origin.Command is { } command ? new CommandUse(origin.Member, command) : null;
        var onlyFor = origin.IsPrivate || message.Private ? origin.Member : Conversation.MemberOf(channel.Channel);
        return AddAsync(channel.Channel, onlyFor, new LocalContent(message, origin.EventId, use), key, cancellationToken);
    }

    public Task<PostReceipt> SendDirectAsync(MemberAddress member, MessageView message, PostKey key, CancellationToken cancellationToken) =>
        AddAsync(Conversation.DirectChannelOf(member.User), member.User, new LocalContent(message), key, cancellationToken);

    public async Task<ReadOnlyMemory<byte>> FetchAsync(MemberAddress member, AttachedFile file, int most, CancellationToken cancellationToken)
    {
        var home = (await workspace.GetAsync(cancellationToken)).Id;
        return Guid.TryParseExact(file.Link, "D", out var id)
            && await members.FindMemberAsync(home, member.User, cancellationToken) is { } owner
            && await files.FindAsync(home, owner.Id, new AttachedFileId(id), cancellationToken) is { } kept
                ? kept.Content
                : throw new ChatDeliveryException(DeliveryOutcome.NeverAgain, "It is no longer there. Attach it again.");
    }

    private async Task<PostReceipt> AddAsync(string channel, string? onlyFor, LocalContent content, PostKey key, CancellationToken cancellationToken)
    {
        try
        {
            var home = (await workspace.GetAsync(cancellationToken)).Id;
            var isDirect = Conversation.MemberOf(channel) is not null;
            if (!isDirect && !await store.HasChannelAsync(home, channel, cancellationToken))
            {
                throw Gone("channel");
            }

            var (sequence, postedAt) = await gate.RunAsync(
                async (write, token) =>
                {
                    // Nobody can leave while this transaction is open; before it somebody may have, and a reply to them or their name is no longer shown.
                    var reader = await FindReaderAsync(home, onlyFor, token);
                    await FindReaderAsync(home, content.UsedBy?.Member, token);
                    var current = await outbox.FindMessageAsync(home, key, token);
                    var shown = current is null ? content : content with { View = current with { Private = content.View.Private, Countdown = content.View.Countdown } };
                    write.AfterCommit(() => bell.Ring(reader?.Id));
                    return await store.AddMessageAsync(write, home, key, isDirect ? null : channel, reader?.Id, shown, time.GetUtcNow(), token);
                },
                cancellationToken);
            return new PostReceipt($"{sequence}", postedAt);
        }
        catch (DbException exception)
        {
            // The row and its commit are one: what failed is not there.
            throw new ChatDeliveryException(DeliveryOutcome.TryLater, "The message could not be stored.", exception);
        }
    }

    private async Task<Member?> FindReaderAsync(WorkspaceId home, string? member, CancellationToken cancellationToken) =>
        member is null ? null : await members.FindMemberAsync(home, member, cancellationToken) ?? throw Gone("member");

    private static ChatDeliveryException Gone(string what) =>
        new(DeliveryOutcome.NeverAgain, $"The local chat page has no such {what}.");
}
