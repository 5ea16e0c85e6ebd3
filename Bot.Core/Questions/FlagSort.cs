namespace Bot.Core.Questions;

/// <summary>In which of three ways an answer can raise a red flag.</summary>
public enum FlagSort
{
    /// <summary>The answer makes a false or harmful statement, such as "tokens are words".</summary>
    Said,

    /// <summary>The answer covers one thing and leaves out another that must go with it, such as "the formula without masking".</summary>
    Omission,

    /// <summary>The answer turns something that holds sometimes into an absolute, such as "always use the largest context".</summary>
    Overclaim,
}
