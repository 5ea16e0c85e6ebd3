using Bot.Core.Drills;
using Bot.Core.Grading;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Standings;
using Bot.Core.Storage;
using Bot.Core.Tests.Storage;
using Bot.Core.Tests.Stores;

namespace Bot.Core.Tests.Members;

/// <summary>What features keep of a member stays in its workspace, and is what they say it is.</summary>
public sealed class TracesTests
{
    public static TheoryData<string> Names => ["answers", "points", "quizzes", "schedules", "events", "files", "messages"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_member_takes_along_what_is_there_and_another_workspace_gets_nothing(string name)
    {
        await using var world = await World.BeginAsync();
        await world.Database.WriteAsync((write, token) =>
            world.Database.Outbox.QueueAsync(write, world.Own.Id, OutboxPost.Reply(world.Event, new Bot.Core.Chat.MessageView { Text = "Hi" }), token));
        var traces = Of(world, name);

        Assert.NotEmpty(await traces.ExportAsync(world.Own.Id, world.Ana.Id, Token));
        Assert.Empty(await traces.ExportAsync(world.Stranger.Id, world.Ana.Id, Token));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Somebody_who_leaves_one_workspace_leaves_no_other(string name)
    {
        await using var world = await World.BeginAsync();

        var (before, after) = await world.Database.WriteAsync(async (write, token) =>
        {
            var dump = Dump(world, write);
            var former = await world.Database.Departures.FindFormerAsync(write, world.Stranger.Id, world.Database.Now, token);
            await Of(world, name).ForgetAsync(write, new Leaving(world.Stranger.Id, world.Ana, former, world.Event.Id), token);
            return (dump, Dump(world, write));
        });

        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData("answers")]
    [InlineData("events")]
    [InlineData("files")]
    [InlineData("messages")]
    public async Task What_is_old_in_one_workspace_is_not_touched_in_another(string name)
    {
        await using var world = await World.BeginAsync();
        var later = world.Database.Now.AddYears(9);

        var (before, after) = await world.Database.WriteAsync(async (write, token) =>
        {
            var dump = Dump(world, write);
            await Of(world, name).AgeAsync(write, new Ageing(world.Stranger.Id, later, later, later, 100), token);
            return (dump, Dump(world, write));
        });

        Assert.Equal(before, after);
    }

    private static IMemberTraces Of(World world, string name) => new IMemberTraces[]
    {
        new AnswerTraces(world.Database.Source),
        new PointTraces(world.Database.Source),
        new QuizTraces(world.Database.Source),
        new ScheduleTraces(world.Database.Source, world.Database.Occurrences, new NoAlarms(), world.Database.Time),
        new InboxTraces(world.Database.Source),
        new AttachedFileTraces(world.Database.Source),
        new OutboxTraces(world.Database.Source),
    }.Single(traces => traces.Name == name);

    private static IReadOnlyList<string> Dump(World world, WriteTransaction write) =>
    [
        .. SampleRows.Snapshot((Microsoft.Data.Sqlite.SqliteConnection)write.Connection)
            .Where(row => row.Contains($"workspace_id={world.Own.Id}", StringComparison.Ordinal)),
    ];

    private sealed class NoAlarms : IDrillAlarms
    {
        public void SetFire(WorkspaceId workspace, ScheduleId schedule, DateTimeOffset? at)
        {
        }

        public void SetClose(WorkspaceId workspace, OccurrenceId occurrence, DateTimeOffset at)
        {
        }
    }
}
