using System.Collections.Immutable;
using Bot.Core.Grading;
using Bot.Core.Questions;
using Bot.Inference.CrossEncoders;
using Bot.Inference.Models;
using Bot.Inference.Pairs;
using Bot.Inference.Tests.Stage;
using Bot.Inference.Tokens;

namespace Bot.Inference.Tests.CrossEncoders;

public sealed class CrossEncoderGraderTests : IDisposable
{
    private readonly ModelDraft _draft = ModelDraft.CrossEncoder();
    private readonly PlayedNli _model = new();

    public void Dispose() => _draft.Dispose();

    [Fact]
    public async Task The_sentence_that_entails_a_key_point_covers_it_and_is_shown()
    {
        var assessment = await JudgeAsync(["Explains that tokens are pieces of text", "Names byte pairs"], [], "I am not sure about much. A token is a piece of text, I think! That is all I have.");

        Assert.Equal("small-nli@2", assessment.Model);
        var (met, missed) = (assessment.KeyPoints[0], assessment.KeyPoints[1]);
        Assert.Equal((CoverageState.Covered, "A token is a piece of text, I think!"), (met.State, met.Evidence));
        Assert.Equal((CoverageState.Missing, null), (missed.State, missed.Evidence));
    }

    // P(entails) is 0.6 where the model says so: as likely covered in full as not, and 1 - (0.4 × 0.3) ÷ (0.6 × 0.7) even at 0.3.
    [Theory]
    [InlineData(0.6, 0.5, 0.7778)]
    [InlineData(0.3, 0.2222, 0.5)]
    [InlineData(0.98, 0.9703, 0.9913)]
    [InlineData(0.02, 0.0134, 0.0455)]
    public async Task Probabilities_are_even_where_the_manifest_says_so(double entails, double covered, double atLeastPartly)
    {
        _model.Says("tokens are pieces of text", entails);

        var point = Assert.Single((await JudgeAsync(["tokens are pieces of text"], [], "A token is a piece of text.")).KeyPoints);

        Assert.Equal((covered, atLeastPartly), (Math.Round(point.Covered, 4), Math.Round(point.AtLeastPartly, 4)));
    }

    [Fact]
    public async Task A_temperature_takes_certainty_away()
    {
        _model.Says("tokens are pieces of text", 0.9);
        _draft.Set("calibration.temperature", 2);

        // 0.9 are odds of 9; their root is 3, which is 0.75; and 0.75 against 0.6 is 0.75 × 0.4 ÷ (0.75 × 0.4 + 0.25 × 0.6).
        Assert.Equal(2.0 / 3, Assert.Single((await JudgeAsync(["tokens are pieces of text"], [], "A token is a piece of text.")).KeyPoints).Covered, 4);
    }

    [Theory]
    [InlineData(0.6, true)]
    [InlineData(0.05, false)]
    public async Task A_red_flag_in_the_band_of_doubt_is_not_raised(double entails, bool doubtful)
    {
        _model.Says("tokens are words", entails);

        var flag = Assert.Single((await JudgeAsync(["k"], [new RedFlag { Text = "Claims that tokens are words" }], "Tokens are words, as far as I know.")).RedFlags);

        Assert.Equal((doubtful, false), (flag.Doubtful, flag.Raised));
    }

    [Fact]
    public async Task A_red_flag_that_is_entailed_is_raised_by_the_words_that_do()
    {
        var flag = Assert.Single((await JudgeAsync(["k"], [new RedFlag { Text = "Claims that tokens are words" }], "It is easy. Tokens are words for me. That is all.")).RedFlags);

        Assert.Equal((true, "Tokens are words for me."), (flag.Raised, flag.Evidence));
    }

    [Theory]
    [InlineData("The formula is softmax of the scores. Nothing else matters to me in this case.", true)]
    [InlineData("The formula is softmax of the scores. The mask hides the future from it.", false)]
    [InlineData("The mask hides the future from all that comes before it.", false)]
    public async Task An_omission_is_one_thing_covered_and_the_other_not(string answer, bool raised)
    {
        var flag = Assert.Single((await JudgeAsync(["k"], [new RedFlag { Text = "Explains the formula without the mask", Sort = FlagSort.Omission }], answer)).RedFlags);

        Assert.Equal(raised, flag.Raised);
    }

    [Fact]
    public async Task Numbers_notes_and_language_are_what_the_baseline_found()
    {
        var request = Request(["tokens are pieces of text"], [], "What is a token in a language model? It has about 4 thousand entries.") with { Stem = "What is a token in a language model?" };
        request = request with { Rubric = request.Rubric with { Numbers = [new NumberToMention("4096")] } };
        var basis = await new LexicalGrader(new LexicalOptions()).AssessAsync(request, TestContext.Current.CancellationToken);

        var assessment = await Grader().AssessAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(basis.Numbers, assessment.Numbers);
        Assert.Equal(["copied from the question"], assessment.Notes);
        Assert.Equal((true, false), (assessment.LanguageSupported, assessment.IsEmpty));
        Assert.True(Assert.Single(assessment.Numbers).Said);
    }

