namespace Bot.Core.Drills;

/// <summary>Why a schedule cannot be.</summary>
/// <param name="Field">The part at fault: <see cref="Cron"/> or <see cref="Zone"/>.</param>
/// <param name="Message">One line that says what is wrong and how to mend it.</param>
public sealed record ScheduleFault(string Field, string Message)
{
    /// <summary>The field that says when: a cron expression, or what a person types for one.</summary>
    public const string Cron = "cron";

    /// <summary>The field that says on whose clocks.</summary>
    public const string Zone = "zone";
}
