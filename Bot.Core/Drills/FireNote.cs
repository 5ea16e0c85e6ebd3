namespace Bot.Core.Drills;

/// <summary>What a clock change did to a planned time.</summary>
public enum FireNote
{
    /// <summary>Nothing: the planned time exists once on its day.</summary>
    None,

    /// <summary>The clocks skipped the planned time, which runs at the first instant after the gap.</summary>
    AfterGap,

    /// <summary>The planned time comes twice, because the clocks went back, and runs at the first of the two.</summary>
    FirstOfTwo,
}
