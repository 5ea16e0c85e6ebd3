using System.Collections.Immutable;
using System.Data.Common;
using Bot.Core.Members;
using Bot.Core.Questions;
using Dapper;

namespace Bot.Core.Grading;

/// <summary>
/// What answers say of questions. Looked at are answers to the rubric that a question has now, judged by a grader; none that was empty, that the
/// grader was not sure of, or that its member rated.
/// </summary>
/// <param name="source">The database.</param>
public sealed class QuestionAnalysisStore(DbDataSource source)
{
    private const string SelectAnswers =
        $"""
        SELECT k.key AS Question, a.member_id AS Member, v.score AS Score, v.assessment AS Assessment
        FROM answer a
        JOIN question q ON q.id = a.question_id AND q.current_revision_id = a.revision_id
        JOIN question_key k ON k.question_id = q.id AND k.is_current = 1
        JOIN verdict v ON v.id = (SELECT max(latest.id) FROM verdict latest WHERE latest.answer_id = a.id)
        WHERE v.kind NOT IN ('empty', 'not-sure') AND v.model <> '{SelfRating.Model}'
        """;

    /// <summary>Analyses the questions that were answered in a workspace, its own and those that all share.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One analysis for each such question.</returns>
    public async Task<ImmutableArray<QuestionAnalysis>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return QuestionAnalysis.Of((await connection.QueryAsync<Row>(new CommandDefinition(
            $"{SelectAnswers} AND a.workspace_id = @Workspace ORDER BY a.received_at_ms, a.id",
            new { Workspace = workspace.ToString() },
            cancellationToken: cancellationToken))).Select(row => row.ToAnswer()));
    }

    /// <summary>Analyses the questions that all workspaces share, over the answers of all. Nobody's words are read.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One analysis for each such question that was answered.</returns>
    public async Task<ImmutableArray<QuestionAnalysis>> ListSharedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return QuestionAnalysis.Of((await connection.QueryAsync<Row>(new CommandDefinition(
            $"{SelectAnswers} AND q.workspace_id IS NULL ORDER BY a.received_at_ms, a.id",
            cancellationToken: cancellationToken))).Select(row => row.ToAnswer()));
    }

    private sealed record Row
    {
        public string Question { get; init; } = "";

        public string Member { get; init; } = "";

        public double Score { get; init; }

        public string Assessment { get; init; } = "";

        public AnalysedAnswer ToAnswer() =>
            new(QuestionKey.Parse(Question), new MemberId(Guid.Parse(Member)), Score, Json.Read<Assessment>(Assessment).KeyPoints);
    }
}
