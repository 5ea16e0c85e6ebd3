namespace Bot.Host.Discord.Wire;

/// <summary>What is answered to an interaction at once.</summary>
internal sealed record DiscordCallback(int Type, CallbackData? Data = null)
{
    public const int Pong = 1;
    public const int Message = 4;
    public const int Deferred = 5;
    public const int Suggestions = 8;
    public const int Modal = 9;
}

/// <summary>What the answer holds: a message, suggestions or a form.</summary>
internal sealed record CallbackData
{
    public const int Ephemeral = 64;

    public int? Flags { get; init; }

    public IReadOnlyList<DiscordEmbed>? Embeds { get; init; }

    public AllowedMentions? AllowedMentions { get; init; }

    public IReadOnlyList<CommandChoice>? Choices { get; init; }

    public string? CustomId { get; init; }

    public string? Title { get; init; }

    public IReadOnlyList<DiscordComponent>? Components { get; init; }
}
