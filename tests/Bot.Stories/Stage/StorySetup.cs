using Bot.Core.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Stories.Stage;

/// <summary>How a story's bot differs from the usual one.</summary>
internal sealed record StorySetup
{
    /// <summary>Gets the platform that is played; on the local one, the first member is the organiser.</summary>
    public Platform Platform { get; init; } = Platform.Local;

    /// <summary>Gets where the group talks.</summary>
    public StoryPlace Place { get; init; } = StoryPlace.Played;

    /// <summary>Gets a value indicating whether the platform shows a message once, however often it is sent under one key.</summary>
    public bool DeliversOnce { get; init; } = true;

    /// <summary>Gets the pack that is loaded.</summary>
    public string Pack { get; init; } = Given.Basics;

    /// <summary>Gets a value indicating whether the bot's own grader judges, instead of the played one.</summary>
    public bool RealGrader { get; init; }

    /// <summary>Gets settings that differ from their defaults.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Gets what else is replaced or added.</summary>
    public Action<IServiceCollection> Replace { get; init; } = _ => { };
}
