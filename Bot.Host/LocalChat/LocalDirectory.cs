using Bot.Core;
using Bot.Core.Members;
using Bot.Core.Storage;

namespace Bot.Host.LocalChat;

/// <summary>Who and what is there: the page's members and channels.</summary>
/// <param name="workspace">The page's workspace.</param>
/// <param name="members">Its members.</param>
/// <param name="store">Its channels.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="bell">Wakes the connected pages.</param>
/// <param name="ids">Gives identifiers.</param>
/// <param name="time">The clock.</param>
internal sealed class LocalDirectory(
    LocalWorkspace workspace, MemberStore members, LocalChatStore store, WriteGate gate, LocalChatBell bell, IdSource ids, TimeProvider time)
{
    public async Task<WorkspaceId> GetWorkspaceAsync(CancellationToken cancellationToken) => (await workspace.GetAsync(cancellationToken)).Id;

    public async Task<IReadOnlyList<Member>> ListMembersAsync(CancellationToken cancellationToken) =>
        await members.ListMembersAsync(await GetWorkspaceAsync(cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<string>> ListChannelsAsync(CancellationToken cancellationToken) =>
        await store.ListChannelsAsync(await GetWorkspaceAsync(cancellationToken), cancellationToken);

    /// <summary>Finds a member by the identifier that the page uses.</summary>
    public async Task<Member?> FindMemberAsync(string? member, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(member) ? null : await members.FindMemberAsync(await GetWorkspaceAsync(cancellationToken), member, cancellationToken);

    /// <summary>Tells whether a member can read and write in a conversation.</summary>
    public async Task<bool> HasConversationAsync(string? conversation, CancellationToken cancellationToken) =>
        conversation is Conversation.Direct
        || (!string.IsNullOrEmpty(conversation) && await store.HasChannelAsync(await GetWorkspaceAsync(cancellationToken), conversation, cancellationToken));

    /// <summary>Adds a member; the first one is the organiser.</summary>
    /// <returns>The member, or <see langword="null"/> when somebody has the name, in whatever case.</returns>
    public async Task<Member?> AddMemberAsync(string name, CancellationToken cancellationToken)
    {
        var home = await GetWorkspaceAsync(cancellationToken);
        return await gate.RunAsync(
            async (write, token) =>
            {
                // Nobody else writes while this transaction is open, so what another connection reads is the latest.
                if ((await members.ListMembersAsync(home, token)).Any(member => member.DisplayName.Equals(name, StringComparison.OrdinalIgnoreCase)))
                {
                    return null;
                }

                write.AfterCommit(bell.RingForDirectory);
                return await members.MeetMemberAsync(write, home, $"{ids.Next():N}", name, firstIsOrganiser: true, time.GetUtcNow(), token);
            },
            cancellationToken);
    }

    /// <summary>Adds a channel.</summary>
    /// <returns><see langword="false"/> when there is one of that name.</returns>
    public async Task<bool> AddChannelAsync(string name, CancellationToken cancellationToken)
    {
        var home = await GetWorkspaceAsync(cancellationToken);
        return await gate.RunAsync(
            (write, token) =>
            {
                write.AfterCommit(bell.RingForDirectory);
                return store.AddChannelAsync(write, home, name, time.GetUtcNow(), token);
            },
            cancellationToken);
    }
}
