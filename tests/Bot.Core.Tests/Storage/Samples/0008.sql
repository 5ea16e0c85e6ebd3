-- Rows as schema 8 has them.
INSERT INTO twin (id, workspace_id, kept_id, other_id, state, before, after, decided_at_ms, undone_at_ms) VALUES
    ('t1', NULL, 'q1', 'q2', 'merged', 'pack: a', 'pack: b', 1790000000001, NULL),
    ('t2', 'w-local', 'q2', 'q1', 'apart', NULL, NULL, 1790000000002, 1790000000003);
