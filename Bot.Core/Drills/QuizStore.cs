using System.Data.Common;
using Bot.Core.Members;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Drills;

/// <summary>Questions that members asked for.</summary>
/// <param name="source">The database.</param>
/// <param name="ids">Gives identifiers.</param>
public sealed class QuizStore(DbDataSource source, IdSource ids)
{
    /// <summary>Notes that a member was asked a question.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">The member.</param>
    /// <param name="channel">The platform's identifier of the channel.</param>
    /// <param name="question">The question, at its current revision.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The identifier under which it is answered.</returns>
    public async Task<QuizId> AddAsync(
        WriteTransaction write, WorkspaceId workspace, MemberId member, string channel, Question question, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var id = new QuizId(ids.Next());
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO quiz (id, workspace_id, member_id, channel, question_id, revision_id, asked_at_ms)
            VALUES (@Id, @Workspace, @Member, @Channel, @Question, @Revision, @AtMs)
            """,
            new
            {
                Id = id.ToString(),
                Workspace = workspace.ToString(),
                Member = member.ToString(),
                Channel = channel,
                Question = question.Id.ToString(),
                Revision = question.Current.Id.ToString(),
                AtMs = at.ToUnixTimeMilliseconds(),
            },
            cancellationToken));
        return id;
    }

    /// <summary>Finds a question that was asked of a member.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="quiz">Which.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Who was asked what, or <see langword="null"/>.</returns>
    public Task<Quiz?> FindAsync(WorkspaceId workspace, QuizId quiz, CancellationToken cancellationToken) =>
        QueryAsync("workspace_id = @Workspace AND id = @Quiz", new { Workspace = workspace.ToString(), Quiz = quiz.ToString() }, cancellationToken);

    /// <summary>Finds the question that a member was asked last.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">The member.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>It, or <see langword="null"/>.</returns>
    public Task<Quiz?> FindLatestAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken) =>
        QueryAsync(
            "workspace_id = @Workspace AND member_id = @Member ORDER BY asked_at_ms DESC, id DESC LIMIT 1",
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken);

    /// <summary>Counts how often each question was asked of a member, and when last.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">The member.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The questions that were asked at least once.</returns>
    public async Task<IReadOnlyDictionary<QuestionId, Asked>> CountAskedAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<AskedRow>(new CommandDefinition(
            """
            SELECT question_id AS Question, count(*) AS Times, max(asked_at_ms) AS LastAtMs
            FROM quiz
            WHERE workspace_id = @Workspace AND member_id = @Member
            GROUP BY question_id
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken: cancellationToken));
        return rows.ToDictionary(
            row => new QuestionId(Guid.Parse(row.Question)),
            row => new Asked((int)row.Times, DateTimeOffset.FromUnixTimeMilliseconds(row.LastAtMs)));
    }

    private async Task<Quiz?> QueryAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"""
            SELECT id AS Id, member_id AS Member, question_id AS Question, revision_id AS Revision, asked_at_ms AS AskedAtMs
            FROM quiz
            WHERE {condition}
            """,
            parameters,
            cancellationToken: cancellationToken));
        return row is null
            ? null
            : new Quiz(
                new QuizId(Guid.Parse(row.Id)),
                new MemberId(Guid.Parse(row.Member)),
                new QuestionId(Guid.Parse(row.Question)),
                new RevisionId(Guid.Parse(row.Revision)),
                DateTimeOffset.FromUnixTimeMilliseconds(row.AskedAtMs));
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Member { get; init; } = "";

        public string Question { get; init; } = "";

        public string Revision { get; init; } = "";

        public long AskedAtMs { get; init; }
    }

    private sealed record AskedRow
    {
        public string Question { get; init; } = "";

        public long Times { get; init; }

        public long LastAtMs { get; init; }
    }
}

/// <summary>A question that a member asked for.</summary>
/// <param name="Id">The identifier under which it is answered.</param>
/// <param name="Member">Who asked for it.</param>
/// <param name="Question">The question.</param>
/// <param name="Revision">The revision that was asked.</param>
/// <param name="AskedAt">When.</param>
public sealed record Quiz(QuizId Id, MemberId Member, QuestionId Question, RevisionId Revision, DateTimeOffset AskedAt);
