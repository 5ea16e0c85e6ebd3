using System.Diagnostics.CodeAnalysis;
using Bot.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bot.Core.Members;

/// <summary>
/// Once an hour removes what was kept long enough, and empties the log of the database, in which deleted bytes would stay
/// readable. When a member has left it does the latter at once.
/// </summary>
/// <param name="traces">What each feature keeps.</param>
/// <param name="members">Lists the workspaces.</param>
/// <param name="settings">What each group set.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="signal">Rings when a member has left.</param>
/// <param name="options">What holds where a group set nothing.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class MemberCleaner(
    IEnumerable<IMemberTraces> traces,
    MemberStore members,
    SettingsStore settings,
    WriteGate gate,
    ErasureSignal signal,
    IOptions<PrivacyOptions> options,
    TimeProvider time,
    ILogger<MemberCleaner> logger) : BackgroundService
{
    private const int Most = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var nextCleaning = DateTimeOffset.MinValue;
        while (true)
        {
            if (time.GetUtcNow() >= nextCleaning)
            {
                nextCleaning = time.GetUtcNow() + Interval;
                await CleanAsync(stoppingToken);
            }

            var wait = await TryEmptyLogAsync(stoppingToken) ? nextCleaning - time.GetUtcNow() : Again;
            await signal.WaitAsync(wait > Again ? wait : Again, time, stoppingToken);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: what could not be removed now is removed next time.")]
    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var workspace in await members.ListWorkspacesAsync(cancellationToken))
            {
                var group = await settings.FindGroupAsync(workspace, cancellationToken);
                var now = time.GetUtcNow();
                var ageing = new Ageing(workspace, now - group.KeepAnswersOr(options.Value), now - options.Value.KeepEvents, now, Most);
                foreach (var trace in traces)
                {
                    // Many short transactions, so that nobody waits for this.
                    while (await gate.RunAsync((write, token) => trace.AgeAsync(write, ageing, token), cancellationToken))
                    {
                    }
                }
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.CleaningFailed(logger, exception);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "An edge: a log that could not be emptied now is emptied in a moment.")]
    private async Task<bool> TryEmptyLogAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await gate.EmptyLogAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.CleaningFailed(logger, exception);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What was kept long enough could not be removed; it will be.")]
        public static partial void CleaningFailed(ILogger logger, Exception exception);
    }
}
