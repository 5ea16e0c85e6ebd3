using System.Collections.Immutable;
using Bot.Core.Import.Duplicates;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;
using Bot.Core.Tests.Import.Yaml;
using CsCheck;

namespace Bot.Core.Tests.Import.Duplicates;

/// <summary>Of two questions that ask the same one is made, and nothing that only one of them says is lost.</summary>
public sealed class QuestionUnionTests
{
    [Fact]
    public void What_only_the_other_says_is_added_and_what_both_say_stands_once()
    {
        var kept = Question("a/cache", ["Keys and values of past tokens are kept"], ["Says that queries are cached"]) with
        {
            Material = new StudyMaterial { ShortAnswer = "It keeps keys and values.", Origins = ["Acme"], FollowUps = [new FollowUp { Text = "How large is it?" }] },
        };
        var other = Question("b/kv", ["Keys and values of the past tokens are kept", "It grows with every token"], ["Confuses it with a prompt cache"]) with
        {
            Level = new WrittenLevel("Core", Level.Core),
            Topic = new Topic { Path = ["Serving", "Memory"], CrossCutting = ["Cost"] },
            Material = new StudyMaterial { ShortAnswer = "A store of past keys.", Origins = ["Acme", "Initech"], FollowUps = [new FollowUp { Text = "How large is it?" }, new FollowUp { Text = "Who shares it?" }] },
        };

        var united = QuestionUnion.Of(kept, other);

        Assert.Equal((kept.Key, kept.Stem), (united.Key, united.Stem));
        Assert.Equal(["Keys and values of past tokens are kept", "It grows with every token"], united.Rubric.KeyPoints.Select(point => point.Text));
        Assert.Equal(["Says that queries are cached", "Confuses it with a prompt cache"], united.Rubric.RedFlags.Select(flag => flag.Text));
        Assert.Equal("Core", united.Level?.Written);
        Assert.Equal((ImmutableArray<string>)["Serving", "Memory"], united.Topic.Path);
        Assert.Equal(["Cost"], united.Topic.CrossCutting);
        Assert.Equal(["Acme", "Initech"], united.Material.Origins);
        Assert.Equal(["How large is it?", "Who shares it?"], united.Material.FollowUps.Select(followUp => followUp.Text));
        Assert.Equal("It keeps keys and values.", united.Material.ShortAnswer);
        Assert.Equal("A store of past keys.", Assert.Single(united.Material.AnswerBlocks).Text);
    }

    [Fact]
    public void Uniting_once_more_changes_nothing() =>
        Gen.Select(PackGen.Pack, PackGen.Pack).Sample((one, other) =>
        {
            var united = QuestionUnion.Of(one.Questions[0], other.Questions[0]);
            return Yaml(QuestionUnion.Of(united, other.Questions[0])) == Yaml(united);
        }, iter: 200);

    [Fact]
    public void A_question_united_with_itself_is_itself() =>
        PackGen.Pack.Sample(pack => Yaml(QuestionUnion.Of(pack.Questions[0], pack.Questions[0])) == Yaml(pack.Questions[0]), iter: 200);

    [Theory]
    [InlineData("The cache holds keys and values", "The cache holds keys and values, not queries", ContradictionKind.Denial)]
    [InlineData("The cache holds keys and values", "The cache doesn’t hold keys and values", ContradictionKind.Denial)]
    [InlineData("The cache takes 8 GB for the model", "The cache takes 4.3 GB for the model", ContradictionKind.Figures)]
    public void Statements_of_one_thing_that_differ_are_shown(string one, string other, ContradictionKind kind) => Assert.Equal(
        [new Contradiction(one, other, kind)],
        Contradiction.Between(Question("a/a", [one], []).Rubric, Question("b/b", [other], []).Rubric));

    [Fact]
    public void A_key_point_here_that_is_a_red_flag_there_is_shown_from_both_sides()
    {
        var (one, other) = (Question("a/a", ["Cache the queries, keys and values"], []).Rubric, Question("b/b", [], ["Caches queries, keys and values"]).Rubric);

        Assert.Equal([new Contradiction("Cache the queries, keys and values", "Caches queries, keys and values", ContradictionKind.FlagAgainstPoint)], Contradiction.Between(one, other));
        Assert.Equal([new Contradiction("Caches queries, keys and values", "Cache the queries, keys and values", ContradictionKind.FlagAgainstPoint)], Contradiction.Between(other, one));
    }

    [Theory]
    [InlineData("Keys are kept in memory", "Keys are kept in memory")]
    [InlineData("Keys are kept in memory", "The optimizer has momentum")]
    [InlineData("A vocabulary of 50,000 tokens", "A vocabulary of 50000 tokens")]
    [InlineData("It takes 8 GB", "It grows with every token")]
    public void Statements_that_agree_or_speak_of_other_things_are_not(string one, string other) =>
        Assert.Empty(Contradiction.Between(Question("a/a", [one], []).Rubric, Question("b/b", [other], []).Rubric));

    [Fact]
    public void A_flag_that_denies_a_point_says_the_same_once_more_and_one_that_repeats_it_accuses_it()
    {
        Assert.Empty(Contradiction.Within(Question("a/a", ["Mentions the memory of the cache"], ["Does not mention the memory of the cache"]).Rubric));
        Assert.Single(Contradiction.Within(Question("a/a", ["The cache holds queries"], ["Says the cache holds queries"]).Rubric));
    }

    private static string Yaml(QuestionDraft question) => YamlPackWriter.Write(new PackDraft(new PackInfo { Name = question.Key.Pack, Title = "P" }, [question]));

    private static QuestionDraft Question(string key, ImmutableArray<string> points, ImmutableArray<string> flags) => new()
    {
        Key = QuestionKey.Parse(key),
        Stem = "What does a KV cache hold?",
        Rubric = new Rubric { KeyPoints = [.. points.Select(text => new KeyPoint { Text = text })], RedFlags = [.. flags.Select(text => new RedFlag { Text = text })] },
    };
}
