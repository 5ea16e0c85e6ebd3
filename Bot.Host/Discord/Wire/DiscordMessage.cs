namespace Bot.Host.Discord.Wire;

/// <summary>A message to send. https://docs.discord.com/developers/resources/message#create-message</summary>
internal sealed record DiscordMessage
{
    public string? Content { get; init; }

    public IReadOnlyList<DiscordEmbed>? Embeds { get; init; }

    public required AllowedMentions AllowedMentions { get; init; }

    public IReadOnlyList<DiscordComponent>? Components { get; init; }

    public IReadOnlyList<DiscordAttachment>? Attachments { get; init; }

    public string? Nonce { get; init; }

    public bool? EnforceNonce { get; init; }

    public int? Flags { get; init; }
}

/// <summary>Whom a message may notify.</summary>
internal sealed record AllowedMentions(IReadOnlyList<string> Parse, IReadOnlyList<string>? Users = null);

/// <summary>A framed part of a message.</summary>
internal sealed record DiscordEmbed
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public int? Color { get; init; }

    public IReadOnlyList<EmbedField>? Fields { get; init; }

    public EmbedFooter? Footer { get; init; }

    public EmbedImage? Image { get; init; }
}

/// <summary>A named part.</summary>
internal sealed record EmbedField(string Name, string Value);

/// <summary>The small print.</summary>
internal sealed record EmbedFooter(string Text);

/// <summary>A picture.</summary>
internal sealed record EmbedImage(string Url);

/// <summary>A file that comes with the message.</summary>
internal sealed record DiscordAttachment(int Id, string Filename, string? Description = null);

/// <summary>A row, button, choice, text field, text or place for a file.</summary>
internal sealed record DiscordComponent
{
    public const int Row = 1;
    public const int Button = 2;
    public const int Select = 3;
    public const int TextInput = 4;
    public const int TextDisplay = 10;
    public const int LabelOf = 18;
    public const int FileUpload = 19;

    public required int Type { get; init; }

    public string? CustomId { get; init; }

    public string? Label { get; init; }

    public int? Style { get; init; }

    public string? Placeholder { get; init; }

    public string? Content { get; init; }

    public string? Description { get; init; }

    public string? Value { get; init; }

    public bool? Required { get; init; }

    public int? MaxLength { get; init; }

    public int? MinValues { get; init; }

    public int? MaxValues { get; init; }

    public IReadOnlyList<SelectOption>? Options { get; init; }

    public IReadOnlyList<DiscordComponent>? Components { get; init; }

    public DiscordComponent? Component { get; init; }
}

/// <summary>A choice.</summary>
internal sealed record SelectOption(string Label, string Value);

/// <summary>A message that Discord took.</summary>
internal sealed record SentMessage
{
    public string? Id { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    public int? Flags { get; init; }
}

/// <summary>Whom to write to directly.</summary>
internal sealed record DirectChannel(string RecipientId);
