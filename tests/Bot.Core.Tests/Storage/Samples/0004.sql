-- Rows as schema 4 has them.
INSERT INTO schedule (id, workspace_id, number, kind, channel, cron, zone, filter, questions, seconds, state, created_by, created_at_ms, considered_until_ms) VALUES
    ('s4', 'w-local', 3, 'round', 'general', '0 0 18 * * ?', 'UTC', '{}', 5, 60, 'active', 'm-ana', 1790000009000, 1790000009000);

INSERT INTO occurrence (id, workspace_id, kind, channel, schedule_id, started_by, local_date, slot, planned_at_ms, fired_at_ms, state, reason, post_id, opened_at_ms, closes_at_ms, closed_at_ms, reveal_id, revealed_at_ms) VALUES
    ('c7', 'w-local', 'round', 'general', 's4', NULL, '2026-09-21', '18:00:00', 1790000009100, 1790000009110, 'open', NULL, 'o1', 1790000009120, NULL, NULL, NULL, NULL),
    ('c8', 'w-local', 'round', 'random', NULL, 'm-ben', NULL, NULL, 1790000009200, 1790000009200, 'closed', NULL, 'o1', 1790000009220, 1790000009230, 1790000009240, NULL, NULL);

INSERT INTO occurrence_question (occurrence_id, workspace_id, position, question_id, revision_id) VALUES
    ('c7', 'w-local', 0, 'q1', 'r1b'),
    ('c7', 'w-local', 1, 'q2', 'r2'),
    ('c7', 'w-local', 2, 'q5', 'r5'),
    ('c8', 'w-local', 0, 'q1', 'r1b'),
    ('c8', 'w-local', 1, 'q2', 'r2'),
    ('c8', 'w-local', 2, 'q6', 'r6');

INSERT INTO round_question (occurrence_id, workspace_id, position, seconds, state, reason, post_id, opened_at_ms, reopened_at_ms, closes_at_ms, result_id) VALUES
    ('c7', 'w-local', 0, 60, 'open', NULL, 'o1', 1790000009121, 1790000009200, 1790000009260, NULL),
    ('c7', 'w-local', 1, 65, 'waiting', NULL, NULL, NULL, NULL, NULL, NULL),
    ('c7', 'w-local', 2, 70, 'queued', NULL, 'o6', NULL, NULL, NULL, NULL),
    ('c8', 'w-local', 0, 60, 'revealed', NULL, 'o1', 1790000009221, NULL, 1790000009281, 'o6'),
    ('c8', 'w-local', 1, 60, 'closed', NULL, 'o1', 1790000009222, NULL, 1790000009282, NULL),
    ('c8', 'w-local', 2, 60, 'cancelled', 'it was withdrawn', NULL, NULL, NULL, NULL, NULL);

INSERT INTO answer (id, workspace_id, member_id, inbox_id, occurrence_id, quiz_id, question_id, revision_id, text, received_at_ms, counts, is_live, position, state, attempts, leased_until_ms) VALUES
    ('a5', 'w-local', 'm-ben', 'i1', 'c8', NULL, 'q2', 'r2', 'Quickly.', 1790000009270, 1, 1, 1, 'graded', 1, NULL);
