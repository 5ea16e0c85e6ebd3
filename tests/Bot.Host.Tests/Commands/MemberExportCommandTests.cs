using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Bot.Host.Tests.Commands;

public sealed class MemberExportCommandTests : IDisposable
{
    private const string Workspace = "019cad21-cf00-7000-8000-000000000001";
    private const string Member = "019cad21-cf00-7000-8000-000000000002";

    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task The_operator_writes_what_is_kept_of_a_member()
    {
        await FillAsync();

        var outcome = await CommandLine.RunAsync("privacy", "export", "--workspace", Workspace, "--member", Member, "--data", _line.Data);

        Assert.Equal((0, ""), (outcome.Exit, outcome.Error));
        Assert.Equal("Ana", (string?)JsonNode.Parse(outcome.Output)!["member"]!["name"]);
    }

    [Theory]
    [InlineData("nowhere", Member, "There is no workspace nowhere. /privacy export names the right one when a document is too large for a message.\n")]
    [InlineData(Workspace, "nobody", "There is no member nobody in that workspace. They may have left.\n")]
    [InlineData(Workspace, Workspace, $"There is no member {Workspace} in that workspace. They may have left.\n")]
    public async Task Who_is_not_there_is_named(string workspace, string member, string expected)
    {
        await FillAsync();

        var outcome = await CommandLine.RunAsync("privacy", "export", "--workspace", workspace, "--member", member, "--data", _line.Data);

        Assert.Equal((1, expected), (outcome.Exit, outcome.Error));
    }

    private async Task FillAsync()
    {
        await CommandLine.RunAsync("migrate", "--data", _line.Data);
        await using var connection = new SqliteConnection($"Data Source={_line.Database};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            INSERT INTO workspace (workspace_id, platform, platform_id, created_at_ms) VALUES ('{Workspace}', 'discord', '1', 1);
            INSERT INTO member (id, workspace_id, platform_id, display_name, met_at_ms) VALUES ('{Member}', '{Workspace}', '2', 'Ana', 1);
            """;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
