namespace Bot.Core.Drills.Rounds;

/// <summary>How long a question of a round takes answers. Pure.</summary>
internal static class ReadingTime
{
    /// <summary>
    /// Silent reading of English non-fiction, in words a minute: M. Brysbaert, "How many words do we read per minute?",
    /// Journal of Memory and Language 109 (2019).
    /// </summary>
    private const double WordsPerMinute = 238;

    private const int Step = 5;

    /// <summary>Adds to the seconds of a short question what reading a longer one takes beyond it, in steps of five seconds.</summary>
    public static TimeSpan Of(string stem, int seconds, int shortStem)
    {
        var beyond = Math.Max(0, Words(stem) - shortStem) / WordsPerMinute * 60;
        return TimeSpan.FromSeconds(seconds + (Step * Math.Ceiling(beyond / Step)));
    }

    public static int Words(string stem) => stem.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
