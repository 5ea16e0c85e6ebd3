using System.Collections.Immutable;

namespace Bot.Core.Chat;

/// <summary>A command as people see it; the same on every platform.</summary>
/// <param name="Name">Its name with the subcommand, without the slash: "quiz", "schedule add".</param>
/// <param name="Description">What it does, at most 100 characters.</param>
/// <param name="Options">Its options.</param>
public sealed record ChatCommand(string Name, string Description, ImmutableArray<ChatOption> Options)
{
    /// <summary>Makes a command without options.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    public ChatCommand(string name, string description)
        : this(name, description, [])
    {
    }
}

/// <summary>An option of a command. All options are text and none is required: what is missing is asked for or has a default.</summary>
/// <param name="Name">Its name, lower case.</param>
/// <param name="Description">What it means, at most 100 characters.</param>
/// <param name="Choices">The values that it takes; empty when it takes any text.</param>
/// <param name="Suggests">Whether a <see cref="ISuggestionRoute"/> helps while it is typed.</param>
public sealed record ChatOption(string Name, string Description, ImmutableArray<string> Choices, bool Suggests = false);
