using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bot.Core.Chat;
using Bot.Host.Slack.Installs;
using Bot.Host.Slack.Wire;

namespace Bot.Host.Slack.Api;

/// <summary>Makes calls within Slack's limits, and says what each failure means.</summary>
/// <param name="client">The connection, with the API's address.</param>
/// <param name="link">How the connection is.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class SlackRest(HttpClient client, SlackLink link, TimeProvider time, ILogger<SlackRest> logger)
{
    private const int MostTries = 4;
    private const int LongestAnswer = 8 * 1024 * 1024;

    // A longer wait is left to whoever asked: the call is then made anew.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    // What no other attempt can mend.
    private static readonly HashSet<string> Refusals =
        ["not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "user_removed_from_team", "team_disabled", "not_allowed_token_type"];

    private static readonly HashSet<string> Passing = ["internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org", "accesslimited"];

    private readonly ConcurrentDictionary<(string Method, string Major, SlackToken? Token), DateTimeOffset> _pauses = new();

    /// <summary>Makes a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="answer">How the answer is read.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="SlackException">Slack did not do it, or nobody knows.</exception>
    public async Task<T> SendAsync<T>(SlackCall call, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : SlackAnswer, new()
    {
        for (var attempt = 1; ; attempt++)
        {
            await WaitAsync(call, cancellationToken);
            using var response = await TryAsync(call, cancellationToken);
            if (response.StatusCode is HttpStatusCode.TooManyRequests)
            {
                var wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
                _pauses[(call.Method, call.Major, call.Token)] = time.GetUtcNow() + wait;
                if (call.IsImpatient || wait > LongestWait || attempt == MostTries)
                {
                    throw new SlackException(DeliveryOutcome.TryLater, "ratelimited");
                }

                continue;
            }

            var said = await ReadAsync(response, answer, cancellationToken);
            if (response.IsSuccessStatusCode && said is null or { Ok: true })
            {
                return said ?? new T { Ok = true };
            }

            throw Failure(call, response.StatusCode, said);
        }
    }

    private async Task WaitAsync(SlackCall call, CancellationToken cancellationToken)
    {
        if (!_pauses.TryGetValue((call.Method, call.Major, call.Token), out var until))
        {
            return;
        }

        var wait = until - time.GetUtcNow();
        if (wait <= TimeSpan.Zero)
        {
            _pauses.TryRemove(KeyValuePair.Create((call.Method, call.Major, call.Token), until));
        }
        else if (call.IsImpatient || wait > LongestWait)
        {
            throw new SlackException(DeliveryOutcome.TryLater, "ratelimited");
        }
        else
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> TryAsync(SlackCall call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Address) { Content = call.Body() };
        if (call.Token is { } token)
        {
            request.Headers.Authorization = token.Header;
        }

        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            // Without a connection nothing was sent; a broken one may have carried the call.
            var neverSent = exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
                || exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
            throw new SlackException(neverSent || call.IsRepeatable ? DeliveryOutcome.TryLater : DeliveryOutcome.Unknown, "", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SlackException(call.IsRepeatable ? DeliveryOutcome.TryLater : DeliveryOutcome.Unknown, "", exception);
        }
    }

    private SlackException Failure(SlackCall call, HttpStatusCode status, SlackAnswer? said)
    {
        var error = said?.Error ?? $"status {(int)status}";
        if (call.Token is { IsOnly: false } token && Refusals.Contains(error))
        {
            if (token.Refuse())
            {
                Log.InstallationRefused(logger, error);
            }

            return new SlackException(DeliveryOutcome.NeverAgain, error);
        }

        if (call.Token is not null && Refusals.Contains(error))
        {
            var mend = call.Method == SlackApi.OpenConnection ? SlackSwitch.MendApp : SlackSwitch.MendBot;
            if (link.Refuse($"Slack does not take the bot's token ({error}). {mend}"))
            {
                Log.TokenRefused(logger, error, mend);
            }

            return new SlackException(DeliveryOutcome.TryLater, error);
        }

        // A code that Slack does not know is whoever's brought it.
        if (error.StartsWith("invalid_", StringComparison.Ordinal) && call.Method != SlackApi.TakeCode)
        {
            Log.Malformed(logger, call.Method, error);
        }

        var isPassing = status >= HttpStatusCode.InternalServerError || Passing.Contains(error);
        var outcome = error == "ratelimited" ? DeliveryOutcome.TryLater
            : !isPassing ? DeliveryOutcome.NeverAgain
            : call.IsRepeatable ? DeliveryOutcome.TryLater
            : DeliveryOutcome.Unknown;
        return new SlackException(outcome, error) { Needed = said?.Needed };
    }

    // An address that Slack gave answers with a word rather than JSON.
    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : SlackAnswer
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
            return JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellationToken), answer);
        }
        catch (Exception exception) when (exception is JsonException or HttpRequestException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Slack does not take the bot's token ({Error}); nothing more is done there. {Mend}")]
        public static partial void TokenRefused(ILogger logger, string error, string mend);

        [LoggerMessage(2, LogLevel.Error, "Slack found a call of {Method} malformed ({Error}). That is a fault of ours.")]
        public static partial void Malformed(ILogger logger, string method, string error);

        [LoggerMessage(3, LogLevel.Error, "Slack does not take the bot's token of one workspace any more ({Error}); nothing more is done there until the app is installed anew.")]
        public static partial void InstallationRefused(ILogger logger, string error);
    }
}
