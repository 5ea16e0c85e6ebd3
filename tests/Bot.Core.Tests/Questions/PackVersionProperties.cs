using System.Globalization;
using Bot.Core.Members;
using Bot.Core.Questions;
using Bot.Core.Tests.Storage;
using CsCheck;
using Dapper;
using static Bot.Core.Tests.Questions.GivenPacks;

namespace Bot.Core.Tests.Questions;

/// <summary>What holds however often a pack is changed and loaded, with renames, conflicts and all.</summary>
public sealed class PackVersionProperties : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    /// <summary>Versions of one pack: few keys and few texts, so that they meet again and again.</summary>
    private static readonly Gen<PackDraft[]> Versions =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2], Gen.Int[0, 1], Gen.Int[0, 5].Array[0, 2])
            .Select((key, stem, answer, former) => Question(
                $"p/k{key}",
                stem: $"Stem {stem}?",
                point: "Point",
                shortAnswer: $"Answer {answer}",
                formerly: [.. former.Select(number => $"p/k{number}")]))
            .Array[0, 5]
            .Select(questions => Pack("p", [.. questions.DistinctBy(question => question.Key)]))
            .Array[1, 5];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Keys_stay_with_their_questions_and_revisions_only_grow()
    {
        await Versions.SampleAsync(
            async versions =>
            {
                var owner = new WorkspaceId(_database.Ids.Next());
                var known = State.Empty;
                foreach (var version in versions)
                {
                    var loaded = await TryLoadAsync(owner, version);
                    var now = Read(owner);
                    if (loaded is null)
                    {
                        Assert.Equal(known.Describe(), now.Describe());
                        continue;
                    }

                    AssertFollows(known, now);
                    Assert.Equal(version.Questions.Select(question => question.Key.ToString()), now.Listed);
                    Assert.Equal(version.Questions.Length, loaded.Added + loaded.Revised + loaded.Updated + loaded.Unchanged);
                    Assert.Equal(new PackLoad(0, 0, 0, version.Questions.Length, 0), await TryLoadAsync(owner, version));
                    Assert.Equal(now.Describe(), Read(owner).Describe());
                    known = now;
                }
            },
            iter: 150,
            threads: 1);
    }

    private static void AssertFollows(State before, State after)
    {
        Assert.All(before.Keys, key => Assert.Equal(key.Value, after.Keys[key.Key]));
        Assert.All(before.Revisions, revision => Assert.Equal(revision.Value, after.Revisions[revision.Key]));
        Assert.All(after.Current, question => Assert.Single(question.Value));
        Assert.All(
            after.Revisions.Keys.GroupBy(revision => revision.Question),
            question => Assert.Equal(Enumerable.Range(1, question.Count()), question.Select(revision => revision.Number).Order()));
    }

    private async Task<PackLoad?> TryLoadAsync(WorkspaceId owner, PackDraft pack)
    {
        try
        {
            return await _database.WriteAsync((write, token) => _database.Questions.LoadAsync(write, owner, pack, token));
        }
        catch (PackConflictException)
        {
            return null;
        }
    }

    private State Read(WorkspaceId owner)
    {
        using var connection = _database.Connect();
        var of = new { Owner = owner.ToString() };
        var keys = connection.Query<(string Key, string Question, long IsCurrent)>(
            "SELECT key, question_id, is_current FROM question_key WHERE workspace_id = @Owner", of).ToList();
        return new State(
            keys.ToDictionary(row => row.Key, row => row.Question),
            connection.Query<string>("SELECT id FROM question WHERE workspace_id = @Owner", of)
                .ToDictionary(id => id, id => keys.Where(key => key.Question == id && key.IsCurrent == 1).Select(key => key.Key).ToList()),
            connection.Query<(string Question, long Number, string Stem, string Rubric)>(
                    "SELECT question_id, number, stem, rubric FROM question_revision WHERE workspace_id = @Owner", of)
                .ToDictionary(row => (row.Question, (int)row.Number), row => row.Stem + row.Rubric),
            [.. connection.Query<string>(
                """
                SELECT k.key FROM question q JOIN question_key k ON k.question_id = q.id AND k.is_current = 1
                WHERE q.workspace_id = @Owner AND q.retired_at_ms IS NULL ORDER BY q.position
                """,
                of)]);
    }

    private sealed record State(
        Dictionary<string, string> Keys,
        Dictionary<string, List<string>> Current,
        Dictionary<(string Question, int Number), string> Revisions,
        List<string> Listed)
    {
        public static State Empty { get; } = new([], [], [], []);

        public string Describe() => string.Join('\n', Keys.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal)
            .Concat(Current.Select(pair => $"{pair.Key} {string.Join(' ', pair.Value)}").Order(StringComparer.Ordinal))
            .Concat(Revisions.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")).Order(StringComparer.Ordinal))
            .Concat(Listed));
    }
}
