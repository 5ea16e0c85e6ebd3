using NodaTime;

namespace Bot.Core.Drills;

/// <summary>One time at which a schedule fires.</summary>
/// <param name="PlannedDate">The local date that the schedule names, before any shift by a clock change.</param>
/// <param name="Slot">The local time that the schedule names, before any shift by a clock change.</param>
/// <param name="At">The instant, as UTC.</param>
/// <param name="Local">What the zone's clocks show at <paramref name="At"/>; another date than <paramref name="PlannedDate"/> when a gap spans midnight.</param>
/// <param name="Note">Why <paramref name="Local"/> is not the planned time, or which of two it is.</param>
public sealed record PlannedFire(LocalDate PlannedDate, LocalTime Slot, DateTimeOffset At, LocalDateTime Local, FireNote Note);
