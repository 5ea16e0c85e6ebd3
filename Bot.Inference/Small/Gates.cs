using Bot.Core.Grading.Lexical;

namespace Bot.Inference.Small;

/// <summary>
/// What keeps tricks from paying where the model might fall for them: the words of an answer have to make a statement, that
/// statement must not be a denial, and an omission needs an answer that says something. Gates only ever lower a probability.
/// See <c>docs/decisions/gates.md</c>.
/// </summary>
/// <param name="reading">The answer, as far as words alone tell.</param>
/// <param name="sentences">The answer's sentences.</param>
internal sealed class Gates(LexicalReading reading, IReadOnlyList<TextSpan> sentences)
{
    private const double NoStatementTo = 0.2;
    private const double StatementFrom = 0.38;
    private const double OfADeniedPoint = 0.25;
    private const double OfADeniedFlag = 0.1;

    /// <summary>What is left of the probability that an answer makes a key point.</summary>
    /// <param name="point">The key point's ordinal.</param>
    /// <param name="decisive">The window that decided, if there is one.</param>
    /// <returns>The factor, 0 to 1.</returns>
    public double OfKeyPoint(int point, AnswerWindow? decisive) => decisive is null
        ? 0
        : OfStatement(decisive, sentence => reading.StatementOf(point, sentence.Start, sentence.End))
            * (reading.DeniesPoint(point, decisive.Span.Start, decisive.Span.End) ? OfADeniedPoint : 1);

    /// <summary>What is left of the probability that an answer raises a red flag.</summary>
    /// <param name="flag">The flag's ordinal.</param>
    /// <param name="measured">What was measured, or <see langword="null"/> when the answer has no words of its own.</param>
    /// <returns>The factor, 0 to 1.</returns>
    public double OfRedFlag(int flag, Measured? measured) => measured switch
    {
        { Criterion.IsOmission: true } => reading.IsSubstantial ? 1 : 0,
        { Decisive: { } decisive } => OfStatement(decisive, sentence => reading.StatementOf(sentence.Start, sentence.End))
            * (reading.DeniesFlag(flag, decisive.Span.Start, decisive.Span.End) ? OfADeniedFlag : 1),
        _ => 0,
    };

    // A list of keywords is no statement, and a terse note is one.
    private double OfStatement(AnswerWindow decisive, Func<TextSpan, double> statementOf)
    {
        var statement = Math.Min(statementOf(sentences[decisive.First]), statementOf(sentences[decisive.Last]));
        return Math.Clamp((statement - NoStatementTo) / (StatementFrom - NoStatementTo), 0, 1);
    }
}
