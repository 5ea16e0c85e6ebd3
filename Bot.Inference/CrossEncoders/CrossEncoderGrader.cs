using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Grading;
using Bot.Core.Grading.Lexical;
using Bot.Core.Questions;
using Bot.Inference.Models;
using Bot.Inference.Pairs;
using Bot.Inference.Tokens;

namespace Bot.Inference.CrossEncoders;

/// <summary>
/// Judges with a published model of natural language inference or relevance: what a criterion states is held against each sentence
/// of the answer, and each pair of neighbours, and the one that entails it most decides. See <c>docs/decisions/cross-encoders.md</c>.
/// </summary>
/// <remarks>
/// Numbers, notes, the language and whether there is anything to judge are the baseline's findings; so is a red flag of the form
/// "only mentions X". Exemplars are not used. Nothing is kept between answers.
/// </remarks>
/// <param name="manifest">What the model says of itself.</param>
/// <param name="tokens">Cuts text.</param>
/// <param name="pairs">The model.</param>
/// <param name="baseline">The baseline.</param>
internal sealed class CrossEncoderGrader(ModelManifest manifest, ITextTokens tokens, IPairModel pairs, LexicalGrader baseline) : IAnswerGrader
{
    // Fewer words say too little for leaving something out to mean anything.
    private const int WordsOfSubstance = 8;
    private const double EvidenceFrom = 0.25;

    private readonly Calibration _calibration = manifest.Calibration ?? throw new ArgumentException("The manifest has no calibration.", nameof(manifest));

    public string Model => manifest.Id;

    public async Task<Assessment> AssessAsync(GradingRequest request, CancellationToken cancellationToken)
    {
        var basis = await baseline.AssessAsync(request, cancellationToken) with { Model = Model };
        if (basis.IsEmpty)
            return basis;
        var passages = Passages.Of(request.Answer, request.Stem, tokens, manifest.Windows);
        var accusations = request.Rubric.RedFlags.Select(flag => Accusation.ReadAsOne(flag.Text, flag.Sort == FlagSort.Overclaim ? FlagSort.Said : flag.Sort)).ToArray();
        var statements = basis.KeyPoints.Select(point => Accusation.ToldBy(point.Text)).Concat(accusations.SelectMany(StatementsOf)).Distinct(StringComparer.Ordinal).ToArray();
        var findings = await FindAsync(statements, passages, cancellationToken);
        return basis with
        {
            KeyPoints = [.. basis.KeyPoints.Select(point => Judge(point, findings[Accusation.ToldBy(point.Text)]))],
            RedFlags = [.. basis.RedFlags.Zip(accusations, (flag, accusation) => Judge(flag, accusation, findings, passages))],
            Notes = passages.IsCut
                ? [.. basis.Notes.Where(note => !note.StartsWith("cut after", StringComparison.Ordinal)), string.Create(CultureInfo.InvariantCulture, $"cut after {passages.Words} words")]
                : basis.Notes,
        };
    }

    private async Task<FrozenDictionary<string, Finding>> FindAsync(string[] statements, Passages passages, CancellationToken cancellationToken)
    {
        var ids = statements.Select(tokens.Encode).Select(ids => ids[..Math.Min(ids.Length, manifest.Windows.LongestStatement)]).ToArray();
        var asked = ids.SelectMany(statement => passages.Each.Select(passage => new TokenPair(statement, passage.Tokens, [])));
        var logits = await pairs.JudgeAsync([.. asked], cancellationToken);
        return statements
            .Select((statement, i) => (statement, Best(logits.Skip(i * passages.Each.Length).Take(passages.Each.Length), passages.Each)))
            .ToFrozenDictionary(found => found.statement, found => found.Item2, StringComparer.Ordinal);
    }

    private Finding Best(IEnumerable<PairLogits> logits, ImmutableArray<Passage> passages)
    {
        var best = new Finding(0, Evidence: null);
        foreach (var (one, passage) in logits.Zip(passages))
        {
            // Sentences come first, and a pair of them has to be better to take their place.
            var entails = Entails(one) * passage.Statement;
            if (entails > best.Entails)
                best = new Finding(entails, passage.Text);
        }

        return best;
    }

    private KeyPointJudgement Judge(KeyPointJudgement point, Finding finding)
    {
        var covered = Shift(finding.Entails, _calibration.CoveredFrom);
        var atLeastPartly = Math.Max(covered, Shift(finding.Entails, _calibration.PartlyFrom));
        return point with
        {
            Covered = covered,
            Partly = Math.Min(atLeastPartly - covered, 1 - covered),
            Doubtful = manifest.KeyPointDoubt.Holds(atLeastPartly),
            Evidence = EvidenceOf(finding),
        };
    }

    private RedFlagJudgement Judge(RedFlagJudgement flag, Accusation accusation, FrozenDictionary<string, Finding> findings, Passages passages)
    {
        var (probability, evidence) = accusation switch
        {
            Accusation.LeavesOut leaves => LeavesOut(leaves, findings, passages),
            Accusation.SaysOnly => (flag.Probability, flag.Evidence),
            _ when findings[StatementsOf(accusation).Single()] is var finding => (Shift(finding.Entails, _calibration.RaisedFrom), EvidenceOf(finding)),
            _ => throw new InvalidOperationException($"An accusation that says nothing: {accusation}."),
        };
        return flag with { Probability = probability, Doubtful = manifest.RedFlagDoubt.Holds(probability), Evidence = evidence };
    }

    private (double Probability, string? Evidence) LeavesOut(Accusation.LeavesOut leaves, FrozenDictionary<string, Finding> findings, Passages passages)
    {
        var mentioned = Shift(findings[leaves.Missing].Entails, _calibration.PartlyFrom);
        return leaves.Covered is { } said
            ? (Shift(findings[said].Entails, _calibration.CoveredFrom) * (1 - mentioned), EvidenceOf(findings[said]))
            : (passages.Words >= WordsOfSubstance ? 1 - mentioned : 0, null);
    }

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

    private static string? EvidenceOf(Finding finding) => finding.Entails >= EvidenceFrom ? finding.Evidence : null;

    /// <summary>What was found of a statement.</summary>
    /// <param name="Entails">The probability that the best passage entails it.</param>
    /// <param name="Evidence">That passage.</param>
    private sealed record Finding(double Entails, string? Evidence);
}
