using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Bot.Core.Members;
using Bot.Core.Storage;

namespace Bot.Host.LocalChat.Api;

/// <summary>
/// Tells a page everything new that its member may see. A message's event carries the message's place, so that a page that
/// comes back goes on behind the last one it got.
/// </summary>
internal static class EventsEndpoint
{
    private const int Batch = 100;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    public static async Task<IResult> OpenAsync(
        HttpContext http,
        string? member,
        long? after,
        LocalDirectory directory,
        LocalChatStore store,
        LocalChatBell bell,
        IHostApplicationLifetime lifetime,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (await directory.FindMemberAsync(member, cancellationToken) is not { } reader)
        {
            return Refusal.Of(StatusCodes.Status404NotFound, PageWords.NoMember);
        }

        var workspace = await directory.GetWorkspaceAsync(cancellationToken);
        var start = long.TryParse(http.Request.Headers["Last-Event-ID"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last
            : after ?? await store.FindLatestSequenceAsync(workspace, cancellationToken);
        return TypedResults.ServerSentEvents(TellAsync(workspace, reader, start, store, bell, time, lifetime.ApplicationStopping, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<string>> TellAsync(
        WorkspaceId workspace,
        Member reader,
        long after,
        LocalChatStore store,
        LocalChatBell bell,
        TimeProvider time,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var signal = bell.Join(reader.Id);
        var directory = bell.DirectoryVersion;
        try
        {
            // A page that was away sees by the version whether somebody or something was added meanwhile.
            yield return new SseItem<string>(directory.ToString(CultureInfo.InvariantCulture), "hello");
            do
            {
                IReadOnlyList<LocalMessage> messages;
                do
                {
                    messages = await store.ListForwardsAsync(workspace, reader.Id, after, Batch, cancellationToken);
                    foreach (var message in messages)
                    {
                        after = message.Sequence;
                        yield return new SseItem<string>(JsonSerializer.Serialize(PageMessage.Of(message), LocalJson.Options), "message")
                        {
                            EventId = after.ToString(CultureInfo.InvariantCulture),
                        };
                    }
                }
                while (messages.Count == Batch);

                if (directory != bell.DirectoryVersion)
                {
                    directory = bell.DirectoryVersion;
                    yield return new SseItem<string>(directory.ToString(CultureInfo.InvariantCulture), "directory");
                }
                else
                {
                    yield return new SseItem<string>("", "beat");
                }
            }
            while (await WaitAsync(signal, time, stopping, cancellationToken));
        }
        finally
        {
            bell.Leave(signal);
        }
    }

    // A stream must not hold up the end of the program.
    private static async Task<bool> WaitAsync(WorkSignal signal, TimeProvider time, CancellationToken stopping, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        try
        {
            await signal.WaitAsync(Beat, time, either.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
