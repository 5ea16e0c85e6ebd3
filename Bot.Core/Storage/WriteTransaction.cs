using System.Data.Common;
using Dapper;

namespace Bot.Core.Storage;

/// <summary>The one write that is under way. Handed out by <see cref="WriteGate"/> and dead once that call ends.</summary>
public sealed class WriteTransaction
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly List<Action> _afterCommit = [];

    internal WriteTransaction(DbConnection connection, DbTransaction transaction) =>
        (_connection, _transaction) = (connection, transaction);

    /// <summary>Gets the connection that every statement of the transaction runs on.</summary>
    public DbConnection Connection => _connection;

    /// <summary>Prepares a statement that runs inside the transaction.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="cancellationToken">Seen before the statement runs.</param>
    /// <returns>What Dapper takes.</returns>
    public CommandDefinition Command(string sql, object? parameters, CancellationToken cancellationToken) =>
        new(sql, parameters, _transaction, cancellationToken: cancellationToken);

    /// <summary>Asks for a quick call once the transaction is committed, such as waking a worker. Not called when it is rolled back.</summary>
    /// <param name="action">Returns at once and does not throw.</param>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    internal void RunAfterCommit() => _afterCommit.ForEach(action => action());
}
