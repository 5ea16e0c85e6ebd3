using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Questions;

namespace Bot.Core.Grading.Lexical;

/// <summary>An answer beside its rubric, as far as words alone tell.</summary>
/// <remarks>A stretch is given by characters of the answer, the end exclusive. For one caller at a time.</remarks>
internal sealed class LexicalReading
{
    // A denial is one of the criterion when the stretch says nearly all of it. Below that, as many denials were none as were some.
    private const double DeniedPointFrom = 0.8;
    private const double DeniedFlagFrom = 0.7;

    private readonly AnswerText _answer;
    private readonly CompiledRubric _rubric;
    private readonly CriterionJudge _judge;
    private readonly Thesaurus _thesaurus;

    /// <param name="answer">The answer.</param>
    /// <param name="rubric">The rubric.</param>
    /// <param name="judge">Compares the two.</param>
    /// <param name="thesaurus">The synonyms.</param>
    /// <param name="isCut">Whether the end of the answer was left.</param>
    public LexicalReading(AnswerText answer, CompiledRubric rubric, CriterionJudge judge, Thesaurus thesaurus, bool isCut)
    {
        (_answer, _rubric, _judge, _thesaurus) = (answer, rubric, judge, thesaurus);
        LanguageSupported = !Manner.IsForeign(answer.Text.Tokens, token => rubric.Lexicon.Find(token.Stem) >= 0);
        CutNote = isCut ? string.Create(CultureInfo.InvariantCulture, $"cut after {answer.Text.Tokens.Count} words") : null;
    }

    /// <summary>Whether there is nothing to judge: no letter and no digit.</summary>
    public bool IsEmpty => _answer.Text.Tokens.Count == 0;

    /// <summary>Whether the answer is English, as far as can be told.</summary>
    public bool LanguageSupported { get; }

    /// <summary>Whether enough is said that leaving something out means anything.</summary>
    public bool IsSubstantial => _answer.IsSubstantial;

    /// <summary>How much of a long answer was read, or <see langword="null"/> when it was all of it.</summary>
    public string? CutNote { get; }

    /// <summary>What a reader should know of the answer as a whole.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            if (_answer.IsCopy)
                yield return "copied from the question";
            if (!LanguageSupported)
                yield return "language not supported";
        }
    }

    public ImmutableArray<KeyPointJudgement> JudgeKeyPoints() => [.. _rubric.KeyPoints.Select(_judge.Judge)];

    public ImmutableArray<RedFlagJudgement> JudgeRedFlags(ImmutableArray<KeyPointJudgement> keyPoints) =>
        [.. _rubric.RedFlags.Select(flag => _judge.Judge(flag, _rubric.KeyPoints, keyPoints))];

    public ImmutableArray<NumberFinding> Numbers(ImmutableArray<NumberToMention> numbers) =>
        [.. numbers.Select(number => new NumberFinding(number.Text, _judge.Says(number.Text, _thesaurus)))];

    /// <summary>Whether a sentence repeats the question.</summary>
    public bool IsCopied(int start, int end)
    {
        var (from, to) = TokensOf(start, end);
        return _answer.IsCopied(from, to);
    }

    /// <summary>How much a sentence reads as a statement rather than as a list of keywords, 0 to 1.</summary>
    public double StatementOf(int start, int end)
    {
        var (from, to) = TokensOf(start, end);
        return Manner.Statement(_answer.Text.Tokens, (from, to));
    }

    /// <summary>The same for a sentence that should make a key point: a point that is a bare list itself asks for no more than that.</summary>
    /// <param name="point">The ordinal of the key point.</param>
    /// <param name="start">Where the sentence begins.</param>
    /// <param name="end">Where it ends.</param>
    public double StatementOf(int point, int start, int end) => Math.Min(1, StatementOf(start, end) / _rubric.KeyPoints[point].Statement);

    /// <summary>Whether a stretch says nearly all of a key point and denies it.</summary>
    /// <param name="point">The ordinal of the key point.</param>
    /// <param name="start">Where the stretch begins.</param>
    /// <param name="end">Where it ends.</param>
    public bool DeniesPoint(int point, int start, int end) => Denies(_rubric.KeyPoints[point].Words, DeniedPointFrom, start, end);

    /// <summary>Whether a stretch says nearly all of what would raise a red flag and denies it.</summary>
    /// <param name="flag">The ordinal of the flag.</param>
    /// <param name="start">Where the stretch begins.</param>
    /// <param name="end">Where it ends.</param>
    public bool DeniesFlag(int flag, int start, int end) =>
        _rubric.RedFlags[flag].Accusations.Any(accusation => accusation is { Accusation: Accusation.Says, First: { } claim } && Denies(claim, DeniedFlagFrom, start, end));

    private bool Denies(Profile profile, double least, int start, int end)
    {
        var (from, to) = TokensOf(start, end);
        return _judge.Compare(profile, from, to) is { IsDenied: true } overlap && overlap.Touched >= least;
    }

    private (int From, int To) TokensOf(int start, int end)
    {
        var tokens = _answer.Text.Tokens;
        var (from, to) = (FirstFrom(start), FirstFrom(end));
        return (from, Math.Max(from, to));

        int FirstFrom(int character)
        {
            var (low, high) = (0, tokens.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (tokens[middle].Start < character)
                    low = middle + 1;
                else
                    high = middle;
            }

            return low;
        }
    }
}
