using System.Data.Common;
using Bot.Core;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Bot.Host.Commands;
using Dapper;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Host.Tests.Commands;

/// <summary>What a start does with the packs that come with the program.</summary>
public sealed class BundledPacksTests : IAsyncLifetime
{
    private readonly CommandLine _line = new();

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 21, 7, 30, 0, TimeSpan.Zero));

    private DbDataSource _source = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Packs => Path.GetDirectoryName(CommandLine.BundledPack)!;

    public async ValueTask InitializeAsync()
    {
        await CommandLine.RunAsync("migrate", "--data", _line.Data);
        var migrations = Migrations.ReadFrom(Path.Combine(AppContext.BaseDirectory, "migrations", "sqlite"));
        _source = new SqliteDatabase(new DataDirectory(_line.Data), migrations).Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _line.Dispose();
    }

    [Fact]
    public async Task A_start_with_unchanged_packs_writes_nothing()
    {
        await LoadAsync(Packs);
        await using var watcher = await _source.OpenConnectionAsync(Token);
        var before = await VersionAsync(watcher);

        await LoadAsync(Packs);

        Assert.Equal(before, await VersionAsync(watcher));
    }

    [Fact]
    public async Task A_start_with_other_packs_is_seen_to_write()
    {
        await LoadAsync(Packs);
        await using var watcher = await _source.OpenConnectionAsync(Token);
        var before = await VersionAsync(watcher);

        await LoadAsync(FolderWith(("p.yaml", "pack: p\ntitle: P\nquestions: [{key: a, stem: s}]\n")));

        Assert.NotEqual(before, await VersionAsync(watcher));
    }

    [Fact]
    public async Task Exemplars_without_their_pack_stop_the_start_with_the_way_to_see_why()
    {
        var folder = FolderWith(("p.exemplars.yaml", "exemplarsOf: p\n"));

        var refusal = await Assert.ThrowsAsync<SettingsException>(() => LoadAsync(folder));

        var pack = Path.Combine(folder, "p.yaml");
        Assert.Equal($"The pack {pack} has faults. See them with: redflag import --dry-run {folder}", refusal.Message);
    }

    private static Task<long> VersionAsync(DbConnection connection) =>
        connection.QuerySingleAsync<long>(new CommandDefinition("PRAGMA data_version", cancellationToken: Token));

    private string FolderWith(params (string Name, string Content)[] files)
    {
        var folder = _line.Folder("packs");
        foreach (var (name, content) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), content);
        }

        return folder;
    }

    private async Task LoadAsync(string folder)
    {
        using var gate = new WriteGate(_source);
        var store = new QuestionStore(_source, new IdSource(_time), _time);
        await new BundledPacks(store, gate).LoadAsync(folder, Token);
        _time.Advance(TimeSpan.FromDays(1));
    }
}
