namespace Bot.Bench.Faults;

/// <summary>Something that the bot promises, and what speaks against it.</summary>
/// <param name="Text">The promise.</param>
/// <param name="Evidence">What broke it; nothing when it was kept.</param>
internal sealed record Promise(string Text, IReadOnlyList<string> Evidence)
{
    private const int MostShown = 20;

    public bool IsKept => Evidence.Count == 0;

    public string ToSentence() => IsKept
        ? $"{Text}: kept."
        : $"{Text}: **broken**, {Evidence.Count} times.\n{string.Join('\n', Evidence.Take(MostShown).Select(line => $"  * {line}"))}";
}
