using System.Collections.Immutable;

namespace Bot.Core.Grading.Lexical;

/// <summary>Judges one answer against the criteria of its request.</summary>
internal sealed class CriterionJudge(AnswerText answer, Lexicon lexicon, LexicalOptions options, CancellationToken cancellationToken)
{
    private const double EvidenceFrom = 0.25;
    private const double MatchOfADenial = 0.1;
    private const double MatchBesideANegative = 0.3;
    private const double MatchWithoutAbsolute = 0.5;
    private const double SpokenOfFrom = 0.5;
    private const int LongestEvidence = 60;

    private readonly byte[] _marks = new byte[lexicon.Count];

    public KeyPointJudgement Judge(CompiledPoint point)
    {
        var best = Best(window =>
        {
            var overlap = Compare(point.Words, window);
            var match = overlap.IsDenied ? Math.Min(MatchOfADenial, overlap.Recall) : overlap.Recall * FactorOf(window);
            return (Nearer(match, point.Positive, point.Negative, window) * StatementOf(window, point.Statement), overlap.Touched);
        });
        var covered = Squash(best.Match, options.CoveredFrom);
        var atLeastPartly = Squash(best.Match, options.PartlyFrom);
        return new KeyPointJudgement
        {
            Text = point.Point.Text,
            Weight = point.Point.Weight,
            Generic = point.Point.Generic,
            Covered = covered,
            Partly = Math.Max(0, atLeastPartly - covered),
            Doubtful = IsDoubtful(atLeastPartly),
            Evidence = best.Evidence,
        };
    }

    public RedFlagJudgement Judge(CompiledFlag flag, ImmutableArray<CompiledPoint> points, ImmutableArray<KeyPointJudgement> judged)
    {
        var (probability, evidence) = flag.Accusations
            .Select(accusation => accusation.Accusation switch
            {
                Accusation.Says says => Says(flag, accusation.First!, says.Absolutely),
                Accusation.Equates => Equates(flag, accusation.First!, accusation.Second!),
                Accusation.LeavesOut => LeavesOut(flag, accusation.First, accusation.Second!),
                _ => SaysOnly(accusation.First!, points, judged),
            })
            .DefaultIfEmpty((Probability: 0, Evidence: null))
            .MaxBy(found => found.Probability);
        return new RedFlagJudgement
        {
            Text = flag.Flag.Text,
            Severity = flag.Flag.Severity,
            Generic = flag.Flag.Generic,
            Probability = probability,
            Doubtful = IsDoubtful(probability),
            Evidence = evidence,
        };
    }

