using Bot.Core.Import.Duplicates;
using Bot.Core.Questions;
using Bot.Core.Tests.Import.Banks;
using Bot.Core.Tests.Questions;

namespace Bot.Core.Tests.Import.Duplicates;

public sealed class DuplicateFinderTests(ITestOutputHelper output)
{
    private static readonly string[] Others =
    [
        "Why is a seek slow?", "What is a write-back cache?", "How does a router choose a route?", "Explain an index to a manager.", "What does a bloom filter promise?", "Who flushes dirty pages?",
        "When is a lock fair?", "How large is a cache line?", "What is a subnet mask?", "Name a use of a trie.",
    ];

    [Fact]
    public void The_same_question_in_other_words_is_proposed_and_named_by_its_keys()
    {
        var groups = Find("How does a B-tree index speed up range queries?", "Explain how B-tree indexes speed up a range query.", "How does a hash table answer a point lookup?");

        Assert.Equal("same: p/q0, p/q1", Assert.Single(groups));
    }

    [Fact]
    public void Nearly_the_same_question_is_near() =>
        Assert.Equal(["near: p/q0, p/q1"], Find("Explain load balancing in a cluster.", "In a cluster, what is load balancing and why can it fail?"));

    [Fact]
    public void Tasks_of_different_kinds_about_one_thing_stay_apart()
    {
        var explain = GivenPacks.Question("p/a", "Explain the page cache of a database") with { Kind = Kind.Conceptual };
        var estimate = GivenPacks.Question("p/b", "Estimate the page cache of a database") with { Kind = Kind.Estimation };

        Assert.Empty(DuplicateFinder.Find([explain, estimate, .. Given(Others)]));
    }

    [Fact]
    public void Nothing_is_like_nothing() => Assert.Empty(DuplicateFinder.Find([GivenPacks.Question("p/a", "?"), GivenPacks.Question("p/b", "What is it?")]));

    /// <summary>One of the banks repeats itself; eight pairs were found by careful reading.</summary>
    [Fact]
    public void Half_of_what_a_bank_repeats_is_found_without_much_else()
    {
        var path = Repository.PathTo("..", "shared", "sources", "002.txt");
        if (!File.Exists(path))
        {
            output.WriteLine($"{path} is not there; nothing was tried on it.");
            return;
        }

        var bank = GivenBanks.Document(File.ReadAllBytes(path), path);
        var numbers = bank.Questions.ToDictionary(question => question.Draft.Key, question => $"{question.Draft.Topic.Path[^1].Split(' ')[0]}/{question.Number}");
        var found = DuplicateFinder.Find([.. bank.Questions.Select(question => question.Draft)]);
        var groups = found.Select(group => group.Keys.Select(key => numbers[key]).ToHashSet()).ToList();
        (string, string)[] known = [("1.7/10", "5.1/2"), ("1.3/14", "5.1/4"), ("1.7/12", "5.1/5"), ("1.7/11", "5.1/3"), ("7.6/4", "7.8/2"), ("2.5/2", "8.2/2"), ("1.6/11", "6.3/6"), ("1.3/8", "6.4/1")];

        Assert.InRange(known.Count(pair => groups.Exists(group => group.Contains(pair.Item1) && group.Contains(pair.Item2))), 4, 8);
        Assert.InRange(groups.Count, 4, 16);
    }

    private static QuestionDraft[] Given(string[] stems) => [.. stems.Select((stem, i) => GivenPacks.Question($"p/other{i}", stem, point: stem))];

    private static IEnumerable<string> Find(params string[] stems) =>
        DuplicateFinder.Find([.. stems.Select((stem, i) => GivenPacks.Question($"p/q{i}", stem, point: stem)), .. Given(Others)])
            .Select(group => $"{(group.Kind == DuplicateKind.Same ? "same" : "near")}: {string.Join(", ", group.Keys)}");
}
