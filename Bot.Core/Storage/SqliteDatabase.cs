using System.Data.Common;
using Dapper;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Support;
using Microsoft.Data.Sqlite;

namespace Bot.Core.Storage;

/// <summary>The SQLite database of a data directory: inspected before it is touched, migrated, then opened.</summary>
/// <param name="directory">Where it lies.</param>
/// <param name="migrations">The schema that this program knows.</param>
public sealed class SqliteDatabase(DataDirectory directory, Migrations migrations)
{
    /// <summary>"RFLG": what marks a database as Redflag's.</summary>
    internal const int ApplicationId = 0x52464C47;

    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>Gets how long to wait for a database that another connection has locked.</summary>
    /// <value>In seconds, at least 1. The default is 10.</value>
    internal int BusySeconds { get; init; } = 10;

    /// <summary>Gets the newest schema that this program knows.</summary>
    public int Latest => migrations.Latest;

    /// <summary>Tells which schema the database has, without touching it.</summary>
    /// <returns>0 when there is none yet, otherwise the number of the last migration that it had.</returns>
    /// <exception cref="StorageException">It is newer, locked, read-only, corrupt, or another program's.</exception>
    public int Inspect()
    {
        if (!File.Exists(directory.Database) || new FileInfo(directory.Database).Length == 0)
        {
            return 0;
        }

        return Explaining(() =>
        {
            using var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadOnly));
            connection.Open();
            var application = connection.ExecuteScalar<long>("PRAGMA application_id");
            var tables = connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master");
            var version = connection.ExecuteScalar<long>("PRAGMA user_version");
            if (application != ApplicationId && tables > 0)
            {
                throw new StorageException(
                    $"{directory.Database} belongs to another program. Move it away, or choose another directory with --data DIR.");
            }

            if (version > migrations.Latest)
            {
                throw new StorageException(
                    $"{directory.Database} was written by a newer Redflag (schema {version}; this one knows {migrations.Latest}). Install that version or a later one.");
            }

            if (connection.ExecuteScalar<string>("PRAGMA quick_check(1)") is { } finding and not "ok")
            {
                throw new StorageException($"{directory.Database} is damaged: {finding}. Restore a backup, or move it away to start afresh.");
            }

            return (int)version;
        });
    }

    /// <summary>Tells whether the schema is the one that this program knows.</summary>
    /// <returns><see langword="false"/> when <see cref="Migrate"/> has something to do.</returns>
    /// <exception cref="StorageException">The database cannot be used as it is.</exception>
    public bool IsCurrent() => Inspect() == migrations.Latest;

    /// <summary>Brings the schema up to date. A failing step is rolled back and leaves the steps before it.</summary>
    /// <returns>How many steps it took.</returns>
    /// <exception cref="StorageException">The database cannot be used as it is, or a step failed.</exception>
    public int Migrate()
    {
        directory.Create();
        var version = Inspect();
        Explaining(() =>
        {
            using var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadWriteCreate));
            connection.Open();
            // On a file that may not be written, BEGIN IMMEDIATE alone says nothing.
            connection.Execute($"BEGIN IMMEDIATE; PRAGMA user_version = {version}; ROLLBACK");
            connection.Execute("PRAGMA journal_mode = WAL");
            return true;
        });
        if (version == migrations.Latest)
        {
            return 0;
        }

        // A migration may make a table anew; with foreign keys on, dropping the old one would delete what refers to it.
        var result = DeployChanges.To
            .SqliteDatabase(ConnectionString(SqliteOpenMode.ReadWriteCreate, foreignKeys: false))
            .WithScripts(migrations.Steps.Select(step =>
                new SqlScript(step.Name, step.Sql, new SqlScriptOptions { ScriptType = ScriptType.RunOnce, RunGroupOrder = step.Number })))
            .JournalToSqliteTable("migration")
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (result.Successful && version > 0)
        {
            // Tables that a step rebuilt leave their former bytes behind, and nobody could delete those later.
            using var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadWriteCreate));
            connection.Open();
            connection.Execute("VACUUM");
        }

        return result.Successful
            ? result.Scripts.Count()
            : throw new StorageException(
                $"Migration {result.ErrorScript?.Name} failed: {result.Error?.Message} The database is as it was before that step.", result.Error);
    }

    /// <summary>Opens the database for the stores.</summary>
    /// <returns>The source of connections.</returns>
    public DbDataSource Open() => SqliteFactory.Instance.CreateDataSource(ConnectionString(SqliteOpenMode.ReadWrite));

    /// <summary>Brings what lies beside the database file into it, once nobody uses it any more.</summary>
    public void Settle()
    {
        SqliteConnection.ClearAllPools();
        Explaining(() =>
        {
            using var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadWriteCreate));
            connection.Open();
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            return true;
        });
    }

    private string ConnectionString(SqliteOpenMode mode, bool foreignKeys = true) => new SqliteConnectionStringBuilder
    {
        DataSource = directory.Database,
        Mode = mode,
        ForeignKeys = foreignKeys,
        DefaultTimeout = BusySeconds,
        Pooling = mode is SqliteOpenMode.ReadWrite,
    }.ToString();

    private T Explaining<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException exception)
        {
            throw new StorageException(
                exception.SqliteErrorCode switch
                {
                    Busy => $"{directory.Database} is locked by another program. Close that program and try again.",
                    ReadOnly => $"{directory.Database} is read-only. Give this user the right to write to it and to its directory.",
                    CannotOpen => $"{directory.Database} cannot be opened. Check that this user may read and write it and its directory.",
                    Corrupt => $"{directory.Database} is damaged. Restore a backup, or move it away to start afresh.",
                    NotADatabase => $"{directory.Database} is no SQLite database. Move it away, or choose another directory with --data DIR.",
                    Full => $"The disk that holds {directory.Database} is full. Make room and try again.",
                    _ => $"{directory.Database} cannot be used: {exception.Message}",
                },
                exception);
        }
    }
}
