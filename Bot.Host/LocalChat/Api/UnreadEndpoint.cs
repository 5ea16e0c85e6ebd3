namespace Bot.Host.LocalChat.Api;

/// <summary>Counts what a member has not read; how far that is, the page remembers.</summary>
internal static class UnreadEndpoint
{
    private const int MostConversations = 500;

    public static async Task<IResult> CountAsync(HttpContext http, LocalDirectory directory, LocalChatStore store, CancellationToken cancellationToken)
    {
        var (asked, refused) = await RequestBody.ReadAsync<Asked>(http.Request, cancellationToken);
        if (asked is null)
        {
            return refused!;
        }

        if (await directory.FindMemberAsync(asked.Member, cancellationToken) is not { } reader)
        {
            return Refusal.Of(StatusCodes.Status404NotFound, PageWords.NoMember);
        }

        var workspace = await directory.GetWorkspaceAsync(cancellationToken);
        var counts = new Dictionary<string, long>();
        foreach (var (conversation, read) in asked.Read.Take(MostConversations))
        {
            var channel = conversation is Conversation.Direct ? null : conversation;
            counts[conversation] = await store.CountAfterAsync(workspace, reader.Id, channel, read, cancellationToken);
        }

        return Results.Json(counts, LocalJson.Options);
    }

    private sealed record Asked(string Member, Dictionary<string, long> Read);
}
