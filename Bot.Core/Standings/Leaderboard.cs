using System.Collections.Immutable;
using System.Data.Common;
using Bot.Core.Members;
using Dapper;

namespace Bot.Core.Standings;

/// <summary>Who earned how many points. Ties share a rank, and the next rank leaves as many places free.</summary>
/// <param name="source">The database.</param>
public sealed class Leaderboard(DbDataSource source)
{
    /// <summary>Reads the standings.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="since">From when points count, or <see langword="null"/> for all.</param>
    /// <param name="top">How many places to show at most; those who share the last place are shown too.</param>
    /// <param name="asker">Whose own place is shown even further down, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The places, best first; the asker's own last when it is further down.</returns>
    public async Task<ImmutableArray<Place>> ReadAsync(
        WorkspaceId workspace, DateTimeOffset? since, int top, MemberId? asker, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            WITH total AS (
                SELECT member_id, sum(points) AS points, count(*) AS answers
                FROM points
                WHERE workspace_id = @Workspace AND earned_at_ms >= @SinceMs
                GROUP BY member_id
            ),
            ranked AS (
                SELECT member_id, points, answers, rank() OVER (ORDER BY points DESC) AS place
                FROM total
            )
            SELECT r.member_id AS Member, m.display_name AS Name, r.place AS Rank, r.points AS Points, r.answers AS Answers
            FROM ranked r
            JOIN member m ON m.id = r.member_id
            WHERE r.place <= @Top OR r.member_id = @Asker
            ORDER BY r.place, m.display_name, m.id
            """,
            new
            {
                Workspace = workspace.ToString(),
                SinceMs = since?.ToUnixTimeMilliseconds() ?? long.MinValue,
                Top = top,
                Asker = asker?.ToString(),
            },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => new Place((int)row.Rank, new MemberId(Guid.Parse(row.Member)), row.Name, (int)row.Points, (int)row.Answers))];
    }

    private sealed record Row
    {
        public string Member { get; init; } = "";

        public string Name { get; init; } = "";

        public long Rank { get; init; }

        public long Points { get; init; }

        public long Answers { get; init; }
    }
}

/// <summary>A place in the standings.</summary>
/// <param name="Rank">1 for the best; members with the same points share it.</param>
/// <param name="Member">Who.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="Points">The points.</param>
/// <param name="Answers">With how many answers.</param>
public sealed record Place(int Rank, MemberId Member, string Name, int Points, int Answers);
