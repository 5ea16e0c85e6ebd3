using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Grading;
using Bot.Core.Grading.Lexical;
using Bot.Core.Questions;
using Bot.Inference.Models;
using Bot.Inference.Pairs;
using Bot.Inference.Small;
using Bot.Inference.Tokens;

namespace Bot.Inference.CrossEncoders;

/// <summary>
/// Judges with a published model of natural language inference or relevance: what a criterion states is held against each sentence
/// of the answer, and each pair of neighbours, and the one that entails it most decides. See <c>docs/decisions/cross-encoders.md</c>.
/// </summary>
/// <remarks>
/// Numbers, the language, what is copied or a mere list, and whether there is anything to judge are read by words alone, as the
/// baseline does; so is a red flag of the form "only mentions X". Exemplars are not used. Nothing is kept between answers.
/// </remarks>
/// <param name="manifest">What the model says of itself.</param>
/// <param name="tokens">Cuts text.</param>
/// <param name="pairs">The model.</param>
/// <param name="words">Reads what words alone tell.</param>
internal sealed class CrossEncoderGrader(ModelManifest manifest, ITextTokens tokens, IPairModel pairs, LexicalGrader words) : IAnswerGrader
{

    private readonly Calibration _calibration = manifest.Calibration ?? throw new ArgumentException("The manifest has no calibration.", nameof(manifest));

    public string Model => manifest.Id;

    public async Task<Assessment> AssessAsync(GradingRequest request, CancellationToken cancellationToken)
    {
        var reading = words.Read(request, cancellationToken);
        var points = LexicalGrader.PointsOf(request);
        var flags = request.Rubric.RedFlags;
        var accusations = flags.Select(flag => Accusation.ReadAsOne(flag.Text, flag.Sort == FlagSort.Overclaim ? FlagSort.Said : flag.Sort)).ToArray();
        var sentences = SentenceCutter.Cut(request.Answer);
        var passages = reading.IsEmpty ? [] : Passage.Cut(request.Answer, sentences, reading, tokens, manifest.Windows);
        var statements = points.Select(StatementOf).Concat(accusations.SelectMany(StatementsOf)).Distinct(StringComparer.Ordinal).ToArray();
        var findings = new Findings(passages, reading, request.Answer, await EntailsAsync(statements, passages, cancellationToken));
        return new Assessment
        {
            KeyPoints = [.. points.Select((point, i) => Judge(point, findings.Best(StatementOf(point), i)))],
            RedFlags = [.. flags.Select((flag, i) => Judge(flag, accusations[i], findings, () => reading.JudgeRedFlags(reading.JudgeKeyPoints())[i]))],
            Numbers = reading.Numbers(request.Rubric.Numbers),
            IsEmpty = reading.IsEmpty,
            LanguageSupported = reading.LanguageSupported,
            Notes = [.. reading.Notes, .. CutNotes(reading, sentences)],
            Model = Model,
        };
    }

    /// <summary>Asks the model of every statement and every passage.</summary>
    /// <returns>P(entails) by statement, in the order of the passages.</returns>
    private async Task<Dictionary<string, double[]>> EntailsAsync(string[] statements, ImmutableArray<Passage> passages, CancellationToken cancellationToken)
    {
        var ids = statements.Select(tokens.Encode).Select(ids => ids[..Math.Min(ids.Length, manifest.Windows.LongestStatement)]);
        var logits = await pairs.JudgeAsync([.. ids.SelectMany(statement => passages.Select(passage => new TokenPair(statement, passage.Tokens, [])))], cancellationToken);
        return statements
            .Select((statement, i) => (statement, logits.Skip(i * passages.Length).Take(passages.Length).Select(Entails).ToArray()))
            .ToDictionary(StringComparer.Ordinal);
    }

    private KeyPointJudgement Judge(KeyPoint point, (double Entails, string? Evidence) best)
    {
        var covered = Shift(best.Entails, _calibration.CoveredFrom);
        var atLeastPartly = Math.Max(covered, Shift(best.Entails, _calibration.PartlyFrom));
        return Judgements.Of(point, atLeastPartly, covered, manifest.KeyPointDoubt, best.Evidence);
    }

