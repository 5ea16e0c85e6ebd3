-- Rows as schema 2 has them.
INSERT INTO workspace (workspace_id, platform, platform_id, zone, created_at_ms, left_at_ms) VALUES
    ('w-local', 'local', 'local', 'Europe/Berlin', 1790000001000, NULL),
    ('w-discord', 'discord', '81384788765712384', 'UTC', 1790000001001, NULL),
    ('w-slack', 'slack', 'T0123', 'Asia/Kathmandu', 1790000001002, 1790000009000);

INSERT INTO member (id, workspace_id, platform_id, display_name, is_organiser, met_at_ms) VALUES
    ('m-ana', 'w-local', 'ana', 'Ana', 1, 1790000001100),
    ('m-ben', 'w-local', 'ben', 'Ben <@everyone>', 0, 1790000001101),
    ('m-cam', 'w-discord', '42', 'Cam', 0, 1790000001102),
    ('m-dee', 'w-slack', 'U1', 'Dee', 0, 1790000001103);

INSERT INTO inbox (id, workspace_id, member_id, platform, event_id, channel, is_administrator, action, received_at_ms, reply_token, reply_expires_at_ms, state, attempts, fault, settled_at_ms) VALUES
    ('i1', 'w-local', 'm-ana', 'local', 'e1', 'general', 1, '{"type":"command","name":"daily","options":{}}', 1790000002000, 'cipher', 1790000902000, 'received', 2, NULL, NULL),
    ('i2', 'w-local', 'm-ben', 'local', 'e2', 'general', 0, '{"type":"form","name":"answer","argument":"x","values":{"text":"It hides the future."}}', 1790000002001, NULL, 1790000902001, 'handled', 0, NULL, 1790000002100),
    ('i3', 'w-discord', 'm-cam', 'discord', 'e1', '7', 0, '{"type":"button","action":"answer","argument":"x"}', 1790000002002, 'cipher', 1790000902002, 'failed', 0, 'RF-1A2B', 1790000002200),
    ('i4', 'w-slack', 'm-dee', 'slack', 'e1', 'C1', 0, '{"type":"uninstall"}', 1790000002003, NULL, 1790000002003, 'handled', 0, NULL, 1790000002300),
    ('i5', 'w-local', 'm-ana', 'local', 'e5', 'general', 0, '{"type":"form","name":"answer","argument":"x","values":{}}', 1790000002004, NULL, 1790000902004, 'handled', 0, NULL, 1790000002400),
    ('i6', 'w-local', 'm-ben', 'local', 'e6', 'general', 0, '{"type":"form","name":"answer","argument":"y","values":{}}', 1790000002005, NULL, 1790000902005, 'handled', 1, NULL, 1790000002500),
    ('i7', 'w-discord', 'm-cam', 'discord', 'e7', '7', 0, '{"type":"form","name":"answer","argument":"y","values":{}}', 1790000002006, NULL, 1790000902006, 'handled', 0, NULL, 1790000002600);

INSERT INTO outbox (id, workspace_id, post_key, channel, member_id, inbox_id, message, subject, after_id, queued_at_ms, due_at_ms, expires_at_ms, attempts, unknown_outcomes, awaits_contact, state, platform_message_id, settled_at_ms, reason) VALUES
    ('o1', 'w-local', 'AZ1', 'general', NULL, NULL, '{"text":"Question of the day"}', 'occurrence:c2', NULL, 1790000003000, 1790000003000, 1790000099000, 1, 0, 0, 'posted', '17', 1790000003100, NULL),
    ('o2', 'w-local', 'AZ2', NULL, 'm-ben', 'i2', '{"text":"75 of 100"}', NULL, 'o1', 1790000003001, 1790000003001, NULL, 1, 0, 0, 'posted', NULL, 1790000003101, NULL),
    ('o3', 'w-local', 'AZ3', NULL, 'm-ben', NULL, '{"text":"While you were away"}', NULL, NULL, 1790000003002, 1790000003002, NULL, 3, 0, 1, 'pending', NULL, NULL, NULL),
    ('o4', 'w-slack', 'AZ4', 'C1', NULL, NULL, '{"text":"Twice?"}', NULL, NULL, 1790000003003, 1790000003003, NULL, 2, 2, 0, 'unknown', NULL, 1790000003103, 'nobody knows'),
    ('o5', 'w-discord', 'AZ5', '7', NULL, NULL, '{"text":"Gone"}', 'occurrence:c6', NULL, 1790000003004, 1790000003004, 1790000003100, 5, 0, 0, 'abandoned', NULL, 1790000003104, 'the channel is gone'),
    ('o6', 'w-local', 'AZ6', 'general', NULL, NULL, '{"text":"Reveal"}', 'reveal:c5', 'o1', 1790000003005, 1790000013005, NULL, 0, 1, 0, 'pending', NULL, NULL, NULL);

INSERT INTO local_channel (id, workspace_id, name, created_at_ms) VALUES ('general', 'w-local', 'general', 1790000001000);

INSERT INTO local_message (workspace_id, post_key, channel_id, visible_to, message, posted_at_ms) VALUES
    ('w-local', 'AZ1', 'general', NULL, '{"text":"Question of the day"}', 1790000003100),
    ('w-local', 'AZ2', 'general', 'm-ben', '{"text":"75 of 100"}', 1790000003101),
    ('w-local', 'AZ9', NULL, 'm-ana', '{"text":"A direct message"}', 1790000003102);
