using System.Collections.Immutable;
using Bot.Core.Questions;

namespace Bot.Core.Tests.Questions;

/// <summary>Packs as a reader hands them to the store.</summary>
internal static class GivenPacks
{
    public static PackDraft Pack(string name, params ImmutableArray<QuestionDraft> questions) =>
        new(new PackInfo { Name = PackName.Parse(name), Title = $"The pack {name}" }, questions);

    /// <summary>Gives a question that can be graded; its stem and key point follow from its key unless they are given.</summary>
    public static QuestionDraft Question(string key, string? stem = null, string? point = null, string? shortAnswer = null, params ImmutableArray<string> formerly) => new()
    {
        Key = QuestionKey.Parse(key),
        FormerKeys = [.. formerly.Select(QuestionKey.Parse)],
        Stem = stem ?? $"What is {key}?",
        Rubric = new Rubric { KeyPoints = [new KeyPoint { Text = point ?? $"It is {key}" }] },
        Material = new StudyMaterial { ShortAnswer = shortAnswer },
    };

    /// <summary>Gives a question with something in every field.</summary>
    public static QuestionDraft Full(string key) => new()
    {
        Key = QuestionKey.Parse(key),
        Stem = "What is a causal mask, and what goes wrong without it?",
        Rubric = new Rubric
        {
            KeyPoints =
            [
                new KeyPoint
                {
                    Text = "Hides the future",
                    Weight = 2.5,
                    Generic = true,
                    Exemplars = new Exemplars { Positive = ["no peeking"], Negative = ["it hides padding"] },
                },
                new KeyPoint { Text = "Without it the label leaks" },
            ],
            RedFlags =
            [
                new RedFlag
                {
                    Text = "Says it is only for padding",
                    Severity = Severity.Fatal,
                    Sort = FlagSort.Overclaim,
                    Generic = true,
                    Exemplars = new Exemplars { Positive = ["it only hides padding"], Negative = ["it also hides padding"] },
                },
            ],
            Numbers = [new NumberToMention("O(n^2)")],
        },
        Level = new WrittenLevel("System Design", Level.Advanced),
        Kind = Kind.Tradeoff,
        Frequency = Frequency.VeryCommon,
        Topic = new Topic { Path = ["Attention", "Masking"], CrossCutting = ["Cost & latency"] },
        Material = new StudyMaterial
        {
            Probes = ["depth"],
            ShortAnswer = "It hides the future.",
            AnswerBlocks = [new AnswerBlock { Heading = "Why", Text = "Because", Items = ["one", "two"] }],
            AnswerFramework = ["define", "compare"],
            AnswerTemplate = ["in one line"],
            FollowUps = [new FollowUp { Text = "And in production?", Level = 4, Type = "cost", Answer = "It costs.", Generic = true }],
            QaChain = [new QuestionAndAnswer("Short?", "Yes.")],
            WeakStrong = [new WeakStrong("weak", "strong")],
            SeniorStaffLens = "A staff engineer asks why",
            WorkSample = "Write it down",
            RealWorldExample = "A decoder",
            BigWords = [new BigWord("autoregressive", "one after the other")],
            FurtherReading = ["https://example.org/mask"],
            Origins = ["A company"],
            Modules = ["M1"],
            ProposedKeyPoints = ["Later tokens are hidden"],
        },
    };
}
