namespace Bot.Core.Questions;

/// <summary>How much a raised red flag weighs; the points that it costs are the scoring policy's.</summary>
public enum Severity
{
    /// <summary>A slip.</summary>
    Minor,

    /// <summary>Shows that something important is not understood.</summary>
    Major,

    /// <summary>Would end the interview.</summary>
    Fatal,
}
