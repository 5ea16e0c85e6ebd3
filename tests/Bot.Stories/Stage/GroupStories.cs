using System.Text.RegularExpressions;

namespace Bot.Stories.Stage;

/// <summary>Stories that are the same wherever the group talks.</summary>
public abstract partial class GroupStories
{
    /// <summary>Gets where the group talks.</summary>
    private protected virtual StoryPlace Place => StoryPlace.Played;

    /// <summary>Says what is read where the group talks: Discord has no room for the text of a form with five fields.</summary>
    private protected string Here(string expected) => Place is StoryPlace.Discord ? TextOfFormOfFive.Replace(expected, "$1") : expected;

    private protected Task<BotStory> BeginAsync(DateTimeOffset start, StorySetup? setup = null) =>
        BotStory.BeginAsync(start, (setup ?? new StorySetup()) with { Place = Place });

    [GeneratedRegex(@"(form \(for \w+\): (?:Schedule a|The group's settings)[^\n]*)\n  [^\n]*")]
    private static partial Regex TextOfFormOfFive { get; }
}
