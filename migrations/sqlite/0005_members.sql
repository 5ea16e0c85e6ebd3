-- What members and groups set, what members were told, those who left, and how long words are kept.

ALTER TABLE workspace ADD COLUMN default_channel TEXT;
ALTER TABLE workspace ADD COLUMN answer_window_ms INTEGER CHECK (answer_window_ms > 0);
ALTER TABLE workspace ADD COLUMN reveal_after_ms INTEGER NOT NULL DEFAULT 0 CHECK (reveal_after_ms >= 0);
ALTER TABLE workspace ADD COLUMN keep_answers_days INTEGER CHECK (keep_answers_days > 0);
ALTER TABLE workspace ADD COLUMN organiser_role TEXT;

ALTER TABLE member ADD COLUMN zone TEXT;
ALTER TABLE member ADD COLUMN shows_on_boards INTEGER NOT NULL DEFAULT 1 CHECK (shows_on_boards IN (0, 1));
-- The version of the privacy notice that the member was given last; 0 for none.
ALTER TABLE member ADD COLUMN notice_version INTEGER NOT NULL DEFAULT 0 CHECK (notice_version >= 0);
-- At most one row of a workspace is nobody: what those who left had made, and the group keeps, points to it.
ALTER TABLE member ADD COLUMN is_former INTEGER NOT NULL DEFAULT 0 CHECK (is_former IN (0, 1));

CREATE UNIQUE INDEX member_former ON member (workspace_id) WHERE is_former = 1;

-- Set when the answer was older than the workspace keeps words: the text is then gone, the score stays.
ALTER TABLE answer ADD COLUMN text_removed_at_ms INTEGER;

CREATE INDEX answer_of_member ON answer (member_id, received_at_ms);
CREATE INDEX answer_with_text ON answer (workspace_id, received_at_ms) WHERE text_removed_at_ms IS NULL;

-- Both cover what a board adds up, so that it reads no row.
DROP INDEX points_of_workspace;
CREATE INDEX points_by_time ON points (workspace_id, earned_at_ms, member_id, points);
CREATE INDEX points_by_member ON points (workspace_id, member_id, earned_at_ms, points);

CREATE INDEX inbox_of_member ON inbox (member_id, received_at_ms);
-- Set when the words of a settled event were removed and something still refers to its row.
ALTER TABLE inbox ADD COLUMN is_emptied INTEGER NOT NULL DEFAULT 0 CHECK (is_emptied IN (0, 1));
CREATE INDEX inbox_to_age ON inbox (settled_at_ms) WHERE is_emptied = 0 AND state <> 'received';
CREATE INDEX outbox_of_member ON outbox (member_id);
CREATE INDEX outbox_of_event ON outbox (inbox_id) WHERE inbox_id IS NOT NULL;
CREATE INDEX outbox_after ON outbox (after_id) WHERE after_id IS NOT NULL;
CREATE INDEX outbox_settled ON outbox (settled_at_ms) WHERE state <> 'pending';
CREATE INDEX local_message_private ON local_message (workspace_id, posted_at_ms) WHERE visible_to IS NOT NULL;

PRAGMA user_version = 5;
