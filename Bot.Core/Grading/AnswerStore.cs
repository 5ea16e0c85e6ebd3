using System.Data.Common;
using Bot.Core.Drills;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Grading;

/// <summary>Answers on their way to a verdict, and the verdicts.</summary>
/// <param name="source">The database.</param>
/// <param name="ids">Gives identifiers.</param>
/// <param name="signal">Wakes the worker.</param>
public sealed class AnswerStore(DbDataSource source, IdSource ids, GradingSignal signal)
{
    /// <summary>How often grading an answer is begun before the baseline takes over.</summary>
    public const int MostAttempts = 3;

    /// <summary>Stores an answer that waits to be graded, and wakes the worker once that is committed.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="answer">The answer; whether it counts is decided here when it asks to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answer as stored: it does not count when the member has one that does.</returns>
    public async Task<Answer> AddAsync(WriteTransaction write, Answer answer, CancellationToken cancellationToken)
    {
        var counts = answer.Counts
            && answer.Target.Occurrence is { } occurrence
            && await FindCountedAsync(write, answer.Workspace, occurrence, answer.Question, answer.Member, cancellationToken) is null;
        var stored = answer with { Id = new AnswerId(ids.Next()), Counts = counts };
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO answer (
                id, workspace_id, member_id, inbox_id, occurrence_id, quiz_id, question_id, revision_id, text, received_at_ms, counts,
                is_live, position)
            VALUES (
                @Id, @Workspace, @Member, @Inbox, @Occurrence, @Quiz, @Question, @Revision, @Text, @ReceivedAtMs, @Counts,
                @IsLive, @Position)
            """,
            new
            {
                Id = stored.Id.ToString(),
                Workspace = stored.Workspace.ToString(),
                Member = stored.Member.ToString(),
                Inbox = stored.Inbox.ToString(),
                Occurrence = stored.Target.Occurrence?.ToString(),
                Quiz = (stored.Target as AnswerTarget.Quiz)?.Id.ToString(),
                Question = stored.Question.ToString(),
                Revision = stored.Revision.ToString(),
                stored.Text,
                ReceivedAtMs = stored.ReceivedAt.ToUnixTimeMilliseconds(),
                stored.Counts,
                IsLive = stored.Target is AnswerTarget.Round,
                Position = (stored.Target as AnswerTarget.Round)?.Position ?? 0,
            },
            cancellationToken));
        write.AfterCommit(signal.Set);
        return stored;
    }

    /// <summary>Finds the answer of a member that counts for a drill's question.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="occurrence">The drill.</param>
    /// <param name="question">The question.</param>
    /// <param name="member">The member.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answer, or <see langword="null"/>.</returns>
    public async Task<Answer?> FindCountedAsync(
        WriteTransaction write, WorkspaceId workspace, OccurrenceId occurrence, QuestionId question, MemberId member, CancellationToken cancellationToken)
    {
        var row = await write.Connection.QuerySingleOrDefaultAsync<Row>(write.Command(
            $"{SelectAnswers} WHERE workspace_id = @Workspace AND occurrence_id = @Occurrence AND question_id = @Question AND member_id = @Member AND counts = 1",
            new { Workspace = workspace.ToString(), Occurrence = occurrence.ToString(), Question = question.ToString(), Member = member.ToString() },
            cancellationToken));
        return row?.ToAnswer();
    }

    /// <summary>Finds an answer of a member's that says the same to the same question: one that was sent again because nobody knew whether it had arrived.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">The member.</param>
    /// <param name="target">What is answered.</param>
    /// <param name="question">The question.</param>
    /// <param name="text">What the member wrote; blanks around it do not matter.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answer, the one that counts before others, or <see langword="null"/>.</returns>
    public async Task<Answer?> FindSameAsync(
        WriteTransaction write, WorkspaceId workspace, MemberId member, AnswerTarget target, QuestionId question, string text, CancellationToken cancellationToken)
    {
        var rows = await write.Connection.QueryAsync<Row>(write.Command(
            $"""
            {SelectAnswers}
            WHERE workspace_id = @Workspace AND member_id = @Member AND question_id = @Question AND (occurrence_id = @Occurrence OR quiz_id = @Quiz)
            ORDER BY counts DESC, received_at_ms, id
            """,
            new
            {
                Workspace = workspace.ToString(),
                Member = member.ToString(),
                Question = question.ToString(),
                Occurrence = target.Occurrence?.ToString(),
                Quiz = (target as AnswerTarget.Quiz)?.Id.ToString(),
            },
            cancellationToken));
        return rows.Select(row => row.ToAnswer()).FirstOrDefault(answer => answer.Text.Trim() == text.Trim());
    }

    /// <summary>Gives back what an earlier run had taken up: only one process grades from this database.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many were given back.</returns>
    public Task<int> ReleaseLeasesAsync(WriteTransaction write, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "UPDATE answer SET state = 'waiting', leased_until_ms = NULL WHERE state IN ('waiting', 'grading') AND state = 'grading'", null, cancellationToken));

    /// <summary>Takes up the next answer of any workspace under a lease: live rounds first, then the oldest. Counts the attempt.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="now">The time; an answer whose lease has ended is taken up again.</param>
    /// <param name="until">When the lease ends.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>
    /// The answer, or <see langword="null"/> when none waits. One with <see cref="Answer.Attempts"/> above
    /// <see cref="MostAttempts"/> was begun that often without an end.
    /// </returns>
    public async Task<Answer?> LeaseNextAsync(WriteTransaction write, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var row = await write.Connection.QuerySingleOrDefaultAsync<Row>(write.Command(
            $"""
            {SelectAnswers}
            WHERE state IN ('waiting', 'grading') AND (state = 'waiting' OR leased_until_ms <= @NowMs)
            ORDER BY is_live DESC, received_at_ms, id
            LIMIT 1
            """,
            new { NowMs = now.ToUnixTimeMilliseconds() },
            cancellationToken));
        if (row is null)
        {
            return null;
        }

        await write.Connection.ExecuteAsync(write.Command(
            "UPDATE answer SET state = 'grading', attempts = min(attempts + 1, 3), leased_until_ms = @UntilMs WHERE id = @Id",
            new { row.Id, UntilMs = until.ToUnixTimeMilliseconds() },
            cancellationToken));
        return row.ToAnswer() with { Attempts = (int)row.Attempts + 1 };
    }

    /// <summary>Gives an answer back after a failed attempt.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it waits again.</returns>
    public Task ReleaseAsync(WriteTransaction write, Answer answer, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE answer SET state = 'waiting', leased_until_ms = NULL
            WHERE workspace_id = @Workspace AND id = @Id AND state = 'grading'
            """,
            new { Workspace = answer.Workspace.ToString(), Id = answer.Id.ToString() },
            cancellationToken));

    /// <summary>Gives an answer back whose grading the bot's end cut short; that is no failed attempt.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it waits again.</returns>
    public Task ParkAsync(WriteTransaction write, Answer answer, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE answer SET state = 'waiting', leased_until_ms = NULL, attempts = CASE WHEN @Attempts <= 3 THEN @Attempts - 1 ELSE attempts END
            WHERE workspace_id = @Workspace AND id = @Id AND state = 'grading'
            """,
            new { answer.Attempts, Workspace = answer.Workspace.ToString(), Id = answer.Id.ToString() },
            cancellationToken));

    /// <summary>Stores a verdict and ends the answer's grading.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="state"><see cref="AnswerState.Graded"/> or <see cref="AnswerState.Failed"/>.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="false"/> when the answer has its verdict already: the effects must not happen again.</returns>
    public async Task<bool> SettleAsync(
        WriteTransaction write, Answer answer, Verdict verdict, AnswerState state, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var settled = await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE answer SET state = @State, leased_until_ms = NULL, attempts = CASE WHEN @State = 'failed' THEN 3 ELSE attempts END
            WHERE workspace_id = @Workspace AND id = @Id AND state IN ('waiting', 'grading')
            """,
            new { State = Words.Of(state), Workspace = answer.Workspace.ToString(), Id = answer.Id.ToString() },
            cancellationToken));
        if (settled == 0)
        {
            return false;
        }

        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO verdict (id, workspace_id, answer_id, revision_id, model, score, kind, confidence, assessment, graded_at_ms)
            VALUES (@Id, @Workspace, @Answer, @Revision, @Model, @Score, @Kind, @Confidence, @Assessment, @AtMs)
            """,
            new
            {
                Id = ids.Next().ToString(),
                Workspace = answer.Workspace.ToString(),
                Answer = answer.Id.ToString(),
                Revision = answer.Revision.ToString(),
                verdict.Assessment.Model,
                verdict.Score,
                Kind = Words.Of(verdict.Kind),
                verdict.Confidence,
                Assessment = Json.Write(verdict.Assessment),
                AtMs = at.ToUnixTimeMilliseconds(),
            },
            cancellationToken));
        return true;
    }

    /// <summary>Stores how a member rates an answer that only the member can judge; a later rating takes the place of an earlier one.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">The member.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="rating">The rating.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="false"/> when there is no such answer of that member.</returns>
    public async Task<bool> RateAsync(
        WriteTransaction write, WorkspaceId workspace, MemberId member, AnswerId answer, Verdict rating, DateTimeOffset at, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE verdict SET score = @Score, kind = @Kind, confidence = @Confidence, assessment = @Assessment, graded_at_ms = @AtMs
            WHERE workspace_id = @Workspace AND answer_id = @Answer AND model = @Model
              AND EXISTS (SELECT 1 FROM answer a WHERE a.id = @Answer AND a.workspace_id = @Workspace AND a.member_id = @Member)
            """,
            new
            {
                rating.Score,
                Kind = Words.Of(rating.Kind),
                rating.Confidence,
                Assessment = Json.Write(rating.Assessment),
                AtMs = at.ToUnixTimeMilliseconds(),
                Workspace = workspace.ToString(),
                Answer = answer.ToString(),
                Member = member.ToString(),
                rating.Assessment.Model,
            },
            cancellationToken)) > 0;

    /// <summary>Counts the answers that have no verdict.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many, of all workspaces.</returns>
    public async Task<long> CountWaitingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT count(*) FROM answer WHERE state IN ('waiting', 'grading')", cancellationToken: cancellationToken));
    }

    /// <summary>Tells whether answers to a drill still wait for their verdict.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="occurrence">The drill.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="true"/> when at least one that counts does.</returns>
    public async Task<bool> IsGradingAsync(WriteTransaction write, WorkspaceId workspace, OccurrenceId occurrence, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteScalarAsync<long>(write.Command(
            """
            SELECT EXISTS (
                SELECT 1 FROM answer
                WHERE workspace_id = @Workspace AND occurrence_id = @Occurrence AND counts = 1 AND state IN ('waiting', 'grading'))
            """,
            new { Workspace = workspace.ToString(), Occurrence = occurrence.ToString() },
            cancellationToken)) == 1;

    /// <summary>Lists the verdicts on the answers that count for a drill.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="occurrence">The drill.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The verdicts, best first.</returns>
    public async Task<IReadOnlyList<(MemberId Member, Verdict Verdict)>> ListVerdictsAsync(
        WriteTransaction write, WorkspaceId workspace, OccurrenceId occurrence, CancellationToken cancellationToken)
    {
        var rows = await write.Connection.QueryAsync<VerdictRow>(write.Command(
            """
            SELECT a.member_id AS Member, v.score AS Score, v.kind AS Kind, v.confidence AS Confidence, v.assessment AS Assessment
            FROM answer a
            JOIN verdict v ON v.answer_id = a.id
            WHERE a.workspace_id = @Workspace AND a.occurrence_id = @Occurrence AND a.counts = 1
              AND v.id = (SELECT max(latest.id) FROM verdict latest WHERE latest.answer_id = a.id)
            ORDER BY v.score DESC, a.received_at_ms, a.id
            """,
            new { Workspace = workspace.ToString(), Occurrence = occurrence.ToString() },
            cancellationToken));
        return [.. rows.Select(row => (new MemberId(Guid.Parse(row.Member)), row.ToVerdict()))];
    }

    /// <summary>Lists the answers that count for a drill, with their verdicts so far.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="occurrence">The drill.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answers, in the order in which they were received.</returns>
    public async Task<IReadOnlyList<CountedAnswer>> ListCountedAsync(
        WriteTransaction write, WorkspaceId workspace, OccurrenceId occurrence, CancellationToken cancellationToken)
    {
        var rows = await write.Connection.QueryAsync<CountedRow>(write.Command(
            """
            SELECT a.member_id AS Member, a.question_id AS Question, a.received_at_ms AS ReceivedAtMs,
                   v.score AS Score, v.kind AS Kind, v.confidence AS Confidence, v.assessment AS Assessment
            FROM answer a
            LEFT JOIN verdict v ON v.id = (SELECT max(latest.id) FROM verdict latest WHERE latest.answer_id = a.id)
            WHERE a.workspace_id = @Workspace AND a.occurrence_id = @Occurrence AND a.counts = 1
            ORDER BY a.received_at_ms, a.id
            """,
            new { Workspace = workspace.ToString(), Occurrence = occurrence.ToString() },
            cancellationToken));
        return [.. rows.Select(row => row.ToAnswer())];
    }

    /// <summary>Finds the verdict on an answer.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The latest verdict, or <see langword="null"/> while it waits.</returns>
    public async Task<Verdict?> FindVerdictAsync(WorkspaceId workspace, AnswerId answer, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<VerdictRow>(new CommandDefinition(
            """
            SELECT '' AS Member, score AS Score, kind AS Kind, confidence AS Confidence, assessment AS Assessment
            FROM verdict
            WHERE workspace_id = @Workspace AND answer_id = @Answer
            ORDER BY graded_at_ms DESC, id DESC
            """,
            new { Workspace = workspace.ToString(), Answer = answer.ToString() },
            cancellationToken: cancellationToken));
        return row?.ToVerdict();
    }

    /// <summary>Finds the verdict on the answer of a member that counts for a drill.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="occurrence">The drill.</param>
    /// <param name="member">The member.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The verdict, or <see langword="null"/> when there is no answer, or none yet.</returns>
    public async Task<Verdict?> FindCountedVerdictAsync(
        WorkspaceId workspace, OccurrenceId occurrence, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<VerdictRow>(new CommandDefinition(
            """
            SELECT a.member_id AS Member, v.score AS Score, v.kind AS Kind, v.confidence AS Confidence, v.assessment AS Assessment
            FROM answer a
            JOIN verdict v ON v.answer_id = a.id
            WHERE a.workspace_id = @Workspace AND a.occurrence_id = @Occurrence AND a.member_id = @Member AND a.counts = 1
            ORDER BY v.graded_at_ms DESC, v.id DESC
            """,
            new { Workspace = workspace.ToString(), Occurrence = occurrence.ToString(), Member = member.ToString() },
            cancellationToken: cancellationToken));
        return row?.ToVerdict();
    }

    private const string SelectAnswers =
        """
        SELECT id AS Id, workspace_id AS Workspace, member_id AS Member, inbox_id AS Inbox, occurrence_id AS Occurrence, quiz_id AS Quiz,
               question_id AS Question, revision_id AS Revision, text AS Text, received_at_ms AS ReceivedAtMs, counts AS Counts,
               is_live AS IsLive, position AS Position, attempts AS Attempts
        FROM answer
        """;

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Workspace { get; init; } = "";

        public string Member { get; init; } = "";

        public string Inbox { get; init; } = "";

        public string? Occurrence { get; init; }

        public string? Quiz { get; init; }

        public string Question { get; init; } = "";

        public string Revision { get; init; } = "";

        public string Text { get; init; } = "";

        public long ReceivedAtMs { get; init; }

        public bool Counts { get; init; }

        public bool IsLive { get; init; }

        public long Position { get; init; }

        public long Attempts { get; init; }

        public Answer ToAnswer() => new()
        {
            Id = new AnswerId(Guid.Parse(Id)),
            Workspace = new WorkspaceId(Guid.Parse(Workspace)),
            Member = new MemberId(Guid.Parse(Member)),
            Inbox = new InboxId(Guid.Parse(Inbox)),
            Target = Occurrence is null ? new AnswerTarget.Quiz(new QuizId(Guid.Parse(Quiz!)))
                : IsLive ? new AnswerTarget.Round(new OccurrenceId(Guid.Parse(Occurrence)), (int)Position)
                : new AnswerTarget.Drill(new OccurrenceId(Guid.Parse(Occurrence))),
            Question = new QuestionId(Guid.Parse(Question)),
            Revision = new RevisionId(Guid.Parse(Revision)),
            Text = Text,
            ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(ReceivedAtMs),
            Counts = Counts,
            Attempts = (int)Attempts,
        };
    }

    private sealed record VerdictRow
    {
        public string Member { get; init; } = "";

        public double Score { get; init; }

        public string Kind { get; init; } = "";

        public double Confidence { get; init; }

        public string Assessment { get; init; } = "";

        public Verdict ToVerdict() => new(Score, Words.Parse<VerdictKind>(Kind), Confidence, Json.Read<Assessment>(Assessment));
    }

    private sealed record CountedRow
    {
        public string Member { get; init; } = "";

        public string Question { get; init; } = "";

        public long ReceivedAtMs { get; init; }

        public double? Score { get; init; }

        public string? Kind { get; init; }

        public double? Confidence { get; init; }

        public string? Assessment { get; init; }

        public CountedAnswer ToAnswer() => new(
            new MemberId(Guid.Parse(Member)),
            new QuestionId(Guid.Parse(Question)),
            DateTimeOffset.FromUnixTimeMilliseconds(ReceivedAtMs),
            Score is { } score ? new Verdict(score, Words.Parse<VerdictKind>(Kind!), Confidence!.Value, Json.Read<Assessment>(Assessment!)) : null);
    }
}
