using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Grading;
using Bot.Core.Grading.Lexical;
using Bot.Core.Questions;
using Bot.Inference.Pairs;

namespace Bot.Inference.Small;

/// <summary>
/// Judges by the small model that comes with Redflag: the windows of an answer that are nearest to a criterion and its exemplars are
/// judged in pairs with them, and what comes of that is combined into calibrated probabilities. Numbers, the language and whether
/// there is anything to judge are read by words alone, as the baseline does.
/// </summary>
/// <remarks>Safe for many callers at once. Of rubrics the pieces of their texts are kept, of answers nothing.</remarks>
internal sealed class RedflagGrader : IAnswerGrader
{
    private readonly SmallModel _model;
    private readonly IPairModel _pairs;
    private readonly ICombiner _combiner;
    private readonly LexicalGrader _words;
    private readonly CriterionReader _reader;
    private readonly ImmutableArray<Func<Measured, double>> _features;

    /// <param name="model">The model's files, read.</param>
    /// <param name="pairs">Its judge of pairs.</param>
    /// <param name="combiner">What combines measures.</param>
    /// <param name="words">Reads what words alone tell.</param>
    /// <exception cref="InvalidDataException">The combiner asks for a feature that is not measured.</exception>
    public RedflagGrader(SmallModel model, IPairModel pairs, ICombiner combiner, LexicalGrader words)
    {
        (_model, _pairs, _combiner, _words) = (model, pairs, combiner, words);
        _reader = new CriterionReader(model.Pieces, model.Limits.LongestStatement);
        _features =
        [
            .. combiner.Features.Select(name => Measured.Features.TryGetValue(name, out var feature)
                ? feature
                : throw new InvalidDataException($"The feature \"{name}\" is not measured by this version.")),
        ];
    }

    /// <inheritdoc/>
    public string Model => _model.Id;

    /// <inheritdoc/>
    public async Task<Assessment> AssessAsync(GradingRequest request, CancellationToken cancellationToken)
    {
        var reading = _words.Read(request, cancellationToken);
        var points = LexicalGrader.PointsOf(request);
        var flags = request.Rubric.RedFlags;
        var sentences = SentenceCutter.Cut(request.Answer);
        var windows = reading.IsEmpty ? [] : OwnWords(reading, sentences, AnswerWindow.Cut(request.Answer, sentences, _model.Pieces, _model.Limits));
        var isReference = request.Rubric.KeyPoints.IsEmpty;
        ImmutableArray<Criterion> looked = [.. isReference ? points.SelectMany(point => _reader.ReadReference(point.Text)) : points.Select(_reader.Read)];
        var found = await MeasureAsync(request.Stem, [.. looked, .. flags.Select(_reader.Read)], windows, cancellationToken);

        var gates = new Gates(reading, sentences);
        KeyPointJudgement JudgementAt(int point, int at) => JudgementOf(points[point], found[at], gates.OfKeyPoint(point, found[at].Measured?.Decisive), request.Answer);
        return new Assessment
        {
            KeyPoints = isReference && looked.Length > 1
                ? [Together(looked, [.. looked.Select((_, at) => JudgementAt(0, at))])]
                : [.. points.Select((_, i) => JudgementAt(i, i))],
            RedFlags = [.. flags.Select((flag, i) => (Flag: flag, Ordinal: i, Found: found[looked.Length + i]))
                .Select(one => JudgementOf(one.Flag, one.Found, gates.OfRedFlag(one.Ordinal, one.Found.Measured), request.Answer))],
            Numbers = reading.Numbers(request.Rubric.Numbers),
            IsEmpty = reading.IsEmpty,
            LanguageSupported = reading.LanguageSupported,
            Notes = [.. reading.Notes, .. CutNotes(reading, sentences, windows)],
            Model = Model,
        };
    }

