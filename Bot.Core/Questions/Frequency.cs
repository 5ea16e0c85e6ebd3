namespace Bot.Core.Questions;

/// <summary>How often interviewers are reported to ask a question.</summary>
public enum Frequency
{
    /// <summary>Reported now and then.</summary>
    Common,

    /// <summary>Reported again and again; comes first when practising.</summary>
    VeryCommon,
}
