namespace Bot.Core.Questions;

/// <summary>A single statement that a good answer makes.</summary>
public sealed record KeyPoint
{
    /// <summary>Gets the statement, in the third person, so that an answer can be tested for making it.</summary>
    public required string Text
    {
        get;
        init => field = !string.IsNullOrWhiteSpace(value) ? value : throw new ArgumentException("A key point needs a text.", nameof(value));
    }

    /// <summary>Gets how much the point counts beside the others.</summary>
    /// <value>Finite and above 0; the default is 1.</value>
    public double Weight
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A weight is finite and above 0.");
    } = 1;

    /// <summary>Gets a value indicating whether the text is boilerplate of its bank; such a point is shown but never scored.</summary>
    public bool Generic { get; init; }

    /// <summary>Gets the sentences that show what meets the point and what does not.</summary>
    public Exemplars Exemplars { get; init; } = Exemplars.None;
}
