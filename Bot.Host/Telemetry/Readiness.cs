using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Bot.Core.Chat;
using Bot.Core.Storage;
using Bot.Core.Workers;
using Bot.Host.Commands;
using Dapper;
using Quartz;

namespace Bot.Host.Telemetry;

/// <summary>Looks at all that the bot needs to do its work.</summary>
/// <param name="source">The database.</param>
/// <param name="chores">What runs as long as the bot does.</param>
/// <param name="schedulers">The clock work.</param>
/// <param name="grader">How the grader is.</param>
/// <param name="platforms">The platforms.</param>
/// <param name="lifetime">Tells when the program ends.</param>
/// <param name="time">The clock.</param>
internal sealed class Readiness(
    DbDataSource source,
    IEnumerable<IHostedService> chores,
    ISchedulerFactory schedulers,
    GraderWarmUp grader,
    IEnumerable<IChatPlatform> platforms,
    IHostApplicationLifetime lifetime,
    TimeProvider time)
{
    private readonly int _schema = Migrations.ReadFrom(Path.Combine(Installation.ProgramFolder, "migrations", "sqlite")).Latest;

    /// <summary>Looks at everything, in an order that stays the same.</summary>
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken) =>
    [
        new("running", !lifetime.ApplicationStopping.IsCancellationRequested, lifetime.ApplicationStopping.IsCancellationRequested ? "is being stopped" : "yes"),
        await CheckDatabaseAsync(cancellationToken),
        await CheckClockAsync(cancellationToken),
        .. chores.OfType<BackgroundService>().Select(Check).OrderBy(finding => finding.Name, StringComparer.Ordinal),
        grader.State,
        .. platforms.Select(Check).OrderBy(finding => finding.Name, StringComparer.Ordinal),
    ];

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps the database from answering, that is the finding.")]
    private async Task<Finding> CheckDatabaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            var schema = await connection.ExecuteScalarAsync<int>(new CommandDefinition("PRAGMA user_version", cancellationToken: cancellationToken));
            return new Finding("database", schema == _schema, schema == _schema ? $"answers, schema {schema}" : $"has schema {schema}; this program needs {_schema}");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new Finding("database", Ok: false, $"does not answer: {exception.GetType().Name}");
        }
    }

    private async Task<Finding> CheckClockAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var runs = scheduler.Status is SchedulerStatus.Running;
        return new Finding("clock", runs, runs ? "runs" : "does not run");
    }

    private Finding Check(BackgroundService chore)
    {
        var name = $"worker {chore.GetType().Name}";
        return chore switch
        {
            { ExecuteTask: null } => new Finding(name, Ok: false, "has not begun"),
            { ExecuteTask.IsFaulted: true } => new Finding(name, Ok: false, "has died; the log says why"),
            Worker { ExecuteTask.IsCompleted: true } => new Finding(name, Ok: false, "has ended"),
            Worker { BusySince: { } since } worker when time.GetUtcNow() - since > worker.Patience =>
                new Finding(name, Ok: false, string.Create(CultureInfo.InvariantCulture, $"hangs since {since.UtcDateTime:yyyy-MM-dd HH:mm:ss} (UTC)")),
            { ExecuteTask.IsCompleted: true } => new Finding(name, Ok: true, "is done"),
            _ => new Finding(name, Ok: true, "runs"),
        };
    }

    private static Finding Check(IChatPlatform platform)
    {
        var name = $"platform {platform.Platform.ToString().ToLowerInvariant()}";
        return platform is IConnectedPlatform { Trouble: { } trouble } ? new Finding(name, Ok: false, trouble) : new Finding(name, Ok: true, "is on");
    }
}
