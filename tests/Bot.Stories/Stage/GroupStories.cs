using System.Text.RegularExpressions;

namespace Bot.Stories.Stage;

/// <summary>Stories that are the same wherever the group talks.</summary>
public abstract partial class GroupStories
{
    /// <summary>Gets where the group talks.</summary>
    private protected virtual StoryPlace Place => StoryPlace.Played;

    /// <summary>Says what is read where the group talks: Discord has no room for the text of a form with five fields, and Slack none for a long title.</summary>
    private protected string Here(string expected) => Place switch
    {
        StoryPlace.Discord => TextOfFormOfFive.Replace(expected, "$1"),
        StoryPlace.Slack => expected
            .Replace(": Schedule a daily question\n", ": Schedule a daily…\n", StringComparison.Ordinal)
            .Replace(": Schedule a rapid-fire round\n", ": Schedule a rapid-fire…\n", StringComparison.Ordinal),
        _ => expected,
    };

    private protected Task<BotStory> BeginAsync(DateTimeOffset start, StorySetup? setup = null) =>
        BotStory.BeginAsync(start, (setup ?? new StorySetup()) with { Place = Place });

    [GeneratedRegex(@"(form \(for \w+\): (?:Schedule a|The group's settings)[^\n]*)\n  [^\n]*")]
    private static partial Regex TextOfFormOfFive { get; }
}
