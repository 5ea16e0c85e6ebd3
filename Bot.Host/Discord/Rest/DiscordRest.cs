using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bot.Core.Chat;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Rest;

/// <summary>Makes requests within Discord's limits, and says what each failure means.</summary>
/// <param name="client">The connection, with the interface's address and the bot's token.</param>
/// <param name="limits">Discord's limits.</param>
/// <param name="link">How the connection is.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class DiscordRest(HttpClient client, RateLimits limits, DiscordLink link, TimeProvider time, ILogger<DiscordRest> logger)
{
    // An event that Discord delivered twice.
    private const int AlreadyAcknowledged = 40060;
    private const int MostTries = 4;
    private const int LongestAnswer = 8 * 1024 * 1024;

    // A longer wait is left to whoever asked: the request is then made anew.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Makes a request.</summary>
    /// <param name="call">The request.</param>
    /// <param name="answer">How the answer is read.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answer; <see langword="null"/> when it is empty.</returns>
    /// <exception cref="DiscordRestException">Discord did not do it, or nobody knows.</exception>
    public async Task<T?> SendAsync<T>(RestCall call, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            await limits.WaitAsync(call, cancellationToken);
            using var response = await TryAsync(call, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                limits.Learn(call, response, retryAfter: null);
                return await ReadAsync(response, answer, cancellationToken);
            }

            var error = await ReadErrorAsync(response, cancellationToken);
            var wait = response.StatusCode is HttpStatusCode.TooManyRequests ? RetryAfter(response, error) : (TimeSpan?)null;
            limits.Learn(call, response, wait);
            if (wait is null || wait > LongestWait || attempt == MostTries)
            {
                throw Failure(call, response.StatusCode, error?.Code ?? 0);
            }
        }
    }

    private async Task<HttpResponseMessage> TryAsync(RestCall call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, call.Path) { Content = call.Body?.Invoke() };
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            // Without a connection nothing was sent; a broken one may have carried the request.
            var neverSent = exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
                || exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
            throw new DiscordRestException(neverSent || call.IsRepeatable ? DeliveryOutcome.TryLater : DeliveryOutcome.Unknown, status: null, code: 0, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DiscordRestException(call.IsRepeatable ? DeliveryOutcome.TryLater : DeliveryOutcome.Unknown, status: null, code: 0, exception);
        }
    }

    private DiscordRestException Failure(RestCall call, HttpStatusCode status, int code)
    {
        if (status is HttpStatusCode.Unauthorized && !call.IsOfInteraction && link.Refuse($"Discord does not take the bot's token. {DiscordSwitch.Mend}"))
        {
            Log.TokenRefused(logger, DiscordSwitch.Mend);
        }

        if (status is HttpStatusCode.BadRequest && code is not AlreadyAcknowledged)
        {
            Log.Malformed(logger, call.Method.Method, call.Route, code);
        }

        var outcome = status switch
        {
            HttpStatusCode.TooManyRequests => DeliveryOutcome.TryLater,
            HttpStatusCode.Unauthorized when !call.IsOfInteraction => DeliveryOutcome.TryLater,
            >= HttpStatusCode.InternalServerError => call.IsRepeatable ? DeliveryOutcome.TryLater : DeliveryOutcome.Unknown,
            _ => DeliveryOutcome.NeverAgain,
        };
        return new DiscordRestException(outcome, status, code);
    }

    private TimeSpan RetryAfter(HttpResponseMessage response, DiscordError? error)
    {
        var header = response.Headers.RetryAfter;
        var seconds = error?.RetryAfter is { } said && double.IsFinite(said) ? Math.Clamp(said, 0, 86_400) : (double?)null;
        return seconds is { } wait ? TimeSpan.FromSeconds(wait) : header?.Delta ?? (header?.Date - time.GetUtcNow()) ?? TimeSpan.FromSeconds(1);
    }

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        if (response.StatusCode is HttpStatusCode.NoContent)
        {
            return null;
        }

        try
        {
            await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
            return await response.Content.ReadAsByteArrayAsync(cancellationToken) is { Length: > 0 } bytes ? JsonSerializer.Deserialize(bytes, answer) : null;
        }
        catch (Exception exception) when (exception is JsonException or HttpRequestException)
        {
            // It was done; what Discord says of it is only worth less.
            return null;
        }
    }

    private static async Task<DiscordError?> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        await ReadAsync(response, DiscordJson.Default.DiscordError, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Discord does not take the bot's token; nothing more is sent to it. {Mend}")]
        public static partial void TokenRefused(ILogger logger, string mend);

        [LoggerMessage(2, LogLevel.Error, "Discord found {Method} {Route} malformed (its error {Code}). That is a fault of ours.")]
        public static partial void Malformed(ILogger logger, string method, string route, int code);
    }
}
