namespace Bot.Core.Import.Drafting;

/// <summary>A follow-up while its bank is being read.</summary>
internal sealed class FollowUpSketch(string text, int line)
{
    public Point Text { get; } = new(text, line);

    public int? Level { get; set; }

    public string? Type { get; set; }

    public string? Answer { get; set; }
}
