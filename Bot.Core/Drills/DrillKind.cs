namespace Bot.Core.Drills;

/// <summary>What a drill is.</summary>
public enum DrillKind
{
    /// <summary>One question, open until the next one, a day at most.</summary>
    Daily,

    /// <summary>A rapid-fire round: several short questions, one after the other, each against the clock.</summary>
    Round,
}
