using System.Collections.Immutable;
using Bot.Core.Grading;
using Bot.Core.Questions;
using Bot.Inference.Models;
using Bot.Inference.Pairs;
using Bot.Inference.Small;
using CsCheck;

namespace Bot.Inference.Tests.Small;

/// <summary>The way from an answer to its assessment. The model is played by one that believes whatever has a statement's words.</summary>
public sealed class RedflagGraderTests
{
    private const string Stem = "What does the causal mask do in a decoder, and why is it needed?";
    private const string Hides = "The mask hides future positions from each token";
    private const string Leaks = "Without it the label leaks into the input during training";
    private const string Strong = "The mask hides future positions from each token. Without it the label leaks into the input during training, so the loss looks great.";

    private static readonly ScoringPolicy Policy = new(new ScoringOptions());

    private static readonly SmallModel Model = new()
    {
        Id = "test@1",
        Pieces = Recorded.Pieces(),
        Vectors = StaticVectors.Read(Recorded.Vectors()),
        Limits = Recorded.Limits,
        KeyPointDoubt = new DoubtBand(0.45, 0.55),
        RedFlagDoubt = new DoubtBand(0.45, 0.55),
    };

    [Fact]
    public void What_is_said_is_covered_and_the_words_that_show_it_are_quoted()
    {
        var verdict = Judge("It is about the decoder. " + Strong);

        Assert.Equal(["The mask hides future positions from each token.", "Without it the label leaks into the input during training, so the loss looks great."],
            verdict.Assessment.KeyPoints.Select(point => point.Evidence));
        Assert.All(verdict.Assessment.KeyPoints, point => Assert.Equal(CoverageState.Covered, point.State));
        Assert.Equal(VerdictKind.Strong, verdict.Kind);
        Assert.Equal("test@1", verdict.Assessment.Model);
    }

    [Fact]
    public void What_is_not_said_is_missing_and_nothing_is_quoted_for_it()
    {
        var point = Judge("The weather was lovely and we went for a long walk.").Assessment.KeyPoints[0];

        Assert.Equal(CoverageState.Missing, point.State);
        Assert.Null(point.Evidence);
    }

    [Theory]
    [InlineData("I think tokens are words.", true)]
    [InlineData("Tokens are not words.", false)]
    [InlineData("It is a common misconception that tokens are words.", false)]
    [InlineData("Tokens are words? No, that is wrong.", false)]
    public void A_flag_is_raised_by_what_is_said_and_not_by_its_denial(string answer, bool raised) =>
        Assert.Equal(raised, Judge(answer, flags: [new RedFlag { Text = "Claims that tokens are words" }]).Assessment.RedFlags[0].Raised);

    [Theory]
    [InlineData("The mask hides future positions from each token, that is the whole story of it.", true)]
    [InlineData("The mask hides future positions from each token. Padded positions in a batch are hidden too.", false)]
    [InlineData("idk", false)]
    [InlineData("We used some very nice and rather different things there yesterday.", false)]
    public void An_omission_is_raised_where_one_thing_is_said_without_the_other(string answer, bool raised)
    {
        var flag = Judge(answer, flags: [new RedFlag { Text = "The mask hides future positions without a word on padded positions in a batch" }]).Assessment.RedFlags[0];

        Assert.Equal(raised, flag.Raised);
        Assert.Equal(raised ? answer : null, flag.Evidence);
    }

    [Theory]
    [InlineData("mask, hides, future, positions, token, label, leaks, input, training, decoder, softmax, gradient, loss")]
    [InlineData("mask hides future positions each token label leaks input training loss softmax gradient decoder batch padded attention key query")]
    [InlineData("mask, hides, future, positions, token. Label, leaks, input, training, decoder. Softmax, gradient, loss, batch, padded")]
    public void A_list_of_keywords_earns_next_to_nothing(string answer) => Assert.InRange(Judge(answer).Score, 0, 25);

    [Theory]
    [InlineData("Mask: hides future positions from token. Without: label leaks, input, training.")]
    [InlineData("mask hides future positions from each token, without it the label leaks into the input")]
    public void A_terse_note_is_no_list_of_keywords(string answer) => Assert.InRange(Judge(answer).Score, 40, 100);

    [Fact]
    public void The_question_copied_back_earns_nothing()
    {
        var verdict = Judge(Stem, [new KeyPoint { Text = "The causal mask is needed in a decoder" }]);

        Assert.InRange(verdict.Score, 0, 10);
        Assert.Equal(["copied from the question"], verdict.Assessment.Notes);
    }

