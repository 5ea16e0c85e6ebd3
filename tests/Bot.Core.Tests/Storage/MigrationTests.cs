using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Tests.Storage;

public sealed class MigrationTests
{
    public static TheoryData<int> Numbers => [.. TemporaryFolder.All.Steps.Select(step => step.Number)];

    [Fact]
    public void Migrations_are_numbered_from_one_without_a_gap()
    {
        var names = Directory.GetFiles(Repository.PathTo("migrations", "sqlite")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(names);
        Assert.All(names.Index(), file => Assert.Matches($"^{file.Index + 1:D4}_[a-z_]+\\.sql$", file.Item));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_migration_keeps_the_rows_of_all_before_it(int number)
    {
        using var folder = new TemporaryFolder();
        SampleRows.Fill(folder, number - 1);
        HashSet<string> columns = [];
        List<string> before = [];
        if (number > 1)
        {
            using var earlier = SampleRows.Connect(folder.Directory);
            before.AddRange(SampleRows.Snapshot(earlier, (table, column) => columns.Add($"{table}.{column}") || true));
        }

        new SqliteDatabase(folder.Directory, folder.Until(number)).Migrate();

        using var connection = SampleRows.Connect(folder.Directory);
        Assert.Superset(before.ToHashSet(), SampleRows.Snapshot(connection, (table, column) => columns.Contains($"{table}.{column}")).ToHashSet());
        Assert.Empty(connection.Query("PRAGMA foreign_key_check"));
        Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA integrity_check"));
        Assert.Equal(number, connection.ExecuteScalar<int>("PRAGMA user_version"));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Samples_of_a_migration_cover_every_table_and_every_state_that_it_brings(int number)
    {
        using var folder = new TemporaryFolder();
        SampleRows.Fill(folder, number);
        using var connection = SampleRows.Connect(folder.Directory);

        var tables = connection.Query<(string Name, string Sql)>(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migration'").ToList();
        var missing = tables.Where(table => connection.ExecuteScalar<long>($"SELECT count(*) FROM {table.Name}") == 0).Select(table => table.Name)
            .Concat(
                from table in tables
                from allowed in SampleRows.AllowedValues(table.Sql)
                where connection.ExecuteScalar<long>($"SELECT count(*) FROM {table.Name} WHERE {allowed.Column} = @Value", new { allowed.Value }) == 0
                select $"{table.Name}.{allowed.Column} = {allowed.Value}");

        Assert.Empty(missing);
        Assert.Empty(connection.Query("PRAGMA foreign_key_check"));
    }

    [Fact]
    public void Every_state_of_the_schema_is_seen_by_the_samples_check()
    {
        using var folder = new TemporaryFolder();
        new SqliteDatabase(folder.Directory, TemporaryFolder.All).Migrate();
        using var connection = SampleRows.Connect(folder.Directory);

        var outbox = connection.ExecuteScalar<string>("SELECT sql FROM sqlite_master WHERE name = 'outbox'")!;

        Assert.Equal(
            [("awaits_contact", "0"), ("awaits_contact", "1"), ("state", "pending"), ("state", "posted"), ("state", "unknown"), ("state", "abandoned")],
            SampleRows.AllowedValues(outbox));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_migration_says_its_number(int number) =>
        Assert.EndsWith($"PRAGMA user_version = {number};\n", TemporaryFolder.All.Steps[number - 1].Sql, StringComparison.Ordinal);

    [Fact]
    public void Every_table_is_strict_and_belongs_to_a_workspace()
    {
        // Slack's own name of the workspace is its key: the app is installed before anybody there has said anything, and so before there is a workspace of ours.
        const string UnderSlacksName = "slack_installation";
        string[] shared = ["pack", "question", "question_key", "question_revision", "twin"];
        using var folder = new TemporaryFolder();
        new SqliteDatabase(folder.Directory, TemporaryFolder.All).Migrate();
        using var connection = SampleRows.Connect(folder.Directory);

        var tables = connection.Query<(string Name, long Strict, string? Type, long? NotNull)>(
            """
            SELECT t.name, t.strict, c.type, c."notnull"
            FROM pragma_table_list t
            LEFT JOIN pragma_table_info(t.name) c ON c.name = 'workspace_id'
            WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'migration'
            ORDER BY t.name
            """).ToList();

        Assert.True(tables.Count > shared.Length);
        Assert.All(tables, table => Assert.Equal(
            table.Name == UnderSlacksName ? (table.Name, 1, null, null) : (table.Name, 1, "TEXT", shared.Contains(table.Name) ? 0 : 1), table));
    }

    [Theory]
    [InlineData("0002_second.sql", "The migration 0002_second.sql is out of order: number 1 was expected. Install Redflag again.")]
    [InlineData("first.sql", "The migration first.sql is out of order: number 1 was expected. Install Redflag again.")]
    [InlineData("1_a.sql", "The migration 1_a.sql is out of order: number 1 was expected. Install Redflag again.")]
    public void A_folder_of_migrations_with_a_gap_is_refused(string name, string expected)
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(expected, Assert.Throws<StorageException>(() => folder.MadeUp((name, "SELECT 1;"))).Message);
    }

    [Fact]
    public void A_missing_folder_of_migrations_is_named()
    {
        var missing = Path.Combine(Path.GetTempPath(), "there", "is", "none");

        Assert.Equal($"The migrations are missing: {missing}. Install Redflag again.", Assert.Throws<StorageException>(() => Migrations.ReadFrom(missing)).Message);
    }
}
