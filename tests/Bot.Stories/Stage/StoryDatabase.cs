using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Bot.Stories.Stage;

/// <summary>The bot's way to its database: beats when it ends a connection, and can be cut as a kill would cut it.</summary>
internal sealed class StoryDatabase(string connectionString, Pulse pulse) : DbDataSource
{
    private volatile bool _isCut;

    public override string ConnectionString => connectionString;

    /// <summary>Gets or sets what happens when the bot closed a connection on which it ran a statement last.</summary>
    public Action<string>? Closed { get; set; }

    /// <summary>From now on nothing reaches the database.</summary>
    public void Cut() => _isCut = true;

    protected override DbConnection CreateDbConnection() => new Watched(this);

    private sealed class Watched(StoryDatabase home) : SqliteConnection(home.ConnectionString)
    {
        [SuppressMessage("Usage", "CA2213", Justification = "Whoever made the command disposes of it.")]
        private SqliteCommand? _last;

        public override void Open()
        {
            if (home._isCut)
            {
                throw new IOException("This process is gone.");
            }

            base.Open();
        }

        public override SqliteCommand CreateCommand() => _last = base.CreateCommand();

        public override void Close()
        {
            var last = _last?.CommandText;
            _last = null;
            base.Close();
            if (last is not null)
            {
                home.Closed?.Invoke(last);
            }

            home.Beat();
        }
    }

    private void Beat() => pulse.Beat();
}
