using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bot.Host.LocalChat.Api;

/// <summary>Shows what was said.</summary>
internal static class MessagesEndpoint
{
    private const int PageLength = 100;

    private static readonly FrozenDictionary<string, string> Pictures = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static async Task<IResult> ListAsync(
        string? member, string? conversation, long? before, LocalDirectory directory, LocalChatStore store, CancellationToken cancellationToken)
    {
        if (await directory.FindMemberAsync(member, cancellationToken) is not { } reader)
        {
            return Refusal.Of(StatusCodes.Status404NotFound, PageWords.NoMember);
        }

        if (!await directory.HasConversationAsync(conversation, cancellationToken))
        {
            return Refusal.Of(StatusCodes.Status404NotFound, PageWords.NoConversation);
        }

        var found = await store.ListBackwardsAsync(
            await directory.GetWorkspaceAsync(cancellationToken),
            reader.Id,
            conversation is Conversation.Direct ? null : conversation,
            before ?? long.MaxValue,
            PageLength + 1,
            cancellationToken);
        var shown = found.Take(PageLength).Reverse().Select(PageMessage.Of).ToImmutableArray();
        return Results.Json(new Shown(shown, found.Count > PageLength ? shown[0].Sequence : null), LocalJson.Options);
    }

    public static async Task<IResult> ShowImageAsync(
        long sequence, string? member, LocalDirectory directory, LocalChatStore store, CancellationToken cancellationToken)
    {
        if (await directory.FindMemberAsync(member, cancellationToken) is not { } reader
            || await store.FindAsync(await directory.GetWorkspaceAsync(cancellationToken), reader.Id, sequence, cancellationToken)
                is not { Content.View.Image: { } image }
            || !Pictures.TryGetValue(Path.GetExtension(image.FileName), out var contentType))
        {
            return Results.NotFound();
        }

        return Results.Bytes(image.Content.AsMemory(), contentType);
    }

    public static async Task<IResult> ShowFileAsync(
        long sequence, string? member, LocalDirectory directory, LocalChatStore store, CancellationToken cancellationToken) =>
        await directory.FindMemberAsync(member, cancellationToken) is { } reader
        && await store.FindAsync(await directory.GetWorkspaceAsync(cancellationToken), reader.Id, sequence, cancellationToken) is { Content.View.File: { } file }
            ? Results.Bytes(file.Content.AsMemory(), file.MediaType, file.FileName)
            : Results.NotFound();

    private sealed record Shown(ImmutableArray<PageMessage> Messages, long? Older);
}
