-- Rows as schema 7 has them.
INSERT INTO attached_file (id, workspace_id, member_id, name, content, received_at_ms) VALUES
    ('f1', 'w-local', 'm-ana', 'our-guide.md', x'23204869', 1790000000001);
