using System.Net;
using System.Net.Http.Headers;
using Bot.Core.Chat;

namespace Bot.Host.Arrivals;

/// <summary>Gets files that people attached, from where their platform keeps them and from nowhere else.</summary>
/// <param name="client">The connection; it follows no redirections.</param>
/// <param name="platform">What the platform is called.</param>
/// <param name="home">The address of its interface: what lies there is taken as well.</param>
/// <param name="hosts">Where it keeps files.</param>
/// <param name="time">The clock.</param>
internal sealed class FileDownload(HttpClient client, string platform, Uri home, IReadOnlyCollection<string> hosts, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Gets a file's content.</summary>
    /// <param name="file">The file.</param>
    /// <param name="pass">What lets the bot in; goes to nobody else.</param>
    /// <param name="most">How many bytes are taken at most.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatDeliveryException">It cannot be had.</exception>
    public async Task<ReadOnlyMemory<byte>> FetchAsync(AttachedFile file, AuthenticationHeaderValue? pass, int most, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(file.Link, UriKind.Absolute, out var link) || !IsTheirs(link))
        {
            throw new ChatDeliveryException(DeliveryOutcome.NeverAgain, $"It does not lie where {platform} keeps files, so I do not open it.");
        }

        using var patience = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, link);
            request.Headers.Authorization = pass;
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.IsSuccessStatusCode ? await ReadAsync(response, most, either.Token) : throw Refusal(response.StatusCode);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ChatDeliveryException(DeliveryOutcome.TryLater, $"{platform} could not be reached.", exception);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var content = new MemoryStream();
        var buffer = new byte[81_920];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            await content.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            if (content.Length > most)
            {
                throw new ChatDeliveryException(DeliveryOutcome.NeverAgain, $"It has more than {most:N0} bytes.");
            }
        }

        return content.ToArray();
    }

    private ChatDeliveryException Refusal(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new ChatDeliveryException(DeliveryOutcome.NeverAgain, "It is no longer there. Attach it again."),
        < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests =>
            new ChatDeliveryException(DeliveryOutcome.NeverAgain, $"{platform} does not let me read it. docs/{platform.ToLowerInvariant()}.md says what the bot may need for that."),
        _ => new ChatDeliveryException(DeliveryOutcome.TryLater, $"{platform} does not give it at the moment ({(int)status}). Attach it again in a minute."),
    };

    private bool IsTheirs(Uri link) =>
        (link.Scheme == Uri.UriSchemeHttps && link.IsDefaultPort && hosts.Contains(link.IdnHost, StringComparer.OrdinalIgnoreCase))
        || (link.Scheme == home.Scheme && link.Authority == home.Authority);
}