    /// <summary>Tells whether a number to mention is said: one of its figures, or, when it has none, all of its words.</summary>
    public bool Says(string number, Thesaurus thesaurus)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wanted = Figures.Of(Tokenizer.Cut(number));
        if (wanted.Count > 0)
            return Figures.Of(answer.Text.Tokens) is var said && wanted.Any(figure => said.Any(figure.IsSaidBy));
        var words = TermText.Of(number, thesaurus).Terms.Select(term => term.Concept).ToHashSet(StringComparer.Ordinal);
        words.ExceptWith(answer.Text.Terms.Select(term => term.Concept));
        return words.Count == 0 && answer.Text.Terms.Length > 0;
    }

    /// <summary>Compares a profile with the tokens of the answer from one to another, exclusive.</summary>
    public Overlap Compare(Profile profile, int fromToken, int toToken)
    {
        var (from, to) = answer.TermsOf(fromToken, toToken);
        return profile.Compare(answer.Words, from, to, _marks);
    }

    private (double Probability, string? Evidence) Says(CompiledFlag flag, Profile claim, bool absolutely)
    {
        var denied = 0.0;
        var best = Best(window =>
        {
            if (window.Kind is WindowKind.Pair or WindowKind.Whole)
                return (0, 0);
            var overlap = Compare(claim, window);
            if (overlap.IsDenied)
                denied = Math.Max(denied, overlap.Touched);
            var match = overlap.IsDenied ? Math.Min(MatchOfADenial, overlap.Recall) : overlap.Recall * (1 + overlap.Precision) / 2;
            if (absolutely && !HasAbsolute(window))
                match *= MatchWithoutAbsolute;
            return (Nearer(match, flag.Positive, flag.Negative, window) * StatementOf(window, 1), overlap.Touched);
        });
        return (Squash(best.Match < denied ? Math.Min(best.Match, MatchOfADenial) : best.Match, options.RaisedFrom), best.Evidence);
    }

    private (double Probability, string? Evidence) Equates(CompiledFlag flag, Profile one, Profile other)
    {
        var best = Best(window =>
        {
            if (window.Kind is WindowKind.Pair or WindowKind.Whole)
                return (0, 0);
            var (first, second) = (Compare(one, window), Compare(other, window));
            var touched = Math.Min(first.Touched, second.Touched);
            var match = !first.IsDenied && !second.IsDenied && Has(window, EnglishWords.Identity) && !Has(window, EnglishWords.Contrast)
                ? Math.Min(first.Recall, second.Recall) * (1 + Math.Min(1, first.Precision + second.Precision)) / 2
                : 0;
            return (Nearer(match, flag.Positive, flag.Negative, window) * StatementOf(window, 1), touched);
        });
        return (Squash(best.Match, options.RaisedFrom), best.Evidence);
    }

    private (double Probability, string? Evidence) LeavesOut(CompiledFlag flag, Profile? covered, Profile missing)
    {
        var mentioned = Squash(missing.Mentioned(answer.Words, 0, answer.Words.Ordinals.Length), options.PartlyFrom);
        var (present, evidence) = (answer.IsSubstantial ? 1.0 : 0.0, (string?)null);
        if (covered is { Total: > 0 })
        {
            var best = Best(window => Compare(covered, window) is var overlap && overlap.IsDenied
                ? (0, overlap.Touched)
                : (overlap.Recall * FactorOf(window), overlap.Touched));
            (present, evidence) = (Squash(best.Match, (options.PartlyFrom + options.CoveredFrom) / 2), best.Evidence);
        }

        var omitted = present * (1 - mentioned);
        if (flag.Positive.IsEmpty && flag.Negative.IsEmpty)
            return (omitted, evidence);
        var nearest = Best(window => (Nearer(0, flag.Positive, flag.Negative, window), 0));
        var opposed = Best(window => (Nearer(0, flag.Negative, flag.Positive, window), 0));
        return nearest.Match >= opposed.Match
            ? (Math.Max(omitted, Squash(nearest.Match, options.RaisedFrom)), evidence ?? nearest.Evidence)
            : (omitted * (1 - Squash(opposed.Match, options.RaisedFrom)), evidence);
    }

    private (double Probability, string? Evidence) SaysOnly(Profile covered, ImmutableArray<CompiledPoint> points, ImmutableArray<KeyPointJudgement> judged)
    {
        var own = covered.Ordinals.ToHashSet();
        var others = points.Zip(judged).Where(pair => !pair.First.Words.Ordinals.Any(own.Contains)).Select(pair => pair.Second.AtLeastPartly).ToArray();
        if (others.Length == 0)
            return (0, null);
        var best = Best(window => Compare(covered, window) is { IsDenied: false } overlap ? (overlap.Recall * FactorOf(window), overlap.Touched) : (0, 0));
        return (Squash(best.Match, options.CoveredFrom) * others.Aggregate(1.0, (nothingElse, one) => nothingElse * (1 - one)), best.Evidence);
    }

    // Exemplars: the side that is nearer decides, and between equals the negative one, for what looks met is not.
    private double Nearer(double match, ImmutableArray<Profile> positive, ImmutableArray<Profile> negative, Window window)
    {
        foreach (var example in positive)
            match = Math.Max(match, Likeness(example, window));
        foreach (var example in negative)
        {
            if (Likeness(example, window) is >= MatchBesideANegative and var against && against >= match)
                return match * MatchBesideANegative;
        }

        return match;
    }

    private double Likeness(Profile example, Window window) => Compare(example, window) is { IsDenied: false } overlap ? overlap.Likeness : 0;

    private Overlap Compare(Profile profile, Window window) => Compare(profile, window.From, window.To);

    private (double Match, string? Evidence) Best(Func<Window, (double Match, double Touched)> compare)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (match, shown, evidence) = (0.0, 0.0, (Window?)null);
        foreach (var window in answer.Windows)
        {
            var (one, touched) = compare(window);
            match = Math.Max(match, one);

            // The shortest window that decides: clauses come first, and only a clearly better match replaces one.
            var worth = Math.Max(one, touched * SpokenOfFrom);
            if (worth > shown + 0.05 && window.To - window.From <= LongestEvidence)
                (shown, evidence) = (worth, window);
        }

        return (match, shown >= EvidenceFrom && evidence is { } span ? answer.Quote(span) : null);
    }

    private double FactorOf(Window window) => window.Kind switch
    {
        WindowKind.Pair => options.PairFactor,
        WindowKind.Whole => options.WholeFactor,
        _ => 1,
    };

    private double StatementOf(Window window, double ofTheCriterion) => Math.Min(1, answer.StatementOf(window) / ofTheCriterion);

    private bool HasAbsolute(Window window)
    {
        for (var i = window.From; i < window.To; i++)
        {
            if (EnglishWords.Absolute.Contains(answer.Text.Tokens[i].Word) && (answer.Text.Polarities[i] == Polarity.Affirmed || answer.Text.Tokens[i].Word == "never"))
                return true;
        }

        return false;
    }

    private bool Has(Window window, System.Collections.Frozen.FrozenSet<string> words)
    {
        for (var i = window.From; i < window.To; i++)
        {
            if (words.Contains(answer.Text.Tokens[i].Word))
                return true;
        }

        return false;
    }

    private double Squash(double match, double centre) => 1 / (1 + Math.Exp(-options.Steepness * (match - centre)));

    private bool IsDoubtful(double probability) => probability >= options.DoubtFrom && probability <= options.DoubtTo;
}
