using System.Collections.Immutable;
using Bot.Core.Chat;

namespace Bot.Host.LocalChat.Api;

/// <summary>All that the page needs to begin.</summary>
internal static class StateEndpoint
{
    public static async Task<IResult> ShowAsync(LocalDirectory directory, LocalChatStore store, CommandRouter router, TimeProvider time, CancellationToken cancellationToken)
    {
        // Read first: whatever is added meanwhile is then seen again as an event.
        var latest = await store.FindLatestSequenceAsync(await directory.GetWorkspaceAsync(cancellationToken), cancellationToken);
        var members = await directory.ListMembersAsync(cancellationToken);
        var channels = await directory.ListChannelsAsync(cancellationToken);
        return Results.Json(
            new PageState(
                latest,
                time.GetUtcNow().ToUnixTimeMilliseconds(),
                [.. members.Select(PageMember.Of)],
                [.. channels.Select(channel => new PageChannel(channel, channel))],
                [.. router.Commands.Select(command => new PageCommand(
                    command.Name, command.Description, router.OrganiserCommands.Contains(command.Name), command.Options))]),
            LocalJson.Options);
    }

    private sealed record PageState(
        long Latest, long NowMs, ImmutableArray<PageMember> Members, ImmutableArray<PageChannel> Channels, ImmutableArray<PageCommand> Commands);

    private sealed record PageCommand(string Name, string Description, bool OrganisersOnly, ImmutableArray<ChatOption> Options);
}
