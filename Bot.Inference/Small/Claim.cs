using Bot.Core.Grading.Lexical;
using Bot.Core.Questions;

namespace Bot.Inference.Small;

/// <summary>What is looked for in an answer to tell whether it meets a criterion.</summary>
/// <param name="Said">What it has to say, or <see langword="null"/> when any substantial answer will do.</param>
/// <param name="Missing">What it must not mention, or <see langword="null"/>. One of the two is always there.</param>
internal sealed record Claim(string? Said, string? Missing)
{
    /// <summary>Reads a key point.</summary>
    /// <param name="text">The key point's text.</param>
    public static Claim OfKeyPoint(string text) => new(Accusation.ToldBy(text), null);

    /// <summary>Reads a red flag; its alternatives stay together, for the model was trained on whole texts.</summary>
    /// <param name="text">The flag's text.</param>
    /// <param name="sort">What the author says it is; inferred from the text when absent.</param>
    public static Claim OfRedFlag(string text, FlagSort? sort) =>
        Accusation.ReadAsOne(text, sort == FlagSort.Overclaim ? FlagSort.Said : sort) switch
        {
            Accusation.Says says => new Claim(says.Claim, null),
            Accusation.Equates equates => new Claim($"{equates.One} is the same as {equates.Other}", null),
            Accusation.LeavesOut leaves => new Claim(leaves.Covered, leaves.Missing),
            Accusation.SaysOnly only => new Claim(only.Covered, null),
            var other => throw new InvalidOperationException($"An accusation that no claim is known for: {other}."),
        };
}
