using System.Collections.Immutable;
using Bot.Core.Members;
using Bot.Core.Questions;

namespace Bot.Core.Drills.Rounds;

/// <summary>A round that is about to begin: by a schedule, or by a member.</summary>
internal sealed record RoundStart
{
    public required OccurrenceId Id { get; init; }

    public required WorkspaceId Workspace { get; init; }

    public required string Channel { get; init; }

    public (Schedule Schedule, PlannedFire Fire)? Planned { get; init; }

    public MemberId? StartedBy { get; init; }

    public required ImmutableArray<(Question Question, TimeSpan Lasts)> Questions { get; init; }
}
