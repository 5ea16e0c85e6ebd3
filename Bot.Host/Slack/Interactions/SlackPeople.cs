using System.Collections.Concurrent;
using Bot.Core.Chat;
using Bot.Host.Slack.Api;
using Bot.Host.Slack.Installs;

namespace Bot.Host.Slack.Interactions;

/// <summary>
/// Knows what people are called and who administers the workspace, which Slack's events do not say. Asked for at most once in a
/// while; where Slack does not answer, what it said last counts, or what the event calls the person.
/// </summary>
/// <param name="api">Asks.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class SlackPeople(SlackApi api, TimeProvider time, ILogger<SlackPeople> logger)
{
    private const int MostKept = 10_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    // An acknowledgement must not wait for longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(string Team, string Id), (ChatUser User, DateTimeOffset At)> _known = new();

    /// <summary>Finds somebody.</summary>
    /// <param name="token">What lets the bot act in their workspace.</param>
    /// <param name="team">Their workspace.</param>
    /// <param name="id">Slack's identifier.</param>
    /// <param name="name">What the event calls them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<ChatUser> FindAsync(SlackToken token, string team, string id, string? name, CancellationToken cancellationToken)
    {
        var isKnown = _known.TryGetValue((team, id), out var known);
        if (isKnown && time.GetUtcNow() - known.At < Fresh)
        {
            return known.User;
        }

        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
            if (await api.FindPersonAsync(token, id, either.Token) is { } person)
            {
                var called = new[] { person.Profile?.DisplayName, person.Profile?.RealName, person.RealName, person.Name, name, id }.First(text => !string.IsNullOrWhiteSpace(text));
                var found = new ChatUser(id, called!, person.IsAdmin is true || person.IsOwner is true);
                if (_known.Count >= MostKept)
                {
                    _known.Clear();
                }

                _known[(team, id)] = (found, time.GetUtcNow());
                return found;
            }
        }
        catch (Exception exception) when (exception is SlackException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.NotFound(logger, exception);
        }

        return isKnown ? known.User : new ChatUser(id, string.IsNullOrWhiteSpace(name) ? id : name, IsAdministrator: false);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Slack did not say in time who somebody is; what it said before counts.")]
        public static partial void NotFound(ILogger logger, Exception exception);
    }
}
