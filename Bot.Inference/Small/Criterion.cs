using System.Collections.Immutable;
using Bot.Core.Questions;

namespace Bot.Inference.Small;

/// <summary>A criterion as the model compares it: statements in pieces of words.</summary>
/// <param name="IsRedFlag">Whether meeting it speaks against the answer.</param>
/// <param name="IsOmission">Whether it is met by what is not there: <paramref name="Main"/> is then what must not be mentioned.</param>
/// <param name="Main">What is looked for.</param>
/// <param name="Said">What an answer has to say for its omission to count; empty when any will do, and when it is no omission.</param>
/// <param name="Positive">The exemplars that meet it; none of an omission, whose exemplars show nothing in a single sentence.</param>
/// <param name="Negative">The exemplars that do not.</param>
/// <param name="IsReference">Whether it is a sentence of a model answer that stands in for key points.</param>
internal sealed record Criterion(
    bool IsRedFlag,
    bool IsOmission,
    ImmutableArray<int> Main,
    ImmutableArray<int> Said,
    ImmutableArray<ImmutableArray<int>> Positive,
    ImmutableArray<ImmutableArray<int>> Negative,
    bool IsReference = false);

/// <summary>Reads criteria, and remembers the pieces of their texts: the same rubric is asked for with every answer.</summary>
/// <param name="pieces">The model's vocabulary.</param>
/// <param name="longest">The pieces of a statement that are compared; what comes after is left.</param>
internal sealed class CriterionReader(WordPieces pieces, int longest)
{
    private const int TextsRemembered = 4096;

    private readonly Remembered<string, ImmutableArray<int>> _statements = new(TextsRemembered);
    private readonly Remembered<(string Text, FlagSort? Sort), Claim> _claims = new(TextsRemembered);

    public Criterion Read(KeyPoint point) => Read(Claim.OfKeyPoint(point.Text), isRedFlag: false, point.Exemplars);

    public Criterion Read(RedFlag flag) =>
        Read(_claims.Of((flag.Text, flag.Sort), key => Claim.OfRedFlag(key.Text, key.Sort)), isRedFlag: true, flag.Exemplars);

    /// <summary>Reads a model answer: its sentences stand in for key points.</summary>
    /// <returns>The sentences; at least one.</returns>
    public ImmutableArray<Criterion> ReadReference(string reference) =>
        [.. SentenceCutter.Cut(reference).Select(sentence => sentence.Of(reference)).DefaultIfEmpty(reference)
            .Select(sentence => new Criterion(IsRedFlag: false, IsOmission: false, Statement(sentence), [], [], [], IsReference: true))];

    private Criterion Read(Claim claim, bool isRedFlag, Exemplars exemplars) => claim.Missing is { } missing
        ? new Criterion(isRedFlag, IsOmission: true, Statement(missing), claim.Said is { } said ? Statement(said) : [], [], [])
        : new Criterion(isRedFlag, IsOmission: false, Statement(claim.Said!), [], [.. exemplars.Positive.Select(Statement)], [.. exemplars.Negative.Select(Statement)]);

    private ImmutableArray<int> Statement(string text) => _statements.Of(text, text => pieces.Encode(text, longest));
}
