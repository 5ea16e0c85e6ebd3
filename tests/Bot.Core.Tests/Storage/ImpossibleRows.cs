using Bot.Core.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Core.Tests.Storage;

/// <summary>The database itself refuses what may not be, whatever a program says.</summary>
public sealed class ImpossibleRows(ImpossibleRows.Filled filled) : IClassFixture<ImpossibleRows.Filled>
{
    private const int Constraint = 19;

    [Theory]
    [InlineData("UPDATE pack SET name = 'Upper' WHERE id = 'p-own'", "CHECK constraint failed: name GLOB")]
    [InlineData("UPDATE pack SET name = printf('%.*c', 65, 'a') WHERE id = 'p-own'", "CHECK constraint failed: name GLOB")]
    [InlineData("UPDATE pack SET info = 'no json' WHERE id = 'p-own'", "CHECK constraint failed: json_valid(info)")]
    [InlineData("UPDATE pack SET workspace_id = NULL WHERE id = 'p-own'", "UNIQUE constraint failed: index 'pack_name'")]
    [InlineData("UPDATE pack SET loaded_at_ms = 'today' WHERE id = 'p-own'", "cannot store TEXT value in INTEGER column pack.loaded_at_ms")]
    [InlineData("DELETE FROM pack WHERE id = 'p-own'", "FOREIGN KEY constraint failed")]
    [InlineData("UPDATE question SET position = -1 WHERE id = 'q1'", "CHECK constraint failed: position >= 0")]
    [InlineData("UPDATE question SET level = 'core', level_written = NULL WHERE id = 'q1'", "CHECK constraint failed: (level IS NULL)")]
    [InlineData("UPDATE question SET level = NULL WHERE id = 'q1'", "CHECK constraint failed: (level IS NULL)")]
    [InlineData("UPDATE question SET level = 'hard' WHERE id = 'q1'", "CHECK constraint failed: level IN")]
    [InlineData("UPDATE question SET kind = 'riddle' WHERE id = 'q1'", "CHECK constraint failed: kind IN")]
    [InlineData("UPDATE question SET frequency = 'rare' WHERE id = 'q1'", "CHECK constraint failed: frequency IN")]
    [InlineData("UPDATE question SET topic = '[' WHERE id = 'q1'", "CHECK constraint failed: json_valid(topic)")]
    [InlineData("UPDATE question SET material = '[' WHERE id = 'q1'", "CHECK constraint failed: json_valid(material)")]
    [InlineData("UPDATE question SET is_gradable = 2 WHERE id = 'q1'", "CHECK constraint failed: is_gradable IN")]
    [InlineData("UPDATE question SET current_revision_id = 'none' WHERE id = 'q1'", "FOREIGN KEY constraint failed")]
    [InlineData("UPDATE question_key SET key = 'llm-foundations/batch' WHERE question_id = 'q1' AND is_current = 1", "UNIQUE constraint failed: index 'question_key_is_unique'")]
    [InlineData("UPDATE question_key SET is_current = 1 WHERE question_id = 'q1'", "UNIQUE constraint failed: question_key.question_id")]
    [InlineData("DELETE FROM question WHERE id = 'q7'", "FOREIGN KEY constraint failed")]
    [InlineData("UPDATE question_revision SET number = 0 WHERE id = 'r1a'", "CHECK constraint failed: number >= 1")]
    [InlineData("UPDATE question_revision SET number = 2 WHERE id = 'r1a'", "UNIQUE constraint failed: question_revision.question_id, question_revision.number")]
    [InlineData("UPDATE question_revision SET stem = '  ' WHERE id = 'r1a'", "CHECK constraint failed: length(trim(stem)) > 0")]
    [InlineData("UPDATE question_revision SET rubric = '' WHERE id = 'r1a'", "CHECK constraint failed: json_valid(rubric)")]
    [InlineData("UPDATE workspace SET platform = 'irc' WHERE workspace_id = 'w-local'", "CHECK constraint failed: platform IN")]
    [InlineData("INSERT INTO workspace (workspace_id, platform, platform_id, created_at_ms) VALUES ('w', 'local', 'local', 1)", "UNIQUE constraint failed: workspace.platform, workspace.platform_id")]
    [InlineData("UPDATE member SET platform_id = 'ana' WHERE id = 'm-ben'", "UNIQUE constraint failed: member.workspace_id, member.platform_id")]
    [InlineData("UPDATE member SET is_organiser = 2 WHERE id = 'm-ben'", "CHECK constraint failed: is_organiser IN")]
    [InlineData("UPDATE member SET workspace_id = NULL WHERE id = 'm-ben'", "NOT NULL constraint failed: member.workspace_id")]
    [InlineData("UPDATE workspace SET answer_window_ms = 0 WHERE workspace_id = 'w-local'", "CHECK constraint failed: answer_window_ms > 0")]
    [InlineData("UPDATE workspace SET reveal_after_ms = -1 WHERE workspace_id = 'w-local'", "CHECK constraint failed: reveal_after_ms >= 0")]
    [InlineData("UPDATE workspace SET keep_answers_days = 0 WHERE workspace_id = 'w-local'", "CHECK constraint failed: keep_answers_days > 0")]
    [InlineData("UPDATE member SET shows_on_boards = 2 WHERE id = 'm-ben'", "CHECK constraint failed: shows_on_boards IN")]
    [InlineData("UPDATE member SET notice_version = -1 WHERE id = 'm-ben'", "CHECK constraint failed: notice_version >= 0")]
    [InlineData("UPDATE member SET is_former = 1 WHERE id = 'm-ben'", "UNIQUE constraint failed: member.workspace_id")]
    [InlineData("UPDATE inbox SET event_id = 'e2' WHERE id = 'i1'", "UNIQUE constraint failed: inbox.platform, inbox.event_id")]
    [InlineData("UPDATE inbox SET state = 'handled' WHERE id = 'i1'", "CHECK constraint failed: (state = 'received')")]
    [InlineData("UPDATE inbox SET settled_at_ms = 5 WHERE id = 'i1'", "CHECK constraint failed: (state = 'received')")]
    [InlineData("UPDATE inbox SET fault = 'RF-1' WHERE id = 'i2'", "CHECK constraint failed: (state = 'failed')")]
    [InlineData("UPDATE inbox SET fault = NULL WHERE id = 'i3'", "CHECK constraint failed: (state = 'failed')")]
    [InlineData("UPDATE inbox SET attempts = -1 WHERE id = 'i3'", "CHECK constraint failed: attempts >= 0")]
    [InlineData("UPDATE inbox SET action = 'quit' WHERE id = 'i3'", "CHECK constraint failed: json_valid(action)")]
    [InlineData("UPDATE outbox SET post_key = '' WHERE id = 'o1'", "CHECK constraint failed: length(post_key) BETWEEN 1 AND 25")]
    [InlineData("UPDATE outbox SET post_key = '12345678901234567890123456' WHERE id = 'o1'", "CHECK constraint failed: length(post_key) BETWEEN 1 AND 25")]
    [InlineData("UPDATE outbox SET post_key = 'AZ2' WHERE id = 'o1'", "UNIQUE constraint failed: outbox.post_key")]
    [InlineData("UPDATE outbox SET member_id = 'm-ben' WHERE id = 'o1'", "CHECK constraint failed: (channel IS NULL) <> (member_id IS NULL)")]
    [InlineData("UPDATE outbox SET channel = NULL WHERE id = 'o1'", "CHECK constraint failed: (channel IS NULL) <> (member_id IS NULL)")]
    [InlineData("UPDATE outbox SET inbox_id = 'i1' WHERE id = 'o1'", "CHECK constraint failed: inbox_id IS NULL OR member_id IS NOT NULL")]
    [InlineData("UPDATE outbox SET awaits_contact = 1 WHERE id = 'o6'", "CHECK constraint failed: awaits_contact = 0 OR")]
    [InlineData("UPDATE outbox SET awaits_contact = 1 WHERE id = 'o2'", "CHECK constraint failed: awaits_contact = 0 OR")]
    [InlineData("UPDATE outbox SET state = 'posted' WHERE id = 'o6'", "CHECK constraint failed: (state = 'pending')")]
    [InlineData("UPDATE outbox SET settled_at_ms = NULL WHERE id = 'o1'", "CHECK constraint failed: (state = 'pending')")]
    [InlineData("UPDATE outbox SET platform_message_id = '17' WHERE id = 'o6'", "CHECK constraint failed: state = 'posted' OR")]
    [InlineData("UPDATE outbox SET reason = NULL WHERE id = 'o4'", "CHECK constraint failed: (state IN ('unknown', 'abandoned'))")]
    [InlineData("UPDATE outbox SET reason = 'why' WHERE id = 'o1'", "CHECK constraint failed: (state IN ('unknown', 'abandoned'))")]
    [InlineData("UPDATE outbox SET unknown_outcomes = 3 WHERE id = 'o1'", "CHECK constraint failed: unknown_outcomes BETWEEN 0 AND 2")]
    [InlineData("UPDATE local_channel SET name = '' WHERE id = 'general'", "CHECK constraint failed: length(name) BETWEEN 1 AND 40")]
    [InlineData("UPDATE local_message SET channel_id = NULL WHERE post_key = 'AZ1'", "CHECK constraint failed: channel_id IS NOT NULL OR visible_to IS NOT NULL")]
    [InlineData("UPDATE local_message SET post_key = 'AZ2' WHERE post_key = 'AZ1'", "UNIQUE constraint failed: local_message.post_key")]
    [InlineData("UPDATE schedule SET number = 2 WHERE id = 's1'", "UNIQUE constraint failed: schedule.workspace_id, schedule.number")]
    [InlineData("UPDATE schedule SET number = 0 WHERE id = 's1'", "CHECK constraint failed: number >= 1")]
    [InlineData("UPDATE schedule SET state = 'late' WHERE id = 's1'", "CHECK constraint failed: state IN")]
    [InlineData("UPDATE schedule SET filter = 'all' WHERE id = 's1'", "CHECK constraint failed: json_valid(filter)")]
    [InlineData("UPDATE occurrence SET local_date = '21.9.2026' WHERE id = 'c1'", "CHECK constraint failed: local_date GLOB")]
    [InlineData("UPDATE occurrence SET slot = '9:00' WHERE id = 'c1'", "CHECK constraint failed: slot GLOB")]
    [InlineData("UPDATE occurrence SET local_date = '2026-09-21' WHERE id = 'c1'", "UNIQUE constraint failed: occurrence.schedule_id, occurrence.local_date, occurrence.slot")]
    [InlineData("UPDATE occurrence SET reason = 'why' WHERE id = 'c2'", "CHECK constraint failed: (state IN ('skipped', 'abandoned'))")]
    [InlineData("UPDATE occurrence SET reason = NULL WHERE id = 'c5'", "CHECK constraint failed: (state IN ('skipped', 'abandoned'))")]
    [InlineData("UPDATE occurrence SET post_id = NULL WHERE id = 'c1'", "CHECK constraint failed: state = 'skipped' OR")]
    [InlineData("UPDATE occurrence SET closes_at_ms = NULL WHERE id = 'c6'", "CHECK constraint failed: state = 'skipped' OR")]
    [InlineData("UPDATE occurrence SET state = 'open' WHERE id = 'c1'", "CHECK constraint failed: state NOT IN ('open', 'closed', 'revealed')")]
    [InlineData("UPDATE occurrence SET state = 'closed' WHERE id = 'c2'", "CHECK constraint failed: state NOT IN ('closed', 'revealed')")]
    [InlineData("UPDATE occurrence SET state = 'revealed' WHERE id = 'c3'", "CHECK constraint failed: (state = 'revealed')")]
    [InlineData("UPDATE occurrence SET revealed_at_ms = NULL WHERE id = 'c4'", "CHECK constraint failed: (state = 'revealed')")]
    [InlineData("UPDATE occurrence_question SET position = -1 WHERE occurrence_id = 'c1'", "CHECK constraint failed: position >= 0")]
    [InlineData("INSERT INTO occurrence_question VALUES ('c1', 'w-local', 0, 'q2', 'r2')", "UNIQUE constraint failed: occurrence_question.occurrence_id, occurrence_question.position")]
    [InlineData("UPDATE quiz SET revision_id = 'none' WHERE id = 'z1'", "FOREIGN KEY constraint failed")]
    [InlineData("UPDATE answer SET quiz_id = 'z1' WHERE id = 'a1'", "CHECK constraint failed: (occurrence_id IS NULL) <> (quiz_id IS NULL)")]
    [InlineData("UPDATE answer SET quiz_id = NULL WHERE id = 'a3'", "CHECK constraint failed: (occurrence_id IS NULL) <> (quiz_id IS NULL)")]
    [InlineData("UPDATE answer SET counts = 1 WHERE id = 'a3'", "CHECK constraint failed: counts = 0 OR occurrence_id IS NOT NULL")]
    [InlineData("UPDATE answer SET leased_until_ms = NULL WHERE id = 'a2'", "CHECK constraint failed: (state = 'grading')")]
    [InlineData("UPDATE answer SET leased_until_ms = 5 WHERE id = 'a1'", "CHECK constraint failed: (state = 'grading')")]
    [InlineData("UPDATE answer SET attempts = 2 WHERE id = 'a3'", "CHECK constraint failed: state <> 'failed' OR attempts = 3")]
    [InlineData("UPDATE answer SET attempts = 4 WHERE id = 'a1'", "CHECK constraint failed: attempts BETWEEN 0 AND 3")]
    [InlineData("UPDATE answer SET text = ' ' WHERE id = 'a1'", "CHECK constraint failed: length(trim(text)) > 0")]
    [InlineData("UPDATE answer SET inbox_id = 'i5' WHERE id = 'a1'", "UNIQUE constraint failed: answer.inbox_id")]
    [InlineData("UPDATE answer SET member_id = 'm-ben' WHERE id = 'a2'", "UNIQUE constraint failed: answer.occurrence_id, answer.question_id, answer.member_id")]
    [InlineData("UPDATE verdict SET score = 100.1 WHERE id = 'v1'", "CHECK constraint failed: score BETWEEN 0 AND 100")]
    [InlineData("UPDATE verdict SET score = -0.1 WHERE id = 'v1'", "CHECK constraint failed: score BETWEEN 0 AND 100")]
    [InlineData("UPDATE verdict SET confidence = 1.1 WHERE id = 'v1'", "CHECK constraint failed: confidence BETWEEN 0 AND 1")]
    [InlineData("UPDATE verdict SET kind = 'fine' WHERE id = 'v1'", "CHECK constraint failed: kind IN")]
    [InlineData("UPDATE verdict SET model = 'lexical@2' WHERE id = 'v1'", "UNIQUE constraint failed: verdict.answer_id, verdict.revision_id, verdict.model")]
    [InlineData("UPDATE points SET points = 101 WHERE answer_id = 'a1'", "CHECK constraint failed: points BETWEEN 0 AND 100")]
    [InlineData("INSERT INTO points VALUES ('a1', 'w-local', 'm-ben', 1, 1)", "UNIQUE constraint failed: points.answer_id")]
    public void An_impossible_row_is_refused(string statement, string expected)
    {
        using var connection = SampleRows.Connect(filled.Directory);

        var refusal = Assert.Throws<SqliteException>(() => connection.Execute(statement));

        Assert.Equal(Constraint, refusal.SqliteErrorCode);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>A database with all samples; nothing that is refused changes it.</summary>
    public sealed class Filled : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Filled() => SampleRows.Fill(_folder, TemporaryFolder.All.Latest);

        public DataDirectory Directory => _folder.Directory;

        public void Dispose() => _folder.Dispose();
    }
}
