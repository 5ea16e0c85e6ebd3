using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Bot.Stories.Stage;

/// <summary>The bot's way to its database: beats when it ends a connection, and can be cut as a kill would cut it.</summary>
internal sealed class StoryDatabase(string connectionString, Pulse pulse) : DbDataSource
{
    private volatile bool _isCut;

    public override string ConnectionString => connectionString;

    /// <summary>Gets or sets what happens when the bot has closed a connection, given what it ran there.</summary>
    public Action<IReadOnlyList<string>>? Closed { get; set; }

    /// <summary>From now on nothing reaches the database.</summary>
    public void Cut() => _isCut = true;

    protected override DbConnection CreateDbConnection() => new Watched(this);

    private sealed class Watched(StoryDatabase home) : SqliteConnection(home.ConnectionString)
    {
        private readonly List<SqliteCommand> _ran = [];

        public override void Open()
        {
            if (home._isCut)
            {
                throw new IOException("This process is gone.");
            }

            base.Open();
        }

        public override SqliteCommand CreateCommand()
        {
            var command = base.CreateCommand();
            _ran.Add(command);
            return command;
        }

        public override void Close()
        {
            var ran = _ran.ConvertAll(command => command.CommandText);
            _ran.Clear();
            base.Close();
            if (ran.Count > 0)
            {
                home.Closed?.Invoke(ran);
            }

            home.Beat();
        }
    }

    private void Beat() => pulse.Beat();
}
