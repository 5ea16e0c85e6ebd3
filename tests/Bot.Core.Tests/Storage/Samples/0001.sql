-- Rows as schema 1 has them.
INSERT INTO pack (id, workspace_id, name, info, loaded_at_ms) VALUES
    ('p-shared', NULL, 'llm-foundations', '{"title":"Foundations","language":"en","audience":[],"sources":[]}', 1790000000000),
    ('p-own', 'w-local', 'llm-foundations', '{"title":"Ours"}', 1790000000001);

INSERT INTO question (id, workspace_id, pack_id, position, current_revision_id, level_written, level, kind, frequency, topic, material, added_at_ms, is_gradable, retired_at_ms) VALUES
    ('q1', NULL, 'p-shared', 0, 'r1b', 'Core', 'core', 'conceptual', 'common', '{"path":["Attention","Masking"],"crossCutting":["Cost"]}', '{"probes":["depth"]}', 1790000000000, 1, NULL),
    ('q2', NULL, 'p-shared', 1, 'r2', 'mid', 'intermediate', 'tradeoff', 'very-common', '{"path":[],"crossCutting":[]}', '{}', 1790000000000, 1, NULL),
    ('q3', NULL, 'p-shared', 2, 'r3', 'System Design', 'advanced', 'design', NULL, '{}', '{}', 1790000000000, 1, 1790000000900),
    ('q4', NULL, 'p-shared', 3, 'r4', 'Staff', 'expert', 'debug', NULL, '{}', '{}', 1790000000000, 0, NULL),
    ('q5', 'w-local', 'p-own', 0, 'r5', NULL, NULL, 'coding', NULL, '{}', '{}', 1790000000001, 1, NULL),
    ('q6', 'w-local', 'p-own', 1, 'r6', NULL, NULL, 'estimation', NULL, '{}', '{}', 1790000000001, 1, NULL),
    ('q7', 'w-local', 'p-own', 2, 'r7', NULL, NULL, NULL, NULL, '{}', '{}', 1790000000001, 0, NULL);

INSERT INTO question_key (key, workspace_id, question_id, is_current, since_at_ms) VALUES
    ('llm-foundations/mask', NULL, 'q1', 1, 1790000000500),
    ('llm-foundations/masking', NULL, 'q1', 0, 1790000000000),
    ('llm-foundations/batch', NULL, 'q2', 1, 1790000000000),
    ('llm-foundations/serve', NULL, 'q3', 1, 1790000000000),
    ('llm-foundations/hang', NULL, 'q4', 1, 1790000000000),
    ('llm-foundations/mask', 'w-local', 'q5', 1, 1790000000001),
    ('llm-foundations/memory', 'w-local', 'q6', 1, 1790000000001),
    ('llm-foundations/bare', 'w-local', 'q7', 1, 1790000000001);

INSERT INTO question_revision (id, workspace_id, question_id, number, stem, rubric, created_at_ms) VALUES
    ('r1a', NULL, 'q1', 1, 'What is a mask?', '{"keyPoints":[]}', 1790000000000),
    ('r1b', NULL, 'q1', 2, 'What is a causal mask?', '{"keyPoints":[{"text":"Hides the future","weight":2}]}', 1790000000500),
    ('r2', NULL, 'q2', 1, 'Large batches or small ones?', '{}', 1790000000000),
    ('r3', NULL, 'q3', 1, 'How would you serve it?', '{}', 1790000000000),
    ('r4', NULL, 'q4', 1, 'Why does training hang?', '{}', 1790000000000),
    ('r5', 'w-local', 'q5', 1, 'Write a causal mask.', '{}', 1790000000001),
    ('r6', 'w-local', 'q6', 1, 'How much memory does the cache take?', '{}', 1790000000001),
    ('r7', 'w-local', 'q7', 1, 'Tell me about yourself.', '{}', 1790000000001);
