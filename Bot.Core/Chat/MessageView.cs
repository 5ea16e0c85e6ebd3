using System.Collections.Immutable;

namespace Bot.Core.Chat;

/// <summary>
/// A message as the bot means it, before a platform renders it. All text is plain: adapters escape it,
/// and fold what is over the platform's limits.
/// </summary>
public sealed record MessageView
{
    /// <summary>Gets the heading.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the text; line breaks are kept.</summary>
    public string Text { get; init; } = "";

    /// <summary>Gets the named parts below the text.</summary>
    public ImmutableArray<FieldView> Fields { get; init; } = [];

    /// <summary>Gets the instant that the message counts down to.</summary>
    public CountdownView? Countdown { get; init; }

    /// <summary>Gets the score that the message is about.</summary>
    public ScoreView? Score { get; init; }

    /// <summary>Gets the criteria with what became of each.</summary>
    public ImmutableArray<CriterionView> Criteria { get; init; } = [];

    /// <summary>Gets the standings, best first.</summary>
    public ImmutableArray<StandingView> Standings { get; init; } = [];

    /// <summary>Gets the small print at the end, such as what judged and where a question comes from.</summary>
    public string? Footer { get; init; }

    /// <summary>Gets the buttons.</summary>
    public ImmutableArray<ButtonView> Buttons { get; init; } = [];

    /// <summary>Gets the choice offered below the text.</summary>
    public SelectView? Select { get; init; }

    /// <summary>Gets the picture.</summary>
    public ImageView? Image { get; init; }

    /// <summary>Gets the file to take along.</summary>
    public FileView? File { get; init; }

    /// <summary>Gets the internal identifiers of the members whom the message names outside its standings: it goes when one of them leaves.</summary>
    public ImmutableArray<string> Mentions { get; init; } = [];

    /// <summary>Gets a value indicating whether only the person addressed may see it.</summary>
    public bool Private { get; init; }

    /// <summary>Gets the platform's identifiers of the people to notify. Nobody else is notified, whatever the text says.</summary>
    public ImmutableArray<string> Notify { get; init; } = [];
}

/// <summary>A named part of a message.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its text; line breaks are kept.</param>
public sealed record FieldView(string Name, string Text);

/// <summary>A countdown. Platforms show it in the reader's own time and let it run without editing the message.</summary>
/// <param name="Label">What ends, such as "Closes".</param>
/// <param name="EndsAt">When; <see langword="null"/> until the post is sent, when it counts from there.</param>
/// <param name="Lasts">How long after being sent it ends; <see langword="null"/> when <paramref name="EndsAt"/> is fixed.</param>
public sealed record CountdownView(string Label, DateTimeOffset? EndsAt = null, TimeSpan? Lasts = null)
{
    /// <summary>Fixes the end of a countdown that counts from the moment at which its post is sent.</summary>
    /// <param name="sentAt">That moment.</param>
    /// <returns>The countdown with its end.</returns>
    public CountdownView From(DateTimeOffset sentAt) => Lasts is { } lasts ? new CountdownView(Label, sentAt + lasts) : this;
}

/// <summary>A score.</summary>
/// <param name="Points">0 to 100.</param>
/// <param name="Mark">What it means.</param>
public sealed record ScoreView(int Points, ScoreMark Mark);

/// <summary>What a score means.</summary>
public enum ScoreMark
{
    /// <summary>It convinces.</summary>
    Strong,

    /// <summary>A good part is there.</summary>
    Mixed,

    /// <summary>Too little is there.</summary>
    Weak,

    /// <summary>Nobody can say, and nothing is held against the member.</summary>
    NotSure,
}

/// <summary>A criterion and what became of it.</summary>
/// <param name="Mark">What became of it.</param>
/// <param name="Text">The criterion.</param>
/// <param name="Evidence">The words that decided it, as they were written; <see langword="null"/> when none did.</param>
public sealed record CriterionView(CriterionMark Mark, string Text, string? Evidence = null);

/// <summary>What became of a criterion.</summary>
public enum CriterionMark
{
    /// <summary>A key point that is there.</summary>
    Covered,

    /// <summary>A key point that is there in part.</summary>
    Partly,

    /// <summary>A key point that is not there.</summary>
    Missing,

    /// <summary>A red flag that was raised.</summary>
    Raised,
}

/// <summary>A line of standings.</summary>
/// <param name="Rank">1 for the best; those who are level share it.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="Points">The points.</param>
/// <param name="Detail">What else there is to say, such as "3 answers".</param>
/// <param name="IsReader">Whether it is the line of the person addressed.</param>
public sealed record StandingView(int Rank, string Name, int Points, string Detail, bool IsReader)
{
    /// <summary>Gets the internal identifier of the member whose line it is, so that the line goes when the member leaves.</summary>
    public string? Member { get; init; }

    /// <summary>Gets a value indicating whether places before it are left out; shown as a line with "…".</summary>
    public bool FollowsGap { get; init; }
}

/// <summary>A button.</summary>
/// <param name="Label">What it says, at most 75 characters.</param>
/// <param name="Action">What it does, at most 40 characters.</param>
/// <param name="Argument">To what it does it, at most 50 characters.</param>
/// <param name="Style">How it looks.</param>
public sealed record ButtonView(string Label, string Action, string Argument, ButtonStyle Style = ButtonStyle.Plain);

/// <summary>How a button looks.</summary>
public enum ButtonStyle
{
    /// <summary>One of several.</summary>
    Plain,

    /// <summary>What most people will want.</summary>
    Primary,

    /// <summary>Takes something away.</summary>
    Danger,
}

/// <summary>A choice of one among several.</summary>
/// <param name="Action">What choosing does.</param>
/// <param name="Placeholder">What it says before anything is chosen.</param>
/// <param name="Choices">At most 25 choices.</param>
public sealed record SelectView(string Action, string Placeholder, ImmutableArray<ChoiceView> Choices);

/// <summary>One choice.</summary>
/// <param name="Label">What people see.</param>
/// <param name="Value">What the bot gets.</param>
public sealed record ChoiceView(string Label, string Value);

/// <summary>A picture.</summary>
/// <param name="FileName">A name with the right ending.</param>
/// <param name="Alternative">What it shows, in words.</param>
/// <param name="Content">The file's bytes.</param>
public sealed record ImageView(string FileName, string Alternative, ImmutableArray<byte> Content);

/// <summary>A file to take along.</summary>
/// <param name="FileName">A name with the right ending.</param>
/// <param name="MediaType">What it is, such as "application/json".</param>
/// <param name="Content">The file's bytes.</param>
public sealed record FileView(string FileName, string MediaType, ImmutableArray<byte> Content);
