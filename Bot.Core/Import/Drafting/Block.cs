namespace Bot.Core.Import.Drafting;

/// <summary>A part of an answer while its bank is being read.</summary>
internal sealed class Block(string? heading, int line)
{
    public string? Heading { get; } = heading;

    public int Line { get; } = line;

    public string? Text { get; set; }

    public List<string> Items { get; } = [];

    /// <summary>Gets or sets a value indicating whether no key points are proposed from the part.</summary>
    public bool Generic { get; set; }

    /// <summary>Gets or sets a value indicating whether the text is code.</summary>
    public bool IsCode { get; set; }

    public void AddText(string text, string separator = " ") => Text = Text is null ? text : Text + separator + text;
}