    [Fact]
    public void What_stands_beside_the_copied_question_is_judged()
    {
        var alone = Judge(Strong).Score;

        Assert.InRange(Judge(Stem + " " + Strong).Score, alone - 5, alone + 5);
    }

    [Theory]
    [InlineData("It is not true that the mask hides future positions from each token.")]
    [InlineData("The mask hides future positions from each token? That is wrong.")]
    [InlineData("The mask does not hide future positions from each token.")]
    public void A_denied_key_point_is_not_covered(string answer) =>
        Assert.Equal(CoverageState.Missing, Judge(answer).Assessment.KeyPoints[0].State);

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("\u200B\u200D")]
    [InlineData("?!…")]
    public void Nothing_to_judge_is_said_without_asking_the_model(string answer)
    {
        var verdict = Judge(answer, pairs: new Unavailable());

        Assert.Equal((VerdictKind.Empty, 0.0), (verdict.Kind, verdict.Score));
    }

    [Fact]
    public void An_answer_in_another_language_is_not_judged()
    {
        var verdict = Judge("Die kausale Maske verhindert, dass eine Position auf spätere Tokens schauen kann, und das ist beim Training wichtig.");

        Assert.Equal(VerdictKind.NotSure, verdict.Kind);
        Assert.Equal(["language not supported"], verdict.Assessment.Notes);
    }

    [Fact]
    public void A_long_answer_is_cut_and_a_note_says_how()
    {
        Assert.Equal(["cut after 60 sentences"], Judge(string.Concat(Enumerable.Repeat("We talked about it for a while. ", 61))).Assessment.Notes);
        Assert.Equal(["the end of 1 long sentence was not read"], Judge("It is about x=1,y=2,z=3,a=4,b=5,c=6,d=7,e=8,f=9,g=10,h=11,i=12,j=13,k=14,l=15,m=16,n=17,o=18 as we saw").Assessment.Notes);
        Assert.Equal(["cut after 60 sentences"], Judge(string.Concat(Enumerable.Repeat("The mask hides tokens, and so on. ", 10_000))).Assessment.Notes);
    }

    [Fact]
    public void Repeating_an_answer_and_padding_it_hardly_move_its_score()
    {
        var once = Judge(Strong).Score;

        Assert.InRange(Judge(string.Concat(Enumerable.Repeat(Strong + " ", 5))).Score, once - 5, once + 5);
        Assert.InRange(Judge(Strong + string.Concat(Enumerable.Repeat(" I went for a walk with my dog and it was nice.", 20))).Score, once - 5, once + 5);
    }

    [Fact]
    public void What_is_said_again_is_not_judged_again()
    {
        var (once, often) = (new Counting(), new Counting());
        Judge(Strong, pairs: once);
        Judge(string.Concat(Enumerable.Repeat(Strong + " ", 5)), pairs: often);

        Assert.NotEmpty(once.Pairs);
        Assert.Equal(once.Pairs, often.Pairs);
    }

    [Fact]
    public void A_judgement_in_the_band_of_doubt_is_doubtful_and_shows_what_it_is_about()
    {
        var request = Request("The mask hides future positions from each token.", [], [new RedFlag { Text = "Claims that the mask hides tokens from positions of the past" }]);
        var flag = Judge(request, Model with { RedFlagDoubt = new DoubtBand(0.05, 0.95) }).Assessment.RedFlags[0];

        Assert.True(flag.Doubtful);
        Assert.False(flag.Raised);
        Assert.Equal("The mask hides future positions from each token.", flag.Evidence);
    }

    [Fact]
    public void An_exemplar_that_is_nearer_than_the_criterion_shows_the_words()
    {
        var exemplars = new Exemplars { Positive = ["nobody can peek at what comes next"], Negative = ["everybody can peek at what comes next"] };
        var point = Judge("So yeah. Nobody can peek at what comes next.", [new KeyPoint { Text = Hides, Exemplars = exemplars }]).Assessment.KeyPoints[0];

        Assert.Equal("Nobody can peek at what comes next.", point.Evidence);
    }

    [Fact]
    public void A_bare_reference_is_the_only_key_point()
    {
        var request = new GradingRequest { Stem = "What is a queue?", Rubric = new Rubric(), Reference = "A list that is first in, first out", Answer = "It is a list that is first in and first out." };

        Assert.Equal(CoverageState.Covered, Assert.Single(Judge(request).Assessment.KeyPoints).State);
    }

    [Fact]
    public void A_reference_of_several_sentences_is_covered_as_far_as_they_are()
    {
        var request = new GradingRequest
        {
            Stem = "What is a queue?",
            Rubric = new Rubric(),
            Reference = "A list that is first in, first out. New elements are appended behind all others.",
            Answer = "It is a list that is first in and first out.",
        };
        var point = Assert.Single(Judge(request).Assessment.KeyPoints);

        Assert.Equal(request.Reference, point.Text);
        Assert.InRange(point.ExpectedCoverage, 0.3, 0.7);
        Assert.Equal(request.Answer, point.Evidence);
    }

    [Theory]
    [InlineData("😀 😀 😀\n😀 😀 😀")]
    [InlineData("\u001c")]
    public void A_reference_without_words_is_covered_by_nothing(string reference)
    {
        var request = new GradingRequest { Stem = "What is a queue?", Rubric = new Rubric(), Reference = reference, Answer = "It is a list that is first in and first out." };

        Assert.Equal(CoverageState.Missing, Assert.Single(Judge(request).Assessment.KeyPoints).State);
    }

    [Fact]
    public void Numbers_are_read_as_the_baseline_does()
    {
        var rubric = new Rubric { KeyPoints = [new KeyPoint { Text = Hides }], Numbers = [new NumberToMention("4,096"), new NumberToMention("128k")] };

        Assert.Equal([true, false], Judge(new GradingRequest { Stem = Stem, Rubric = rubric, Answer = "about 4k tokens" }).Assessment.Numbers.Select(number => number.Said));
    }

    [Fact]
    public void A_feature_that_is_not_measured_is_named()
    {
        var exception = Assert.Throws<InvalidDataException>(() => new RedflagGrader(Model, new Believer(), new Played("odds", "shoeSize"), Words()));

        Assert.Equal("The feature \"shoeSize\" is not measured by this version.", exception.Message);
    }

    [Fact]
    public async Task A_cancelled_token_stops_the_work() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Grader().AssessAsync(Request(Strong), new CancellationToken(canceled: true)));

    [Fact]
    public void The_same_request_gives_the_same_assessment_on_many_threads()
    {
        var grader = Grader();
        var expected = Describe(grader);

        Parallel.For(0, 30, _ => Assert.Equal(expected, Describe(grader)));

        static string Describe(RedflagGrader grader)
        {
            var assessment = grader.AssessAsync(Request(Strong), CancellationToken.None).GetAwaiter().GetResult();
            return $"{string.Join('|', assessment.KeyPoints)} {string.Join('|', assessment.RedFlags)}";
        }
    }

    [Fact]
    public void Whatever_is_written_evidence_is_quoted_and_probabilities_are_probabilities()
    {
        string[] known = ["mask", "hides", "not", "future", "positions", "tokens", "are", "words", "ﬁne", "\u200B", "\uD800", "𠀀", ",", ".", "\n", "; ", "is a myth", "leaks", "label", "128k", "O(n^2)", "'s", "it", "\0", "\x1c"];
        var words = Gen.Int[0, known.Length - 1].Select(i => known[i]);
        var answers = Gen.OneOf(words.Array[0, 60].Select(parts => string.Join(' ', parts)), Gen.String, words.Array[0, 40].Select(string.Concat));
        var grader = Grader();
        ImmutableArray<RedFlag> flags = [new RedFlag { Text = "Claims that tokens are words" }, new RedFlag { Text = "The mask without positions" }, new RedFlag { Text = "\u200B", Sort = FlagSort.Omission }];

        answers.Sample(
            answer =>
            {
                var assessment = grader.AssessAsync(Request(answer, flags: flags), CancellationToken.None).GetAwaiter().GetResult();
                return assessment.KeyPoints.All(point => point.AtLeastPartly is >= 0 and <= 1 && IsQuoted(point.Evidence, answer))
                    && assessment.RedFlags.All(flag => flag.Probability is >= 0 and <= 1 && IsQuoted(flag.Evidence, answer));
            },
            iter: 1_000);
    }

    [Fact]
    public void Whatever_stands_in_a_rubric_is_survived() =>
        Gen.Select(Gen.String, Gen.String, Gen.String, Gen.Int[-1, 2].Select(i => i < 0 ? (FlagSort?)null : (FlagSort)i)).Sample(
            (criterion, stem, answer, sort) =>
            {
                var text = string.IsNullOrWhiteSpace(criterion) ? "x" : criterion;
                var exemplars = new Exemplars { Positive = [criterion, stem], Negative = [answer] };
                var request = Request(answer, [new KeyPoint { Text = text, Exemplars = exemplars }], [new RedFlag { Text = text, Sort = sort, Exemplars = exemplars }]) with { Stem = stem };
                return Judge(request).Score is >= 0 and <= 100;
            },
            iter: 300);

    private static bool IsQuoted(string? evidence, string answer) => evidence is null || (evidence.Length > 0 && answer.Contains(evidence, StringComparison.Ordinal));

    private static GradingRequest Request(string answer, ImmutableArray<KeyPoint>? points = null, ImmutableArray<RedFlag> flags = default) => new()
    {
        Stem = Stem,
        Rubric = new Rubric
        {
            KeyPoints = points ?? [new KeyPoint { Text = Hides }, new KeyPoint { Text = Leaks }],
            RedFlags = flags.IsDefault ? [] : flags,
        },
        Answer = answer,
    };

    private static Verdict Judge(string answer, ImmutableArray<KeyPoint>? points = null, ImmutableArray<RedFlag> flags = default, IPairModel? pairs = null) =>
        Judge(Request(answer, points, flags), pairs: pairs);

    private static Verdict Judge(GradingRequest request, SmallModel? model = null, IPairModel? pairs = null) =>
        Policy.Decide(Grader(model, pairs).AssessAsync(request, CancellationToken.None).GetAwaiter().GetResult());

    private static RedflagGrader Grader(SmallModel? model = null, IPairModel? pairs = null) =>
        new(model ?? Model, pairs ?? new Believer(), new Played("odds", "oddsOfPositive", "hasExemplars", "isOmission", "oddsOfSaid"), Words());

    private static LexicalGrader Words() => new(new LexicalOptions());

    /// <summary>Takes a window to say a statement when it has four of five of its tokens.</summary>
    private sealed class Believer : IPairModel
    {
        public Task<IReadOnlyList<PairLogits>> JudgeAsync(IReadOnlyList<TokenPair> pairs, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult<IReadOnlyList<PairLogits>>([.. pairs.Select(pair => new PairLogits(20 * ((float)pair.Statement.Count(pair.Window.Contains) / pair.Statement.Length - 0.65f), 0, -4))]);
        }
    }

    /// <summary>Believes, and writes down what it was asked.</summary>
    private sealed class Counting : IPairModel
    {
        public List<string> Pairs { get; } = [];

        public Task<IReadOnlyList<PairLogits>> JudgeAsync(IReadOnlyList<TokenPair> pairs, CancellationToken cancellationToken)
        {
            Pairs.AddRange(pairs.Select(pair => $"{string.Join(' ', pair.Statement)} | {string.Join(' ', pair.Window)}"));
            return new Believer().JudgeAsync(pairs, cancellationToken);
        }
    }

    /// <summary>A model that must not be asked.</summary>
    private sealed class Unavailable : IPairModel
    {
        public Task<IReadOnlyList<PairLogits>> JudgeAsync(IReadOnlyList<TokenPair> pairs, CancellationToken cancellationToken) => throw new InvalidOperationException("The model was asked.");
    }

    /// <summary>Combines odds by a formula.</summary>
    private sealed class Played(params ImmutableArray<string> features) : ICombiner
    {
        public ImmutableArray<string> Features => features;

        public Task<IReadOnlyList<Combined>> CombineAsync(IReadOnlyList<ImmutableArray<float>> criteria, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Combined>>([.. criteria.Select(Combine)]);

        private static Combined Combine(ImmutableArray<float> features)
        {
            if (features is not [var odds, var ofPositive, var hasExemplars, var isOmission, var ofSaid])
                throw new ArgumentException("Other features.", nameof(features));
            var said = Sigmoid(hasExemplars > 0 ? Math.Max(odds, ofPositive) : odds);
            var probability = isOmission > 0 ? Sigmoid(ofSaid) * (1 - said) : said;
            return new Combined(probability, 0.95 * probability);
        }

        private static double Sigmoid(double odds) => 1 / (1 + Math.Exp(-odds));
    }
}