    private RedFlagJudgement Judge(RedFlag flag, Accusation accusation, Findings findings, Func<RedFlagJudgement> byWords)
    {
        var (probability, evidence) = accusation switch
        {
            Accusation.LeavesOut leaves => LeavesOut(leaves, findings),
            Accusation.SaysOnly when byWords() is var judged => (judged.Probability, judged.Evidence),
            _ => findings.Best(StatementsOf(accusation).Single()) is var best ? (Shift(best.Entails, _calibration.RaisedFrom), best.Evidence) : default,
        };
        return Judgements.Of(flag, probability, manifest.RedFlagDoubt, evidence);
    }

    private (double Probability, string? Evidence) LeavesOut(Accusation.LeavesOut leaves, Findings findings)
    {
        var mentioned = Shift(findings.Best(leaves.Missing).Entails, _calibration.PartlyFrom);
        if (leaves.Covered is null)
            return (findings.AreSubstantial ? 1 - mentioned : 0, null);
        var best = findings.Best(leaves.Covered);
        return (Shift(best.Entails, _calibration.CoveredFrom) * (1 - mentioned), best.Evidence);
    }

    private IEnumerable<string> CutNotes(LexicalReading reading, List<TextSpan> sentences)
    {
        if (sentences.Count > manifest.Windows.MostSentences)
            yield return string.Create(CultureInfo.InvariantCulture, $"cut after {manifest.Windows.MostSentences} sentences");
        else if (reading.CutNote is { } note)
            yield return note;
    }

    private static string StatementOf(KeyPoint point) => Accusation.ToldBy(point.Text);

    private static IEnumerable<string> StatementsOf(Accusation accusation) => accusation switch
    {
        Accusation.Says says => [says.Claim],
        Accusation.Equates equates => [$"{equates.One} is the same as {equates.Other}"],
        Accusation.LeavesOut { Covered: { } covered } leaves => [covered, leaves.Missing],
        Accusation.LeavesOut leaves => [leaves.Missing],
        _ => [],
    };

    private double Entails(PairLogits logits)
    {
        var (entails, neutral, contradicts) = (logits.Entails / _calibration.Temperature, logits.Neutral / _calibration.Temperature, logits.Contradicts / _calibration.Temperature);
        var most = Math.Max(entails, Math.Max(neutral, contradicts));
        var share = Math.Exp(entails - most);
        return share / (share + Math.Exp(neutral - most) + Math.Exp(contradicts - most));
    }

    // Moves a probability by log-odds so that the one from which something holds becomes even.
    private static double Shift(double probability, double from)
    {
        var held = probability * (1 - from);
        return held / (held + ((1 - probability) * from));
    }

    /// <summary>What the model found in an answer.</summary>
    private sealed class Findings(ImmutableArray<Passage> passages, LexicalReading reading, string answer, Dictionary<string, double[]> entails)
    {
        /// <summary>Gets a value indicating whether enough is said that leaving something out means anything.</summary>
        public bool AreSubstantial => reading.IsSubstantial;

        /// <summary>Gives the passage that entails a statement most; of a list of keywords less is believed than of a sentence.</summary>
        /// <param name="statement">The statement.</param>
        /// <param name="point">The ordinal of the key point that it is of, if it is of one.</param>
        public (double Entails, string? Evidence) Best(string statement, int? point = null)
        {
            var best = (Entails: 0.0, Evidence: (string?)null);
            foreach (var ((span, _), found) in passages.Zip(entails[statement]))
            {
                // Sentences come first, and a pair of them has to be better to take their place.
                var believed = found * (point is { } ordinal ? reading.StatementOf(ordinal, span.Start, span.End) : reading.StatementOf(span.Start, span.End));
                if (believed > best.Entails)
                    best = (believed, span.Of(answer));
            }

            return best;
        }
    }
}