    // A model answer of several sentences is covered as far as they are, the longer ones counting more; the best covered shows it.
    private KeyPointJudgement Together(ImmutableArray<Criterion> sentences, ImmutableArray<KeyPointJudgement> judged)
    {
        double all = sentences.Sum(Weight);
        var covered = judged.Zip(sentences, (one, sentence) => one.Covered * Weight(sentence)).Sum() / all;
        var atLeastPartly = judged.Zip(sentences, (one, sentence) => one.AtLeastPartly * Weight(sentence)).Sum() / all;
        return judged.MaxBy(one => one.AtLeastPartly)! with
        {
            Covered = covered,
            Partly = Math.Max(0, atLeastPartly - covered),
            Doubtful = _model.KeyPointDoubt.Holds(atLeastPartly),
        };

        static double Weight(Criterion sentence) => Math.Max(1, sentence.Main.Length);
    }

    // Of an answer without words of its own nothing is measured, and nothing is found.
    private async Task<(Measured? Measured, Combined Combined)[]> MeasureAsync(
        string stem, ImmutableArray<Criterion> criteria, List<AnswerWindow> windows, CancellationToken cancellationToken)
    {
        if (windows.Count == 0)
            return new (Measured?, Combined)[criteria.Length];
        var measurement = new Measurement(criteria, windows, _model.Pieces.Encode(stem).ToFrozenSet(), _model.Vectors, _model.Limits.LongestWindow);
        var measured = measurement.Finish(await _pairs.JudgeAsync(measurement.Pairs, cancellationToken));
        var combined = await _combiner.CombineAsync([.. measured.Select(FeaturesOf)], cancellationToken);
        return [.. measured.Zip(combined, (one, other) => ((Measured?)one, other))];
    }

    // A sentence that repeats the question, or one before it, is left as if it had not been written.
    private static List<AnswerWindow> OwnWords(LexicalReading reading, List<TextSpan> sentences, List<AnswerWindow> windows)
    {
        var own = windows
            .Where(window => window.First == window.Last && !reading.IsCopied(sentences[window.First].Start, sentences[window.First].End))
            .DistinctBy(window => string.Join(' ', window.Tokens))
            .Select(window => window.First)
            .ToHashSet();
        return windows.FindAll(window => own.Contains(window.First) && own.Contains(window.Last));
    }

    private ImmutableArray<float> FeaturesOf(Measured measured) => [.. _features.Select(feature => (float)feature(measured))];

    private KeyPointJudgement JudgementOf(KeyPoint point, (Measured? Measured, Combined Combined) found, double gate, string answer)
    {
        var (atLeastPartly, covered) = (gate * found.Combined.AtLeastPartly, gate * Math.Min(found.Combined.Covered, found.Combined.AtLeastPartly));
        return Judgements.Of(point, atLeastPartly, covered, _model.KeyPointDoubt, found.Measured?.Decisive?.Span.Of(answer));
    }

    private RedFlagJudgement JudgementOf(RedFlag flag, (Measured? Measured, Combined Combined) found, double gate, string answer)
    {
        var evidence = found.Measured is { Criterion.IsOmission: true } ? found.Measured.Said?.Decisive : found.Measured?.Decisive;
        return Judgements.Of(flag, gate * found.Combined.AtLeastPartly, _model.RedFlagDoubt, evidence?.Span.Of(answer));
    }

    private IEnumerable<string> CutNotes(LexicalReading reading, List<TextSpan> sentences, List<AnswerWindow> windows)
    {
        var most = _model.Limits.MostSentences;
        if (sentences.Count > most)
            yield return string.Create(CultureInfo.InvariantCulture, $"cut after {most} sentences");
        else if (reading.CutNote is { } note)
            yield return note;
        if (windows.Count(window => window.IsCut) is > 0 and var cut)
            yield return string.Create(CultureInfo.InvariantCulture, $"the end of {cut} long {(cut == 1 ? "sentence" : "sentences")} was not read");
    }
}
