using System.Collections.Immutable;
using System.Globalization;
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

    private Assessment Assess(GradingRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var points = request.Rubric.KeyPoints;
        if (points.IsEmpty && !string.IsNullOrWhiteSpace(request.Reference))
            points = [new KeyPoint { Text = request.Reference }];

        // A sentence makes two windows (itself, and the pair with its neighbour): no window reaches beyond so many characters.
        var mostCharacters = ((options.MaxWindows / 2) + 1) * WindowCutter.LongestSentence * CharactersAWord;
        var tokens = Tokenizer.Cut(request.Answer, mostCharacters);
        var (windows, reached) = WindowCutter.Cut(tokens, options.MaxWindows);
        var isCut = reached < tokens.Count || request.Answer.Length > mostCharacters;
        tokens.RemoveRange(reached, tokens.Count - reached);
        var stem = TermText.Of(request.Stem, _thesaurus);
        var rubric = new CompiledRubric(points, request.Rubric.RedFlags, stem, _thesaurus, options, cancellationToken);
        var answer = new AnswerText(request.Answer, TermText.Of(tokens, _thesaurus), windows, stem, rubric.Lexicon);
        var supported = !Manner.IsForeign(tokens, token => rubric.Lexicon.Find(token.Stem) >= 0);

        var judge = new CriterionJudge(answer, rubric.Lexicon, options, cancellationToken);
        var keyPoints = rubric.KeyPoints.Select(judge.Judge).ToImmutableArray();
        return new Assessment
        {
            KeyPoints = keyPoints,
            RedFlags = [.. rubric.RedFlags.Select(flag => judge.Judge(flag, rubric.KeyPoints, keyPoints))],
            Numbers = [.. request.Rubric.Numbers.Select(number => new NumberFinding(number.Text, judge.Says(number.Text, _thesaurus)))],
            IsEmpty = tokens.Count == 0,
            LanguageSupported = supported,
            Notes = [.. Notes(answer, supported, isCut ? tokens.Count : null)],
            Model = Model,
        };
    }

    private static IEnumerable<string> Notes(AnswerText answer, bool supported, int? cutAfter)
    {
        if (answer.IsCopy)
            yield return "copied from the question";
        if (!supported)
            yield return "language not supported";
        if (cutAfter is { } words)
            yield return string.Create(CultureInfo.InvariantCulture, $"cut after {words} words");
    }
}
