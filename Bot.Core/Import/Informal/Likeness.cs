namespace Bot.Core.Import.Informal;

/// <summary>How sure a reader may be of a format, by what it counted.</summary>
internal static class Likeness
{
    /// <summary>Gives full confidence when every question has each of the parts that the format is known by.</summary>
    /// <param name="questions">How many questions there seem to be.</param>
    /// <param name="parts">How often each of the parts was seen.</param>
    public static double Of(int questions, params ReadOnlySpan<int> parts)
    {
        if (questions == 0 || parts.IndexOfAnyExcept(0) < 0)
        {
            return 0;
        }

        var sum = 0.0;
        foreach (var part in parts)
        {
            sum += Math.Min(1.0, (double)part / questions);
        }

        return 0.3 + (0.7 * sum / parts.Length);
    }
}
