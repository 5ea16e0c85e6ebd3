namespace Bot.Core.Questions;

/// <summary>What a question asks a candidate to do.</summary>
public enum Kind
{
    /// <summary>Explain what something is and how it works.</summary>
    Conceptual,

    /// <summary>Weigh alternatives and choose.</summary>
    Tradeoff,

    /// <summary>Design a system from requirements.</summary>
    Design,

    /// <summary>Find the cause of a symptom.</summary>
    Debug,

    /// <summary>Write or outline code.</summary>
    Coding,

    /// <summary>Calculate a magnitude from stated assumptions.</summary>
    Estimation,
}