    [Fact]
    public async Task The_question_copied_back_is_not_shown_to_the_model()
    {
        var request = Request(["tokens are pieces of text"], [], "Why are tokens pieces of text and not words?") with { Stem = "Why are tokens pieces of text, and not words?" };

        var assessment = await Grader().AssessAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(CoverageState.Missing, Assert.Single(assessment.KeyPoints).State);
        Assert.Empty(_model.Asked);
    }

    [Fact]
    public async Task A_list_of_keywords_is_worth_less_than_a_statement()
    {
        var list = await JudgeAsync(["tokens are pieces of text"], [], "token, piece, text, tokens pieces, softmax, byte pair, merge, vocabulary size, subword, unit");
        var statement = await JudgeAsync(["tokens are pieces of text"], [], "Tokens are pieces of text.");

        Assert.Equal((CoverageState.Missing, CoverageState.Covered), (list.KeyPoints[0].State, statement.KeyPoints[0].State));
    }

    [Fact]
    public async Task Nothing_is_asked_of_the_model_about_an_empty_answer()
    {
        var assessment = await JudgeAsync(["tokens are pieces of text"], [], " … ");

        Assert.True(assessment.IsEmpty);
        Assert.Equal("small-nli@2", assessment.Model);
        Assert.Empty(_model.Asked);
    }

    [Fact]
    public async Task What_comes_after_the_last_sentence_is_cut_and_a_note_says_so()
    {
        _draft.Set("windows.mostSentences", 2);

        var assessment = await JudgeAsync(["tokens are pieces of text"], [], "This is the first one. This is the second one. A token is a piece of text.");

        Assert.Equal(CoverageState.Missing, Assert.Single(assessment.KeyPoints).State);
        Assert.Equal(["cut after 2 sentences"], assessment.Notes);
    }

    [Fact]
    public async Task Neighbours_are_read_together_where_they_fit()
    {
        _draft.Set("windows.longestWindow", 8);

        await JudgeAsync(["tokens are pieces"], [], "It is one. It is two. It is three and four and five and six and seven.");

        Assert.Equal([3, 3, 8, 6], _model.Asked.Select(pair => pair.Window.Length));
    }

    private Task<Assessment> JudgeAsync(IEnumerable<string> keyPoints, IEnumerable<RedFlag> redFlags, string answer) =>
        Grader().AssessAsync(Request(keyPoints, redFlags, answer), TestContext.Current.CancellationToken);

    private CrossEncoderGrader Grader() =>
        new(ManifestReader.Read(_draft.Write(), ModelDraft.Runtime), _model, _model, new LexicalGrader(new LexicalOptions()));

    private static GradingRequest Request(IEnumerable<string> keyPoints, IEnumerable<RedFlag> redFlags, string answer) => new()
    {
        Stem = "What is it?",
        Rubric = new Rubric { KeyPoints = [.. keyPoints.Select(text => new KeyPoint { Text = text })], RedFlags = [.. redFlags] },
        Answer = answer,
    };

    /// <summary>A model for which a passage entails a statement when it has all of its longer words, whatever their number.</summary>
    private sealed class PlayedNli : IPairModel, ITextTokens
    {
        private readonly List<string> _words = [];
        private readonly Dictionary<string, double> _said = [];

        public List<TokenPair> Asked { get; } = [];

        public void Says(string statement, double entails) => _said[string.Join(' ', Encode(statement))] = entails;

        public ImmutableArray<int> Encode(string text) =>
            [.. text.Split([' ', ',', '.', '!', '?'], StringSplitOptions.RemoveEmptyEntries).Select(word => IdOf(word.ToUpperInvariant().TrimEnd('S')))];

        public Task<IReadOnlyList<PairLogits>> JudgeAsync(IReadOnlyList<TokenPair> pairs, CancellationToken cancellationToken)
        {
            Asked.AddRange(pairs);
            return Task.FromResult<IReadOnlyList<PairLogits>>([.. pairs.Select(pair => Of(Entails(pair)))]);
        }

        private double Entails(TokenPair pair) =>
            _said.TryGetValue(string.Join(' ', pair.Statement), out var said) ? said
            : pair.Statement.Where(id => _words[id].Length > 3).All(pair.Window.Contains) ? 0.98
            : 0.02;

        private static PairLogits Of(double entails) => new((float)Math.Log(entails), (float)Math.Log(1 - entails), float.NegativeInfinity);

        private int IdOf(string word)
        {
            if (!_words.Contains(word))
            {
                _words.Add(word);
            }

            return _words.IndexOf(word);
        }
    }
}
