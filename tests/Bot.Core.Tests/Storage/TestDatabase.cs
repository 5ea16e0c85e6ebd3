using System.Data.Common;
using Bot.Core.Banks;
using Bot.Core.Drills;
using Bot.Core.Drills.Rounds;
using Bot.Core.Grading;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Questions;
using Bot.Core.Standings;
using Bot.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Core.Tests.Storage;

/// <summary>A database of one test's own, with the stores over it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestDatabase()
    {
        var database = new SqliteDatabase(_folder.Directory, TemporaryFolder.All);
        database.Migrate();
        Source = database.Open();
        Gate = new WriteGate(Source);
        Ids = new IdSource(Time);
        Questions = new QuestionStore(Source, Ids, Time);
        Members = new MemberStore(Source, Ids);
        Inbox = new InboxStore(Source, Gate, Members, Ids, new MirrorProtection());
        Outbox = new OutboxStore(Source, Ids, new OutboxSignal(), Time);
        Schedules = new ScheduleStore(Source, Ids);
        Occurrences = new OccurrenceStore(Source, Ids);
        Rounds = new RoundStore(Source, Occurrences);
        Quizzes = new QuizStore(Source, Ids);
        Answers = new AnswerStore(Source, Ids, new GradingSignal());
        PackChanges = new PackChangeStore(Ids);
        Files = new AttachedFileStore(Source);
        Twins = new TwinStore(Source, Ids);
        Leaderboard = new Leaderboard(Source);
        Settings = new SettingsStore(Source);
        Departures = new DepartureStore(Ids);
        Progress = new ProgressStore(Source);
    }

    /// <summary>Gets the clock, which stands still at a time with milliseconds.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 9, 21, 7, 30, 15, 123, TimeSpan.Zero));

    public DateTimeOffset Now => Time.GetUtcNow();

    public DbDataSource Source { get; }

    public WriteGate Gate { get; }

    public IdSource Ids { get; }

    public QuestionStore Questions { get; }

    public MemberStore Members { get; }

    public InboxStore Inbox { get; }

    public OutboxStore Outbox { get; }

    public ScheduleStore Schedules { get; }

    public OccurrenceStore Occurrences { get; }

    public RoundStore Rounds { get; }

    public QuizStore Quizzes { get; }

    public AnswerStore Answers { get; }

    public PackChangeStore PackChanges { get; }

    public AttachedFileStore Files { get; }

    public TwinStore Twins { get; }

    public Leaderboard Leaderboard { get; }

    public SettingsStore Settings { get; }

    public DepartureStore Departures { get; }

    public ProgressStore Progress { get; }

    public PointsLedger Points { get; } = new();

    public SqliteConnection Connect() => SampleRows.Connect(_folder.Directory);

    /// <summary>Runs one transaction.</summary>
    public Task<T> WriteAsync<T>(Func<WriteTransaction, CancellationToken, Task<T>> work) => Gate.RunAsync(work, TestContext.Current.CancellationToken);

    /// <summary>Runs one transaction that gives nothing back.</summary>
    public Task WriteAsync(Func<WriteTransaction, CancellationToken, Task> work) => Gate.RunAsync(work, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Gate.Dispose();
        using (var connection = new SqliteConnection(Source.ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        await Source.DisposeAsync();
        _folder.Dispose();
    }
}
