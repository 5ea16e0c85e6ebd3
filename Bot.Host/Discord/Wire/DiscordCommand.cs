namespace Bot.Host.Discord.Wire;

/// <summary>A command as Discord lists it. https://docs.discord.com/developers/interactions/application-commands</summary>
internal sealed record DiscordCommand
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public int? Type { get; init; }

    public IReadOnlyList<CommandOption>? Options { get; init; }

    public IReadOnlyList<int>? Contexts { get; init; }

    public IReadOnlyList<int>? IntegrationTypes { get; init; }
}

/// <summary>An option or a subcommand.</summary>
internal sealed record CommandOption
{
    public const int Subcommand = 1;
    public const int Text = 3;

    public int Type { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<CommandChoice>? Choices { get; init; }

    public bool? Autocomplete { get; init; }

    public IReadOnlyList<CommandOption>? Options { get; init; }
}

/// <summary>A value that an option takes, or a suggestion.</summary>
internal sealed record CommandChoice(string Name, string Value);

/// <summary>Why Discord did not do something.</summary>
internal sealed record DiscordError
{
    public int? Code { get; init; }

    public string? Message { get; init; }

    public double? RetryAfter { get; init; }

    public bool? Global { get; init; }
}
