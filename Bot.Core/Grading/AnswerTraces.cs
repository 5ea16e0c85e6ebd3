using System.Data.Common;
using System.Text.Json.Nodes;
using Bot.Core.Members;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Grading;

/// <summary>A member's answers, each with its verdicts.</summary>
/// <param name="source">The database.</param>
internal sealed class AnswerTraces(DbDataSource source) : IMemberTraces
{
    /// <summary>What stands in the place of words that were kept long enough.</summary>
    public const string Removed = "(removed)";

    public string Name => "answers";

    public async Task<JsonArray> ExportAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var parameters = new { Workspace = workspace.ToString(), Member = member.ToString() };
        var answers = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT a.id AS Id, k.key AS Question, r.number AS Revision, r.stem AS Stem, a.occurrence_id AS Drill, a.quiz_id AS Quiz, a.text AS Text,
                   a.text_removed_at_ms AS TextRemovedAtMs, a.received_at_ms AS ReceivedAtMs, a.counts AS Counts, a.state AS State
            FROM answer a
            JOIN question_revision r ON r.id = a.revision_id
            JOIN question_key k ON k.question_id = a.question_id AND k.is_current = 1
            WHERE a.workspace_id = @Workspace AND a.member_id = @Member
            ORDER BY a.received_at_ms, a.id
            """,
            parameters,
            cancellationToken: cancellationToken));
        var verdicts = await connection.QueryAsync<VerdictRow>(new CommandDefinition(
            """
            SELECT v.answer_id AS Answer, v.model AS Model, v.score AS Score, v.kind AS Kind, v.confidence AS Confidence,
                   v.assessment AS Assessment, v.graded_at_ms AS GradedAtMs
            FROM answer a
            JOIN verdict v ON v.answer_id = a.id
            WHERE a.workspace_id = @Workspace AND a.member_id = @Member
            ORDER BY v.graded_at_ms, v.id
            """,
            parameters,
            cancellationToken: cancellationToken));
        var ofAnswer = verdicts.ToLookup(row => row.Answer);
        return [.. answers.Select(row => row.ToJson(ofAnswer[row.Id]))];
    }

    public async Task ForgetAsync(WriteTransaction write, Leaving leaving, CancellationToken cancellationToken)
    {
        var parameters = new { Workspace = leaving.Workspace.ToString(), Member = leaving.Member.Id.ToString() };
        await write.Connection.ExecuteAsync(write.Command(
            "DELETE FROM verdict WHERE answer_id IN (SELECT id FROM answer WHERE workspace_id = @Workspace AND member_id = @Member)",
            parameters,
            cancellationToken));
        await write.Connection.ExecuteAsync(write.Command(
            "DELETE FROM answer WHERE workspace_id = @Workspace AND member_id = @Member", parameters, cancellationToken));
    }

    public async Task<bool> AgeAsync(WriteTransaction write, Ageing ageing, CancellationToken cancellationToken)
    {
        var old = (await write.Connection.QueryAsync<string>(write.Command(
            """
            SELECT id
            FROM answer
            WHERE workspace_id = @Workspace AND received_at_ms < @BeforeMs AND text_removed_at_ms IS NULL AND state IN ('graded', 'failed')
            ORDER BY received_at_ms
            LIMIT @Most
            """,
            new { Workspace = ageing.Workspace.ToString(), BeforeMs = ageing.AnswersBefore.ToUnixTimeMilliseconds(), ageing.Most },
            cancellationToken))).ToList();
        foreach (var answer in old)
        {
            await write.Connection.ExecuteAsync(write.Command(
                "UPDATE answer SET text = @Removed, text_removed_at_ms = @NowMs WHERE id = @Answer",
                new { Removed, NowMs = ageing.Now.ToUnixTimeMilliseconds(), Answer = answer },
                cancellationToken));
            var verdicts = await write.Connection.QueryAsync<AgeingRow>(write.Command(
                "SELECT id AS Id, assessment AS Assessment FROM verdict WHERE answer_id = @Answer", new { Answer = answer }, cancellationToken));
            foreach (var verdict in verdicts)
            {
                await write.Connection.ExecuteAsync(write.Command(
                    "UPDATE verdict SET assessment = @Assessment WHERE id = @Id",
                    new { verdict.Id, Assessment = Json.Write(WithoutWords(Json.Read<Assessment>(verdict.Assessment))) },
                    cancellationToken));
            }
        }

        return old.Count == ageing.Most;
    }

    private static Assessment WithoutWords(Assessment assessment) => assessment with
    {
        KeyPoints = [.. assessment.KeyPoints.Select(point => point with { Evidence = null })],
        RedFlags = [.. assessment.RedFlags.Select(flag => flag with { Evidence = null })],
        Notes = [],
    };

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Question { get; init; } = "";

        public long Revision { get; init; }

        public string Stem { get; init; } = "";

        public string? Drill { get; init; }

        public string? Quiz { get; init; }

        public string Text { get; init; } = "";

        public long? TextRemovedAtMs { get; init; }

        public long ReceivedAtMs { get; init; }

        public bool Counts { get; init; }

        public string State { get; init; } = "";

        public JsonNode ToJson(IEnumerable<VerdictRow> verdicts) => new JsonObject
        {
            ["id"] = Id,
            ["question"] = Question,
            ["revision"] = Revision,
            ["stem"] = Stem,
            ["drill"] = Drill,
            ["quiz"] = Quiz,
            ["text"] = TextRemovedAtMs is null ? Text : null,
            ["textRemovedAt"] = Json.Moment(TextRemovedAtMs),
            ["receivedAt"] = Json.Moment(ReceivedAtMs),
            ["counts"] = Counts,
            ["state"] = State,
            ["verdicts"] = new JsonArray([.. verdicts.Select(verdict => verdict.ToJson())]),
        };
    }

    private sealed record VerdictRow
    {
        public string Answer { get; init; } = "";

        public string Model { get; init; } = "";

        public double Score { get; init; }

        public string Kind { get; init; } = "";

        public double Confidence { get; init; }

        public string Assessment { get; init; } = "";

        public long GradedAtMs { get; init; }

        public JsonNode ToJson() => new JsonObject
        {
            ["model"] = Model,
            ["score"] = Score,
            ["kind"] = Kind,
            ["confidence"] = Confidence,
            ["assessment"] = JsonNode.Parse(Assessment),
            ["gradedAt"] = Json.Moment(GradedAtMs),
        };
    }

    private sealed record AgeingRow
    {
        public string Id { get; init; } = "";

        public string Assessment { get; init; } = "";
    }
}
