namespace Bot.Core.Drills;

/// <summary>Shows what somebody typed inside a message of one line: without control characters, and no longer than it takes to recognise it.</summary>
internal static class Quote
{
    private const int Longest = 60;

    public static string Of(string typed)
    {
        var line = string.Concat(typed.Trim().Select(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) ? ' ' : letter));
        return line.Length <= Longest ? $"\"{line}\"" : $"\"{line[..(char.IsHighSurrogate(line[Longest - 1]) ? Longest - 1 : Longest)]}…\"";
    }
}
