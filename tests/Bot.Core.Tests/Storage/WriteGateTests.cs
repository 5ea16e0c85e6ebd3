using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Tests.Storage;

public sealed class WriteGateTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task What_returned_is_committed()
    {
        Assert.Equal("done", await _database.Gate.RunAsync(
            async (write, token) =>
            {
                await AddAsync(write, "p", token);
                return "done";
            },
            Token));

        Assert.Equal(["p"], Packs());
    }

    [Fact]
    public async Task What_threw_is_rolled_back_and_the_gate_stays_open()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => _database.Gate.RunAsync(
            async (write, token) =>
            {
                await AddAsync(write, "p", token);
                throw new InvalidOperationException("No.");
            },
            Token));

        Assert.Equal("No.", failure.Message);
        Assert.Empty(Packs());
        await _database.Gate.RunAsync((write, token) => AddAsync(write, "q", token), Token);
        Assert.Equal(["q"], Packs());
    }

    [Fact]
    public async Task What_is_asked_for_after_the_commit_sees_it_committed()
    {
        IReadOnlyList<string>? seen = null;

        await _database.Gate.RunAsync(
            async (write, token) =>
            {
                write.AfterCommit(() => seen = Packs());
                await AddAsync(write, "p", token);
                Assert.Null(seen);
            },
            Token);

        Assert.Equal(["p"], seen);
    }

    [Fact]
    public async Task What_is_asked_for_after_the_commit_does_not_happen_after_a_rollback()
    {
        var called = false;

        await Assert.ThrowsAsync<InvalidOperationException>(() => _database.Gate.RunAsync(
            (write, _) =>
            {
                write.AfterCommit(() => called = true);
                throw new InvalidOperationException();
            },
            Token));

        Assert.False(called);
    }

    [Fact]
    public async Task A_commit_that_the_database_refuses_calls_nobody()
    {
        var called = false;

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => _database.Gate.RunAsync(
            async (write, token) =>
            {
                write.AfterCommit(() => called = true);
                await AddAsync(write, "p", token);
                await write.Connection.ExecuteAsync(write.Command(
                    """
                    INSERT INTO question (id, pack_id, position, current_revision_id, topic, material, added_at_ms, is_gradable)
                    VALUES ('q', 'p', 0, 'no such revision', '{}', '{}', 0, 1)
                    """,
                    null,
                    token));
            },
            Token));

        Assert.False(called);
        Assert.Empty(Packs());
    }

    [Fact]
    public async Task Only_one_transaction_runs_at_a_time()
    {
        var (inside, most) = (0, 0);

        await Parallel.ForAsync(0, 40, Token, async (number, token) => await _database.Gate.RunAsync(
            async (write, inner) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                await AddAsync(write, $"p{number}", inner);
                Interlocked.Decrement(ref inside);
            },
            token));

        Assert.Equal((1, 40), (most, Packs().Count));
    }

    [Fact]
    public async Task Whoever_waits_can_give_up_and_harms_nobody()
    {
        var entered = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        using var impatience = new CancellationTokenSource();
        var first = _database.Gate.RunAsync(
            async (write, token) =>
            {
                entered.SetResult();
                await go.Task;
                await AddAsync(write, "first", token);
            },
            Token);
        await entered.Task;
        var second = _database.Gate.RunAsync((write, token) => AddAsync(write, "second", token), impatience.Token);

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        go.SetResult();
        await first;
        await _database.Gate.RunAsync((write, token) => AddAsync(write, "third", token), Token);

        Assert.Equal(["first", "third"], Packs());
    }

    private static Task AddAsync(WriteTransaction write, string name, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "INSERT INTO pack (id, name, info, loaded_at_ms) VALUES (@Name, @Name, '{}', 0)", new { Name = name }, cancellationToken));

    private IReadOnlyList<string> Packs()
    {
        using var connection = _database.Source.OpenConnection();
        return [.. connection.Query<string>("SELECT name FROM pack ORDER BY name")];
    }
}
