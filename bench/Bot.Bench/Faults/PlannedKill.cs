namespace Bot.Bench.Faults;

/// <summary>A kill that is planned.</summary>
/// <param name="At">When, from the beginning.</param>
/// <param name="InPost">Whether it waits for a post that the platform has taken and not yet answered.</param>
/// <param name="Down">How long the bot stays away.</param>
internal sealed record PlannedKill(TimeSpan At, bool InPost, TimeSpan Down);
