using System.Collections.Immutable;
using Bot.Core.Grading.Lexical;
using Bot.Core.Questions;

namespace Bot.Core.Grading;

/// <summary>
/// Judges by words: the baseline that a trained model has to beat, and what judges when no model can be loaded. It compares
/// stems, synonyms and denials of each criterion with the clauses and sentences of the answer. It understands nothing: a good
/// paraphrase in other words is missed, and who does what to whom is not seen. See <c>docs/decisions/lexical-baseline.md</c>.
/// </summary>
/// <remarks>Safe for many threads at once; nothing is kept between answers.</remarks>
/// <param name="options">The constants of matching.</param>
public sealed class LexicalGrader(LexicalOptions options) : IAnswerGrader
{
    private const int CharactersAWord = 12;

    private readonly Thesaurus _thesaurus = Thesaurus.ReadEmbedded();

    /// <inheritdoc/>
    public string Model => "lexical@1";

    /// <inheritdoc/>
    public Task<Assessment> AssessAsync(GradingRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(Assess(request, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<Assessment>(cancellationToken);
        }
    }

    /// <summary>Reads one answer. A grader that knows more than words asks it for what words alone tell.</summary>
    internal LexicalReading Read(GradingRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // A sentence makes two windows (itself, and the pair with its neighbour): no window reaches beyond so many characters.
        var mostCharacters = ((options.MaxWindows / 2) + 1) * WindowCutter.LongestSentence * CharactersAWord;
        var tokens = Tokenizer.Cut(request.Answer, mostCharacters);
        var (windows, reached) = WindowCutter.Cut(tokens, options.MaxWindows);
        var isCut = reached < tokens.Count || request.Answer.Length > mostCharacters;
        tokens.RemoveRange(reached, tokens.Count - reached);
        var stem = TermText.Of(request.Stem, _thesaurus);
        var rubric = new CompiledRubric(PointsOf(request), request.Rubric.RedFlags, stem, _thesaurus, options, cancellationToken);
        var answer = new AnswerText(request.Answer, TermText.Of(tokens, _thesaurus), windows, stem, rubric.Lexicon);
        return new LexicalReading(answer, rubric, new CriterionJudge(answer, rubric.Lexicon, options, cancellationToken), _thesaurus, isCut);
    }

    /// <summary>The key points of a request; a bare reference is the only one.</summary>
    internal static ImmutableArray<KeyPoint> PointsOf(GradingRequest request) =>
        request.Rubric.KeyPoints.IsEmpty && !string.IsNullOrWhiteSpace(request.Reference)
            ? [new KeyPoint { Text = request.Reference }]
            : request.Rubric.KeyPoints;

    private Assessment Assess(GradingRequest request, CancellationToken cancellationToken)
    {
        var reading = Read(request, cancellationToken);
        var keyPoints = reading.JudgeKeyPoints();
        string[] cut = reading.CutNote is { } note ? [note] : [];
        return new Assessment
        {
            KeyPoints = keyPoints,
            RedFlags = reading.JudgeRedFlags(keyPoints),
            Numbers = reading.Numbers(request.Rubric.Numbers),
            IsEmpty = reading.IsEmpty,
            LanguageSupported = reading.LanguageSupported,
            Notes = [.. reading.Notes, .. cut],
            Model = Model,
        };
    }
}
