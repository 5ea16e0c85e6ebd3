namespace Bot.Core.Questions;

/// <summary>Something in an answer that shows shallow understanding, such as "claims that tokens are words".</summary>
public sealed record RedFlag
{
    /// <summary>Gets what raises the flag, in the third person, so that an answer can be tested for it.</summary>
    public required string Text
    {
        get;
        init => field = !string.IsNullOrWhiteSpace(value) ? value : throw new ArgumentException("A red flag needs a text.", nameof(value));
    }

    /// <summary>Gets how much the flag costs when it is raised.</summary>
    /// <value>The default is <see cref="Severity.Major"/>.</value>
    public Severity Severity { get; init; } = Severity.Major;

    /// <summary>Gets the way in which an answer raises the flag.</summary>
    /// <value><see langword="null"/> when the author left it open; a grader then infers it from the text.</value>
    public FlagSort? Sort { get; init; }

    /// <summary>Gets a value indicating whether the text is boilerplate of its bank; such a flag is shown but never scored.</summary>
    public bool Generic { get; init; }

    /// <summary>Gets the sentences that show what raises the flag and what does not.</summary>
    public Exemplars Exemplars { get; init; } = Exemplars.None;
}
