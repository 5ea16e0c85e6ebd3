using Bot.Core.Questions;

namespace Bot.Core.Import.Drafting;

/// <summary>A text of a question while its bank is being read: it may turn out to be boilerplate.</summary>
/// <param name="text">The text.</param>
/// <param name="line">The line that it stands on.</param>
internal sealed class Point(string text, int line)
{
    public string Text { get; set; } = text;

    public int Line { get; } = line;

    /// <summary>Gets the key point that the file describes in full, with weight and exemplars.</summary>
    public KeyPoint? KeyPoint { get; init; }

    /// <summary>Gets the red flag that the file describes in full.</summary>
    public RedFlag? RedFlag { get; init; }

    /// <summary>Gets or sets a value indicating whether the text is shown but never scored.</summary>
    public bool Generic { get; set; }
}
