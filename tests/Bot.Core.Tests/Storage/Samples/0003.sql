-- Rows as schema 3 has them.
INSERT INTO schedule (id, workspace_id, number, kind, channel, cron, zone, filter, state, created_by, created_at_ms, considered_until_ms) VALUES
    ('s1', 'w-local', 1, 'daily', 'general', '0 0 9 * * ?', 'Europe/Berlin', '{"topics":["Attention"],"levels":["core"],"kinds":[]}', 'active', 'm-ana', 1790000004000, 1790000005000),
    ('s2', 'w-local', 2, 'daily', 'general', '0 0 10 * * ?', 'UTC', '{}', 'paused', 'm-ana', 1790000004001, 1790000004001),
    ('s3', 'w-discord', 1, 'daily', '7', '0 0 11 * * ?', 'UTC', '{}', 'removed', 'm-cam', 1790000004002, 1790000004002);

INSERT INTO occurrence (id, workspace_id, schedule_id, local_date, slot, planned_at_ms, fired_at_ms, state, reason, post_id, opened_at_ms, closes_at_ms, closed_at_ms, reveal_id, revealed_at_ms) VALUES
    ('c1', 'w-local', 's1', '2026-09-22', '09:00:00', 1790000005000, 1790000005010, 'queued', NULL, 'o1', NULL, 1790086400000, NULL, NULL, NULL),
    ('c2', 'w-local', 's1', '2026-09-21', '09:00:00', 1790000005001, 1790000005011, 'open', NULL, 'o1', 1790000005100, 1790086400001, NULL, NULL, NULL),
    ('c3', 'w-local', 's1', '2026-09-20', '09:00:00', 1790000005002, 1790000005012, 'closed', NULL, 'o1', 1790000005101, 1790000006000, 1790000006001, 'o6', NULL),
    ('c4', 'w-local', 's1', '2026-09-19', '09:00:00', 1790000005003, 1790000005013, 'revealed', NULL, 'o1', 1790000005102, 1790000006001, 1790000006002, 'o6', 1790000006500),
    ('c5', 'w-local', 's1', '2026-09-18', '09:00:00', 1790000005004, 1790000005014, 'skipped', 'missed by more than two hours', NULL, NULL, NULL, NULL, NULL, NULL),
    ('c6', 'w-discord', 's3', '2026-09-21', '11:00:00', 1790000005005, 1790000005015, 'abandoned', 'the channel is gone', 'o5', NULL, 1790086400005, NULL, NULL, NULL);

INSERT INTO occurrence_question (occurrence_id, workspace_id, position, question_id, revision_id) VALUES
    ('c1', 'w-local', 0, 'q1', 'r1b'),
    ('c2', 'w-local', 0, 'q2', 'r2'),
    ('c3', 'w-local', 0, 'q1', 'r1a'),
    ('c4', 'w-local', 0, 'q5', 'r5'),
    ('c6', 'w-discord', 0, 'q1', 'r1b');

INSERT INTO quiz (id, workspace_id, member_id, channel, question_id, revision_id, asked_at_ms) VALUES
    ('z1', 'w-local', 'm-ben', 'general', 'q6', 'r6', 1790000007000),
    ('z2', 'w-discord', 'm-cam', '7', 'q2', 'r2', 1790000007001);

INSERT INTO answer (id, workspace_id, member_id, inbox_id, occurrence_id, quiz_id, question_id, revision_id, text, received_at_ms, counts, is_live, state, attempts, leased_until_ms) VALUES
    ('a1', 'w-local', 'm-ben', 'i2', 'c2', NULL, 'q2', 'r2', 'It hides the future.', 1790000002001, 1, 0, 'graded', 1, NULL),
    ('a2', 'w-local', 'm-ana', 'i5', 'c2', NULL, 'q2', 'r2', 'Small ones.', 1790000002004, 1, 1, 'grading', 2, 1790000012004),
    ('a3', 'w-local', 'm-ben', 'i6', NULL, 'z1', 'q6', 'r6', 'Much.', 1790000002005, 0, 0, 'failed', 3, NULL),
    ('a4', 'w-discord', 'm-cam', 'i7', NULL, 'z2', 'q2', 'r2', 'Both.', 1790000002006, 0, 0, 'waiting', 0, NULL);

INSERT INTO verdict (id, workspace_id, answer_id, revision_id, model, score, kind, confidence, assessment, graded_at_ms) VALUES
    ('v1', 'w-local', 'a1', 'r2', 'lexical@1', 87.5, 'strong', 0.75, '{"keyPoints":[],"redFlags":[],"model":"lexical@1"}', 1790000008000),
    ('v2', 'w-local', 'a1', 'r2', 'lexical@2', 50.0, 'mixed', 0.5, '{}', 1790000008001),
    ('v3', 'w-local', 'a3', 'r6', 'lexical@1', 10.0, 'weak', 1.0, '{}', 1790000008002),
    ('v4', 'w-local', 'a3', 'r6', 'lexical@2', 0.0, 'empty', 0.0, '{}', 1790000008003),
    ('v5', 'w-discord', 'a4', 'r2', 'lexical@1', 100.0, 'not-sure', 0.25, '{}', 1790000008004);

INSERT INTO points (answer_id, workspace_id, member_id, points, earned_at_ms) VALUES ('a1', 'w-local', 'm-ben', 87, 1790000002001);
