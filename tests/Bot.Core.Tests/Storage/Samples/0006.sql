-- Rows as schema 6 has them.
INSERT INTO pack_change (id, workspace_id, pack, before, made_at_ms, undone_at_ms) VALUES
    ('c1', 'w-local', 'llm-foundations', NULL, 1790000000001, NULL),
    ('c2', 'w-local', 'llm-foundations', 'pack: llm-foundations', 1790000010000, 1790000010001);
