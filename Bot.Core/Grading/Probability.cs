using System.Runtime.CompilerServices;

namespace Bot.Core.Grading;

/// <summary>The range of a probability, checked where one is set.</summary>
internal static class Probability
{
    public static double Check(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "A probability lies between 0 and 1.");
}
