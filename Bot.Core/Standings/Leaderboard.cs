using System.Collections.Immutable;
using System.Data.Common;
using Bot.Core.Members;
using Dapper;

namespace Bot.Core.Standings;

/// <summary>
/// Who earned how many points. Ties share a rank, and the next rank leaves as many places free. Members who keep off boards are
/// not ranked, so that no gap betrays them.
/// </summary>
/// <param name="source">The database.</param>
public sealed class Leaderboard(DbDataSource source)
{
    /// <summary>Reads the standings.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="since">From when points count, or <see langword="null"/> for all.</param>
    /// <param name="top">How many ranks to show at most; of those who share the last one, as many as double that number has room for.</param>
    /// <param name="asker">Whose own place is shown even further down, or <see langword="null"/>.</param>
    /// <param name="isPrivate">Whether the asker alone reads it, and is ranked even when keeping off boards.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The places, best first; the asker's own last when it is further down.</returns>
    public async Task<Board> ReadAsync(
        WorkspaceId workspace, DateTimeOffset? since, int top, MemberId? asker, bool isPrivate, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            WITH total AS (
                SELECT member_id, sum(points) AS points, count(*) AS answers
                FROM points
                WHERE workspace_id = @Workspace {(since is null ? "" : "AND earned_at_ms >= @SinceMs")}
                GROUP BY member_id
            ),
            ranked AS (
                SELECT t.member_id, t.points, t.answers, m.display_name, rank() OVER (ORDER BY t.points DESC) AS place,
                       row_number() OVER (ORDER BY t.points DESC, m.display_name, m.id) AS line, count(*) OVER () AS among
                FROM total t
                JOIN member m ON m.id = t.member_id
                WHERE m.shows_on_boards = 1 OR (@IsPrivate AND m.id = @Asker)
            )
            SELECT member_id AS Member, display_name AS Name, place AS Rank, points AS Points, answers AS Answers, line AS Line, among AS Among
            FROM ranked
            WHERE (place <= @Top AND line <= 2 * @Top) OR member_id = @Asker
            ORDER BY line
            """,
            new
            {
                Workspace = workspace.ToString(),
                SinceMs = since?.ToUnixTimeMilliseconds(),
                Top = top,
                Asker = asker?.ToString(),
                IsPrivate = isPrivate,
            },
            cancellationToken: cancellationToken))).ToList();
        return new Board(
            [
                .. rows.Select((row, index) => new Place(
                    (int)row.Rank, new MemberId(Guid.Parse(row.Member)), row.Name, (int)row.Points, (int)row.Answers, FollowsGap: row.Line > index + 1)),
            ],
            rows.Count == 0 ? 0 : (int)rows[0].Among);
    }

    private sealed record Row
    {
        public string Member { get; init; } = "";

        public string Name { get; init; } = "";

        public long Rank { get; init; }

        public long Points { get; init; }

        public long Answers { get; init; }

        public long Line { get; init; }

        public long Among { get; init; }
    }
}

/// <summary>Standings.</summary>
/// <param name="Places">The places that are shown, best first.</param>
/// <param name="Among">How many members have a place, shown or not.</param>
public sealed record Board(ImmutableArray<Place> Places, int Among);

/// <summary>A place in the standings.</summary>
/// <param name="Rank">1 for the best; members with the same points share it.</param>
/// <param name="Member">Who.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="Points">The points.</param>
/// <param name="Answers">With how many answers.</param>
/// <param name="FollowsGap">Whether places between it and the one before are left out.</param>
public sealed record Place(int Rank, MemberId Member, string Name, int Points, int Answers, bool FollowsGap = false);
