using Bot.Core.Members;
using Bot.Core.Questions;
using Bot.Core.Tests.Storage;
using Dapper;
using static Bot.Core.Tests.Questions.GivenPacks;

namespace Bot.Core.Tests.Questions;

/// <summary>What becomes of the questions of a pack when a changed version of it is loaded.</summary>
public sealed class PackVersions : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private WorkspaceId Anyone { get; } = new(new Guid("01890000-0000-7000-8000-000000000001"));

    private WorkspaceId Somebody { get; } = new(new Guid("01890000-0000-7000-8000-000000000002"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_first_version_adds_its_questions_in_the_authors_order()
    {
        Assert.Equal(new PackLoad(2, 0, 0, 0, 0), await LoadAsync(Pack("p", Question("p/b"), Question("p/a"))));

        Assert.Equal(["p/b", "p/a"], await KeysAsync());
    }

    [Fact]
    public async Task A_version_that_changed_nothing_changes_nothing()
    {
        await LoadAsync(Pack("p", Full("p/a"), Question("p/b", formerly: ["p/old"])));
        var before = Dump();
        _database.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(new PackLoad(0, 0, 0, 2, 0), await LoadAsync(Pack("p", Full("p/a"), Question("p/b", formerly: ["p/old"]))));

        Assert.Equal(before, Dump());
    }

    [Fact]
    public async Task A_version_that_changed_something_says_when_it_was_loaded()
    {
        await LoadAsync(Pack("p", Question("p/a")));
        _database.Time.Advance(TimeSpan.FromDays(1));

        await LoadAsync(Pack("p", Question("p/a", shortAnswer: "New")));

        using var connection = _database.Connect();
        Assert.Equal(_database.Now.ToUnixTimeMilliseconds(), connection.QuerySingle<long>("SELECT loaded_at_ms FROM pack"));
    }

    [Fact]
    public async Task New_exemplars_make_a_revision()
    {
        var question = Question("p/a");
        await LoadAsync(Pack("p", question));
        var before = await FindAsync("p/a");
        var exemplars = new Exemplars { Positive = ["like so"], Negative = ["not so"] };

        Assert.Equal(
            new PackLoad(0, 1, 0, 0, 0),
            await LoadAsync(Pack("p", question with { Rubric = new Rubric { KeyPoints = [question.Rubric.KeyPoints[0] with { Exemplars = exemplars }] } })));

        var after = await FindAsync("p/a");
        Assert.Equal((before.Id, 2, exemplars), (after.Id, after.Current.Number, after.Current.Rubric.KeyPoints.Single().Exemplars));
    }

    [Fact]
    public async Task A_pack_is_given_back_as_it_was_loaded_without_what_left_it_unless_that_is_wanted()
    {
        var first = Pack("p", Full("p/a"), Question("p/b", formerly: ["p/old"]), Question("p/c"));
        await LoadAsync(first);
        await LoadAsync(first with { Questions = [first.Questions[1], first.Questions[0]] });

        var given = await _database.Questions.FindPackAsync(null, first.Info.Name, withRetired: false, Token);
        var whole = await _database.Questions.FindPackAsync(null, first.Info.Name, withRetired: true, Token);

        Assert.Equal(Text(first with { Questions = [first.Questions[1], first.Questions[0]] }), Text(given!));
        Assert.Equal(Text(first with { Questions = [first.Questions[1], first.Questions[0], first.Questions[2]] }), Text(whole!));
        Assert.Equal(["p"], await _database.Questions.ListPacksAsync(null, Token));
        Assert.Null(await _database.Questions.FindPackAsync(null, PackName.Parse("q"), withRetired: true, Token));
        static string Text(PackDraft pack) => System.Text.Json.JsonSerializer.Serialize(pack);
    }

    [Fact]
    public async Task A_changed_stem_makes_a_revision_and_the_old_one_can_still_be_read()
    {
        await LoadAsync(Pack("p", Question("p/a", stem: "Old?")));
        var before = await FindAsync("p/a");

        Assert.Equal(new PackLoad(0, 1, 0, 0, 0), await LoadAsync(Pack("p", Question("p/a", stem: "New?"))));

        var after = await FindAsync("p/a");
        Assert.Equal((before.Id, 2, "New?"), (after.Id, after.Current.Number, after.Current.Stem));
        var asked = await _database.Questions.FindAsync(Anyone, before.Current.Id, Token);
        Assert.Equal((before.Id, 1, "Old?"), (asked!.Id, asked.Current.Number, asked.Current.Stem));
    }

    [Fact]
    public async Task A_changed_rubric_makes_a_revision()
    {
        await LoadAsync(Pack("p", Question("p/a", point: "Old")));

        Assert.Equal(new PackLoad(0, 1, 0, 0, 0), await LoadAsync(Pack("p", Question("p/a", point: "New"))));

        var after = await FindAsync("p/a");
        Assert.Equal((2, "New"), (after.Current.Number, after.Current.Rubric.KeyPoints.Single().Text));
    }

    [Fact]
    public async Task A_stem_that_goes_back_makes_a_third_revision()
    {
        await LoadAsync(Pack("p", Question("p/a", stem: "Old?")));
        await LoadAsync(Pack("p", Question("p/a", stem: "New?")));

        Assert.Equal(new PackLoad(0, 1, 0, 0, 0), await LoadAsync(Pack("p", Question("p/a", stem: "Old?"))));

        Assert.Equal(3, (await FindAsync("p/a")).Current.Number);
    }

    [Fact]
    public async Task Changed_material_makes_no_revision()
    {
        await LoadAsync(Pack("p", Question("p/a", shortAnswer: "Old")));
        var before = await FindAsync("p/a");

        Assert.Equal(new PackLoad(0, 0, 1, 0, 0), await LoadAsync(Pack("p", Question("p/a", shortAnswer: "New"))));

        var after = await FindAsync("p/a");
        Assert.Equal((before.Current, "New"), (after.Current, after.Material.ShortAnswer));
    }

    [Fact]
    public async Task Changed_level_kind_frequency_and_topic_make_no_revision()
    {
        await LoadAsync(Pack("p", Question("p/a")));
        var draft = Question("p/a") with
        {
            Level = new WrittenLevel("Staff", Level.Expert),
            Kind = Kind.Debug,
            Frequency = Frequency.Common,
            Topic = new Topic { Path = ["Serving"] },
        };

        Assert.Equal(new PackLoad(0, 0, 1, 0, 0), await LoadAsync(Pack("p", draft)));

        var after = await FindAsync("p/a");
        Assert.Equal((1, draft.Level, draft.Kind, draft.Frequency, draft.Topic), (after.Current.Number, after.Level, after.Kind, after.Frequency, after.Topic));
    }

    [Fact]
    public async Task A_rubric_that_loses_its_key_points_takes_the_question_out_of_the_drills()
    {
        await LoadAsync(Pack("p", Question("p/a")));

        await LoadAsync(Pack("p", Question("p/a") with { Rubric = new Rubric() }));
        Assert.Empty(await KeysAsync());

        await LoadAsync(Pack("p", Question("p/a")));
        Assert.Equal(["p/a"], await KeysAsync());
    }

    [Fact]
    public async Task A_question_that_left_the_pack_is_retired_and_no_longer_asked()
    {
        await LoadAsync(Pack("p", Question("p/a"), Question("p/b")));

        Assert.Equal(new PackLoad(0, 0, 1, 0, 1), await LoadAsync(Pack("p", Question("p/b"))));

        Assert.Equal(["p/b"], await KeysAsync());
        Assert.Equal(_database.Now, (await FindAsync("p/a")).RetiredAt);
        Assert.Equal(new PackLoad(0, 0, 0, 1, 0), await LoadAsync(Pack("p", Question("p/b"))));
    }

    [Fact]
    public async Task A_question_that_comes_back_is_the_old_one()
    {
        await LoadAsync(Pack("p", Question("p/a"), Question("p/b")));
        var before = await FindAsync("p/b");
        await LoadAsync(Pack("p", Question("p/a")));

        Assert.Equal(new PackLoad(0, 0, 1, 1, 0), await LoadAsync(Pack("p", Question("p/a"), Question("p/b"))));

        Assert.Equal(before, await FindAsync("p/b") with { Topic = before.Topic, Material = before.Material });
        Assert.Equal(["p/a", "p/b"], await KeysAsync());
    }

    [Fact]
    public async Task A_question_that_comes_back_with_another_stem_has_a_new_revision()
    {
        await LoadAsync(Pack("p", Question("p/a"), Question("p/b")));
        await LoadAsync(Pack("p", Question("p/a")));

        Assert.Equal(new PackLoad(0, 1, 0, 1, 0), await LoadAsync(Pack("p", Question("p/a"), Question("p/b", stem: "New?"))));

        var after = await FindAsync("p/b");
        Assert.Equal((2, (DateTimeOffset?)null), (after.Current.Number, after.RetiredAt));
    }

    [Fact]
    public async Task A_renamed_question_keeps_its_identity_and_is_found_under_both_keys()
    {
        await LoadAsync(Pack("p", Question("p/old", stem: "Same?", point: "Same")));
        var before = await FindAsync("p/old");

        Assert.Equal(
            new PackLoad(0, 0, 1, 0, 0),
            await LoadAsync(Pack("p", Question("p/new", stem: "Same?", point: "Same", formerly: ["p/old"]))));

        var after = await FindAsync("p/new");
        Assert.Equal((before.Id, before.Current.Id, "p/new"), (after.Id, after.Current.Id, after.Key.ToString()));
        Assert.Equal((before.Id, "p/new"), ((await FindAsync("p/old")).Id, (await FindAsync("p/old")).Key.ToString()));
        Assert.Equal(["p/new"], await KeysAsync());
    }

    [Fact]
    public async Task A_rename_can_be_taken_back()
    {
        await LoadAsync(Pack("p", Question("p/old", stem: "Same?", point: "Same")));
        var before = await FindAsync("p/old");
        await LoadAsync(Pack("p", Question("p/new", stem: "Same?", point: "Same", formerly: ["p/old"])));

        await LoadAsync(Pack("p", Question("p/old", stem: "Same?", point: "Same")));

        Assert.Equal((before.Id, "p/old"), ((await FindAsync("p/new")).Id, (await FindAsync("p/new")).Key.ToString()));
    }

    [Fact]
    public async Task Two_texts_that_change_places_stay_with_their_keys()
    {
        await LoadAsync(Pack("p", Question("p/a", stem: "One?"), Question("p/b", stem: "Two?")));
        var (a, b) = (await FindAsync("p/a"), await FindAsync("p/b"));

        Assert.Equal(new PackLoad(0, 2, 0, 0, 0), await LoadAsync(Pack("p", Question("p/a", stem: "Two?"), Question("p/b", stem: "One?"))));

        Assert.Equal((a.Id, b.Id), ((await FindAsync("p/a")).Id, (await FindAsync("p/b")).Id));
    }

    [Fact]
    public async Task A_swap_of_two_keys_is_refused_because_a_key_is_never_reused()
    {
        await LoadAsync(Pack("p", Question("p/a"), Question("p/b")));

        await AssertConflictAsync(
            "\"p/b\" is the key or a former key of two questions of the pack. Give each key to one question only.",
            Pack("p", Question("p/b", formerly: ["p/a"]), Question("p/a", formerly: ["p/b"])));
    }

    [Fact]
    public async Task Two_questions_cannot_become_one()
    {
        await LoadAsync(Pack("p", Question("p/a"), Question("p/b")));

        await AssertConflictAsync(
            "\"p/c\" claims to be several questions: p/a, p/b are different ones. Take the keys of the others out of formerKeys.",
            Pack("p", Question("p/c", formerly: ["p/a", "p/b"])));
    }

    [Fact]
    public async Task The_key_of_a_question_that_is_still_there_is_no_former_key()
    {
        await LoadAsync(Pack("p", Question("p/a"), Question("p/b")));

        await AssertConflictAsync(
            "\"p/b\" is the key or a former key of two questions of the pack. Give each key to one question only.",
            Pack("p", Question("p/b"), Question("p/c", formerly: ["p/b"])));
    }

    [Fact]
    public async Task The_former_key_of_another_question_is_no_key()
    {
        await LoadAsync(Pack("p", Question("p/old")));
        await LoadAsync(Pack("p", Question("p/new", formerly: ["p/old"])));

        await AssertConflictAsync(
            "\"p/old\" is, by a former key, the same question as another one of the pack. Give each former key to one question only.",
            Pack("p", Question("p/new"), Question("p/old", stem: "Something else?")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_former_key_that_another_new_question_has_is_refused(bool keyFirst)
    {
        var (named, renamed) = (Question("p/x"), Question("p/a", formerly: ["p/x"]));

        await AssertConflictAsync(
            "\"p/x\" is the key or a former key of two questions of the pack. Give each key to one question only.",
            keyFirst ? Pack("p", named, renamed) : Pack("p", renamed, named));
    }

    [Fact]
    public async Task A_former_key_that_two_new_questions_share_is_refused() =>
        await AssertConflictAsync(
            "\"p/x\" is the key or a former key of two questions of the pack. Give each key to one question only.",
            Pack("p", Question("p/a", formerly: ["p/x"]), Question("p/b", formerly: ["p/x"])));

    [Fact]
    public async Task A_former_key_that_a_stored_and_a_new_question_share_is_refused()
    {
        await LoadAsync(Pack("p", Question("p/a")));

        await AssertConflictAsync(
            "\"p/x\" is the key or a former key of two questions of the pack. Give each key to one question only.",
            Pack("p", Question("p/a", formerly: ["p/x"]), Question("p/x")));
    }

    [Fact]
    public async Task A_key_that_is_there_twice_is_refused() =>
        await AssertConflictAsync(
            "\"p/a\" is the key or a former key of two questions of the pack. Give each key to one question only.",
            Pack("p", Question("p/a"), Question("p/a")));

    [Fact]
    public async Task A_former_key_may_be_written_twice_and_may_be_the_key_itself()
    {
        await LoadAsync(Pack("p", Question("p/a", formerly: ["p/a", "p/x", "p/x"])));
        await LoadAsync(Pack("p", Question("p/a", formerly: ["p/a", "p/x", "p/x", "p/y", "p/y"])));

        Assert.Equal((await FindAsync("p/a")).Id, (await FindAsync("p/y")).Id);
    }

    [Fact]
    public async Task The_key_of_a_question_of_another_pack_is_refused()
    {
        await LoadAsync(Pack("p", Question("p/a")));

        await AssertConflictAsync(
            "The key \"p/a\" belongs to a question of another pack. Keys are never reused: choose another.",
            Pack("other", Question("other/b"), Question("p/a")));
    }

    [Fact]
    public async Task A_workspaces_own_pack_stands_beside_the_installations_under_the_same_keys()
    {
        await LoadAsync(Pack("p", Question("p/a", stem: "Shared?")));
        var shared = await FindAsync("p/a");

        Assert.Equal(new PackLoad(1, 0, 0, 0, 0), await LoadAsync(Pack("p", Question("p/a", stem: "Ours?")), Somebody));

        Assert.Equal("Ours?", (await _database.Questions.FindAsync(Somebody, QuestionKey.Parse("p/a"), Token))!.Current.Stem);
        Assert.Equal("Shared?", (await _database.Questions.FindAsync(Anyone, QuestionKey.Parse("p/a"), Token))!.Current.Stem);
        Assert.Equal(shared.Current, (await _database.Questions.FindAsync(Somebody, shared.Id, Token))!.Current);
    }

    [Fact]
    public async Task A_workspaces_own_pack_is_found_before_the_installations_whichever_came_first()
    {
        await LoadAsync(Pack("p", Question("p/a", stem: "Ours?")), Somebody);
        await LoadAsync(Pack("p", Question("p/a", stem: "Shared?")));

        Assert.Equal("Ours?", (await _database.Questions.FindAsync(Somebody, QuestionKey.Parse("p/a"), Token))!.Current.Stem);
    }

    [Fact]
    public async Task Two_packs_of_one_name_are_listed_one_after_the_other()
    {
        await LoadAsync(Pack("p", Question("p/a"), Question("p/b")));
        await LoadAsync(Pack("p", Question("p/c"), Question("p/d")), Somebody);

        var listed = await _database.Questions.ListAsync(Somebody, QuestionFilter.Everything, withBare: false, Token);

        Assert.Equal(["p/a", "p/b", "p/c", "p/d"], listed.Select(question => question.Key.ToString()));
    }

    [Fact]
    public async Task Retiring_in_a_workspaces_own_pack_leaves_the_installations_alone()
    {
        await LoadAsync(Pack("p", Question("p/a")));
        await LoadAsync(Pack("p", Question("p/a"), Question("p/b")), Somebody);

        Assert.Equal(new PackLoad(0, 0, 1, 0, 1), await LoadAsync(Pack("p", Question("p/b")), Somebody));

        Assert.Equal(["p/a"], await KeysAsync());
    }

    [Fact]
    public async Task A_changed_order_is_followed_and_makes_no_revision()
    {
        await LoadAsync(Pack("p", Question("p/a"), Question("p/b"), Question("p/c")));

        Assert.Equal(new PackLoad(0, 0, 2, 1, 0), await LoadAsync(Pack("p", Question("p/c"), Question("p/b"), Question("p/a"))));

        Assert.Equal(["p/c", "p/b", "p/a"], await KeysAsync());
        Assert.Equal(1, (await FindAsync("p/a")).Current.Number);
    }

    [Fact]
    public async Task A_pack_says_of_itself_what_its_last_version_says()
    {
        await LoadAsync(Pack("p", Question("p/a")));
        var info = new PackInfo
        {
            Name = PackName.Parse("p"),
            Title = "New title",
            Description = "What it covers",
            Language = "de",
            Licence = "CC-BY-4.0",
            AsOf = new DateOnly(2026, 9, 1),
            Audience = ["A company"],
            Sources = [new PackSource { Title = "A book", Authors = "Somebody", Year = 2020, Url = "https://example.org" }],
        };

        await LoadAsync(new PackDraft(info, [Question("p/a")]));

        using var connection = _database.Connect();
        Assert.Equal(
            """{"title":"New title","description":"What it covers","language":"de","licence":"CC-BY-4.0","asOf":"2026-09-01","audience":["A company"],"sources":[{"title":"A book","authors":"Somebody","year":2020,"url":"https://example.org"}]}""",
            connection.QuerySingle<string>("SELECT info FROM pack"));
    }

    private async Task AssertConflictAsync(string expected, PackDraft pack)
    {
        var before = Dump();
        _database.Time.Advance(TimeSpan.FromDays(1));

        var conflict = await Assert.ThrowsAsync<PackConflictException>(() => LoadAsync(pack));

        Assert.Equal(expected, conflict.Message);
        Assert.Equal(before, Dump());
    }

    private Task<PackLoad> LoadAsync(PackDraft pack, WorkspaceId? owner = null) =>
        _database.WriteAsync((write, token) => _database.Questions.LoadAsync(write, owner, pack, token));

    private async Task<Question> FindAsync(string key) =>
        await _database.Questions.FindAsync(Anyone, QuestionKey.Parse(key), Token) ?? throw new InvalidOperationException($"There is no {key}.");

    private async Task<IEnumerable<string>> KeysAsync() =>
        (await _database.Questions.ListAsync(Anyone, QuestionFilter.Everything, withBare: false, Token)).Select(question => question.Key.ToString());

    private IReadOnlyList<string> Dump()
    {
        using var connection = _database.Connect();
        return SampleRows.Snapshot(connection);
    }
}
