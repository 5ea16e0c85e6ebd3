using System.Data;
using System.Data.Common;

namespace Bot.Core.Storage;

/// <summary>
/// The one door for writes: one transaction at a time in this process, begun as <c>BEGIN IMMEDIATE</c>, so that none fails
/// halfway because another writer came between. Inside there is no network and no grading.
/// </summary>
/// <param name="source">The database.</param>
public sealed class WriteGate(DbDataSource source) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Runs one transaction: committed when the work returns, rolled back when it throws.</summary>
    /// <typeparam name="T">What the work gives back.</typeparam>
    /// <param name="work">Short, and free of side effects outside the database: it may be rolled back.</param>
    /// <param name="cancellationToken">Gives up waiting or working; a commit that has begun is finished.</param>
    /// <returns>What the work gave back.</returns>
    public async Task<T> RunAsync<T>(Func<WriteTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        WriteTransaction write;
        T outcome;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await EraseWhatIsDeletedAsync(connection, cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            write = new WriteTransaction(connection, transaction);
            outcome = await work(write, cancellationToken);
            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            _gate.Release();
        }

        write.RunAfterCommit();
        return outcome;
    }

    /// <summary>Runs one transaction that gives nothing back.</summary>
    /// <param name="work">Short, and free of side effects outside the database.</param>
    /// <param name="cancellationToken">Gives up waiting or working.</param>
    /// <returns>A task that ends after the commit.</returns>
    public Task RunAsync(Func<WriteTransaction, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        RunAsync(
            async (write, token) =>
            {
                await work(write, token);
                return true;
            },
            cancellationToken);

    /// <summary>Folds the write-ahead log into the database and empties it: what was deleted is then in neither file any more.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns><see langword="false"/> when somebody was reading: try again.</returns>
    public async Task<bool> EmptyLogAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            return await command.ExecuteScalarAsync(cancellationToken) is 0L;
        }
        finally
        {
            _gate.Release();
        }
    }

    // SQLite otherwise leaves the bytes of a deleted row where they were until something else needs the room.
    private static async Task EraseWhatIsDeletedAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA secure_delete = ON";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();
}
