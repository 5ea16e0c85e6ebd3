using Bot.Core.Drills.Rounds;
using Microsoft.Extensions.Hosting;

namespace Bot.Core.Drills;

/// <summary>Does, when the bot starts, what was missed while it was down, and sets all alarms.</summary>
/// <param name="drill">The daily drill.</param>
internal sealed class DrillStart(DailyDrill drill) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => drill.StartAsync(stoppingToken);
}

/// <summary>
/// Takes up the rounds that an earlier run left, before anything else happens to them: what the bot missed at a deadline has to be
/// seen before a verdict or a post moves the round on.
/// </summary>
/// <param name="round">The rounds.</param>
internal sealed class RoundResumption(RapidFireRound round) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => round.ResumeAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
