using System.Text.Json;

namespace Bot.Host.Discord.Wire;

/// <summary>Something that a person did. https://docs.discord.com/developers/interactions/receiving-and-responding</summary>
internal sealed record DiscordInteraction
{
    public const int Ping = 1;
    public const int Command = 2;
    public const int Component = 3;
    public const int Autocomplete = 4;
    public const int Modal = 5;

    public string? Id { get; init; }

    public string? ApplicationId { get; init; }

    public int Type { get; init; }

    public string? Token { get; init; }

    public string? GuildId { get; init; }

    public string? ChannelId { get; init; }

    public InteractionData? Data { get; init; }

    public GuildMember? Member { get; init; }

    public DiscordUser? User { get; init; }
}

/// <summary>What was done.</summary>
internal sealed record InteractionData
{
    public string? Name { get; init; }

    public string? CustomId { get; init; }

    public IReadOnlyList<InteractionOption>? Options { get; init; }

    public IReadOnlyList<string>? Values { get; init; }

    public IReadOnlyList<SubmittedComponent>? Components { get; init; }

    public ResolvedData? Resolved { get; init; }
}

/// <summary>What the identifiers in the data stand for.</summary>
internal sealed record ResolvedData
{
    public IReadOnlyDictionary<string, SentAttachment>? Attachments { get; init; }
}

/// <summary>A file that a person attached. https://docs.discord.com/developers/resources/message#attachment-object</summary>
internal sealed record SentAttachment
{
    public string? Filename { get; init; }

    public long Size { get; init; }

    /// <summary>Gets where it can be had, for about a day.</summary>
    public string? Url { get; init; }
}

/// <summary>An option of a command, or a subcommand.</summary>
internal sealed record InteractionOption
{
    public string? Name { get; init; }

    public int Type { get; init; }

    public JsonElement Value { get; init; }

    public bool? Focused { get; init; }

    public IReadOnlyList<InteractionOption>? Options { get; init; }
}

/// <summary>A part of a submitted form; rows and labels hold others.</summary>
internal sealed record SubmittedComponent
{
    public int Type { get; init; }

    public string? CustomId { get; init; }

    public string? Value { get; init; }

    /// <summary>Gets the identifiers of what was chosen or attached.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    public IReadOnlyList<SubmittedComponent>? Components { get; init; }

    public SubmittedComponent? Component { get; init; }
}

/// <summary>A person in a guild.</summary>
internal sealed record GuildMember
{
    public DiscordUser? User { get; init; }

    public string? Nick { get; init; }

    public string? Permissions { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }
}

/// <summary>A person.</summary>
internal sealed record DiscordUser
{
    public string? Id { get; init; }

    public string? Username { get; init; }

    public string? GlobalName { get; init; }
}
