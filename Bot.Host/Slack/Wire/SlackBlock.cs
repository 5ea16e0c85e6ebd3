using System.Text.Json.Serialization;

namespace Bot.Host.Slack.Wire;

/// <summary>A part of a message, a form or the app's home. https://docs.slack.dev/reference/block-kit/blocks</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HeaderBlock), "header")]
[JsonDerivedType(typeof(SectionBlock), "section")]
[JsonDerivedType(typeof(ContextBlock), "context")]
[JsonDerivedType(typeof(ActionsBlock), "actions")]
[JsonDerivedType(typeof(ImageBlock), "image")]
[JsonDerivedType(typeof(InputBlock), "input")]
internal abstract record SlackBlock;

/// <summary>A heading of at most 150 characters.</summary>
internal sealed record HeaderBlock(SlackText Text) : SlackBlock;

/// <summary>A text of at most 3,000 characters.</summary>
internal sealed record SectionBlock(SlackText Text) : SlackBlock;

/// <summary>Small print.</summary>
internal sealed record ContextBlock(IReadOnlyList<SlackText> Elements) : SlackBlock;

/// <summary>At most 25 buttons and menus.</summary>
internal sealed record ActionsBlock(IReadOnlyList<SlackElement> Elements) : SlackBlock;

/// <summary>A picture that was sent to Slack before.</summary>
internal sealed record ImageBlock(SlackFileOf SlackFile, string AltText) : SlackBlock;

/// <summary>A field of a form.</summary>
internal sealed record InputBlock(string BlockId, SlackText Label, SlackElement Element, bool Optional) : SlackBlock
{
    public SlackText? Hint { get; init; }
}

/// <summary>Something to press, to choose from, or to write into. https://docs.slack.dev/reference/block-kit/block-elements</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ButtonElement), "button")]
[JsonDerivedType(typeof(SelectElement), "static_select")]
[JsonDerivedType(typeof(TextElement), "plain_text_input")]
[JsonDerivedType(typeof(FileElement), "file_input")]
internal abstract record SlackElement;

/// <summary>A button; its text has at most 75 characters, its value 2,000.</summary>
internal sealed record ButtonElement(string ActionId, SlackText Text, string? Value, string? Style) : SlackElement;

/// <summary>A menu of at most 100 options.</summary>
internal sealed record SelectElement(string ActionId, SlackText Placeholder, IReadOnlyList<SlackOption> Options) : SlackElement;

/// <summary>A place to write; takes at most 3,000 characters.</summary>
internal sealed record TextElement(string ActionId, bool Multiline, int MaxLength, string? InitialValue) : SlackElement;

/// <summary>A place to attach files of at most 10 MB; for apps that have the scope files:read.</summary>
internal sealed record FileElement(string ActionId, int MaxFiles) : SlackElement;

/// <summary>One of a menu's options.</summary>
internal sealed record SlackOption(SlackText Text, string Value);

/// <summary>A file by its identifier.</summary>
internal sealed record SlackFileOf(string Id);

/// <summary>A text, with or without Slack's markup; &amp;, &lt; and &gt; are escaped either way.</summary>
/// <param name="Type">"plain_text" or "mrkdwn".</param>
/// <param name="Text">The text.</param>
internal sealed record SlackText(string Type, string Text)
{
    /// <summary>Gets whether ":smile:" becomes a picture; for plain text.</summary>
    public bool? Emoji { get; init; }

    /// <summary>Gets whether addresses and names of channels are left as they are; for markup.</summary>
    public bool? Verbatim { get; init; }

    /// <summary>Makes a text without markup, shown to the letter.</summary>
    public static SlackText Plain(string escaped) => new("plain_text", escaped) { Emoji = false };

    /// <summary>Makes a text with markup.</summary>
    public static SlackText Marked(string escaped) => new("mrkdwn", escaped) { Verbatim = true };
}
