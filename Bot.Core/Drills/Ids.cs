namespace Bot.Core.Drills;

/// <summary>The identifier of a schedule.</summary>
/// <param name="Value">A version-7 UUID.</param>
public readonly record struct ScheduleId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>The identifier of an occurrence.</summary>
/// <param name="Value">A version-7 UUID.</param>
public readonly record struct OccurrenceId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>The identifier of a question asked on request.</summary>
/// <param name="Value">A version-7 UUID.</param>
public readonly record struct QuizId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
