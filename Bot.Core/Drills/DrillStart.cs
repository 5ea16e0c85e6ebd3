using Microsoft.Extensions.Hosting;

namespace Bot.Core.Drills;

/// <summary>Does, when the bot starts, what was missed while it was down, and sets all alarms.</summary>
/// <param name="drill">The daily drill.</param>
internal sealed class DrillStart(DailyDrill drill) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => drill.StartAsync(stoppingToken);
}
