-- Workspaces and members, what came in, what goes out, and the messages of the local chat page.

CREATE TABLE workspace (
    workspace_id   TEXT    NOT NULL PRIMARY KEY,
    platform       TEXT    NOT NULL CHECK (platform IN ('local', 'discord', 'slack')),
    platform_id    TEXT    NOT NULL,
    zone           TEXT    NOT NULL DEFAULT 'UTC',
    created_at_ms  INTEGER NOT NULL,
    left_at_ms     INTEGER,
    UNIQUE (platform, platform_id)
) STRICT;

CREATE TABLE member (
    id             TEXT    NOT NULL PRIMARY KEY,
    workspace_id   TEXT    NOT NULL REFERENCES workspace (workspace_id),
    platform_id    TEXT    NOT NULL,
    display_name   TEXT    NOT NULL,
    is_organiser   INTEGER NOT NULL DEFAULT 0 CHECK (is_organiser IN (0, 1)),
    met_at_ms      INTEGER NOT NULL,
    UNIQUE (workspace_id, platform_id)
) STRICT;

CREATE TABLE inbox (
    id                  TEXT    NOT NULL PRIMARY KEY,
    workspace_id        TEXT    NOT NULL REFERENCES workspace (workspace_id),
    member_id           TEXT    NOT NULL REFERENCES member (id),
    platform            TEXT    NOT NULL CHECK (platform IN ('local', 'discord', 'slack')),
    event_id            TEXT    NOT NULL,
    channel             TEXT    NOT NULL,
    is_administrator    INTEGER NOT NULL CHECK (is_administrator IN (0, 1)),
    action              TEXT    NOT NULL CHECK (json_valid(action)),
    received_at_ms      INTEGER NOT NULL,
    reply_token         TEXT,
    reply_expires_at_ms INTEGER NOT NULL,
    state               TEXT    NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'handled', 'failed')),
    attempts            INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    fault               TEXT,
    settled_at_ms       INTEGER,
    UNIQUE (platform, event_id),
    CHECK ((state = 'received') = (settled_at_ms IS NULL)),
    -- Only a failed event has the reference under which the log tells why.
    CHECK ((state = 'failed') = (fault IS NOT NULL))
) STRICT;

CREATE INDEX inbox_unsettled ON inbox (received_at_ms) WHERE state = 'received';
CREATE INDEX inbox_token ON inbox (reply_expires_at_ms) WHERE reply_token IS NOT NULL;

CREATE TABLE outbox (
    id                  TEXT    NOT NULL PRIMARY KEY,
    workspace_id        TEXT    NOT NULL REFERENCES workspace (workspace_id),
    post_key            TEXT    NOT NULL UNIQUE CHECK (length(post_key) BETWEEN 1 AND 25),
    channel             TEXT,
    member_id           TEXT    REFERENCES member (id),
    inbox_id            TEXT    REFERENCES inbox (id),
    message             TEXT    NOT NULL CHECK (json_valid(message)),
    subject             TEXT,
    after_id            TEXT    REFERENCES outbox (id),
    queued_at_ms        INTEGER NOT NULL,
    due_at_ms           INTEGER NOT NULL,
    expires_at_ms       INTEGER,
    attempts            INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    unknown_outcomes    INTEGER NOT NULL DEFAULT 0 CHECK (unknown_outcomes BETWEEN 0 AND 2),
    awaits_contact      INTEGER NOT NULL DEFAULT 0 CHECK (awaits_contact IN (0, 1)),
    state               TEXT    NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'posted', 'unknown', 'abandoned')),
    platform_message_id TEXT,
    settled_at_ms       INTEGER,
    reason              TEXT,
    -- A post goes to a channel, or to a member: by the handle of an event while that lives, directly otherwise.
    CHECK ((channel IS NULL) <> (member_id IS NULL)),
    CHECK (inbox_id IS NULL OR member_id IS NOT NULL),
    -- Only a message to a member can wait until that member comes back.
    CHECK (awaits_contact = 0 OR (member_id IS NOT NULL AND state = 'pending')),
    CHECK ((state = 'pending') = (settled_at_ms IS NULL)),
    CHECK (state = 'posted' OR platform_message_id IS NULL),
    CHECK ((state IN ('unknown', 'abandoned')) = (reason IS NOT NULL))
) STRICT;

CREATE INDEX outbox_due ON outbox (due_at_ms) WHERE state = 'pending' AND awaits_contact = 0;
CREATE INDEX outbox_waiting ON outbox (member_id) WHERE awaits_contact = 1;

CREATE TABLE local_channel (
    id             TEXT    NOT NULL PRIMARY KEY,
    workspace_id   TEXT    NOT NULL REFERENCES workspace (workspace_id),
    name           TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    created_at_ms  INTEGER NOT NULL,
    UNIQUE (workspace_id, name)
) STRICT;

-- What the local chat page shows: the platform's own record, as Discord and Slack keep theirs.
CREATE TABLE local_message (
    sequence       INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace_id   TEXT    NOT NULL REFERENCES workspace (workspace_id),
    post_key       TEXT    NOT NULL UNIQUE,
    channel_id     TEXT    REFERENCES local_channel (id),
    visible_to     TEXT    REFERENCES member (id),
    message        TEXT    NOT NULL CHECK (json_valid(message)),
    posted_at_ms   INTEGER NOT NULL,
    -- Without a channel it is a direct message.
    CHECK (channel_id IS NOT NULL OR visible_to IS NOT NULL)
) STRICT;

CREATE INDEX local_message_of_channel ON local_message (channel_id, sequence);
CREATE INDEX local_message_of_member ON local_message (visible_to, sequence);

PRAGMA user_version = 2;
