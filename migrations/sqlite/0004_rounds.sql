-- Rapid-fire rounds: schedules of a second kind, occurrences that a member starts, and the course of each question of a round.
-- SQLite changes a CHECK only by making the table anew; the migration runs with foreign keys off and they are checked afterwards.

CREATE TABLE schedule_new (
    id                    TEXT    NOT NULL PRIMARY KEY,
    workspace_id          TEXT    NOT NULL REFERENCES workspace (workspace_id),
    number                INTEGER NOT NULL CHECK (number >= 1),
    kind                  TEXT    NOT NULL CHECK (kind IN ('daily', 'round')),
    channel               TEXT    NOT NULL,
    cron                  TEXT    NOT NULL,
    zone                  TEXT    NOT NULL,
    filter                TEXT    NOT NULL CHECK (json_valid(filter)),
    -- How many questions a round has, and how many seconds each takes at least.
    questions             INTEGER CHECK (questions BETWEEN 1 AND 20),
    seconds               INTEGER CHECK (seconds BETWEEN 1 AND 600),
    state                 TEXT    NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'removed')),
    created_by            TEXT    NOT NULL REFERENCES member (id),
    created_at_ms         INTEGER NOT NULL,
    -- Planned instants up to this one have been dealt with, or were never due: before creation, while paused.
    considered_until_ms   INTEGER NOT NULL,
    UNIQUE (workspace_id, number),
    CHECK ((kind = 'round') = (questions IS NOT NULL)),
    CHECK ((kind = 'round') = (seconds IS NOT NULL))
) STRICT;

INSERT INTO schedule_new (id, workspace_id, number, kind, channel, cron, zone, filter, state, created_by, created_at_ms, considered_until_ms)
SELECT id, workspace_id, number, kind, channel, cron, zone, filter, state, created_by, created_at_ms, considered_until_ms FROM schedule;

CREATE TABLE occurrence_new (
    id              TEXT    NOT NULL PRIMARY KEY,
    workspace_id    TEXT    NOT NULL REFERENCES workspace (workspace_id),
    kind            TEXT    NOT NULL CHECK (kind IN ('daily', 'round')),
    channel         TEXT    NOT NULL,
    schedule_id     TEXT    REFERENCES schedule (id),
    -- Who started a round that no schedule planned.
    started_by      TEXT    REFERENCES member (id),
    local_date      TEXT    CHECK (local_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    slot            TEXT    CHECK (slot GLOB '[0-9][0-9]:[0-9][0-9]:[0-9][0-9]'),
    planned_at_ms   INTEGER NOT NULL,
    fired_at_ms     INTEGER NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('queued', 'open', 'closed', 'revealed', 'skipped', 'abandoned')),
    reason          TEXT,
    post_id         TEXT    REFERENCES outbox (id),
    opened_at_ms    INTEGER,
    closes_at_ms    INTEGER,
    closed_at_ms    INTEGER,
    reveal_id       TEXT    REFERENCES outbox (id),
    revealed_at_ms  INTEGER,
    UNIQUE (schedule_id, local_date, slot),
    -- What a schedule planned has its place on the calendar; what a member started is a round.
    CHECK ((schedule_id IS NULL) = (local_date IS NULL)),
    CHECK ((schedule_id IS NULL) = (slot IS NULL)),
    CHECK (schedule_id IS NULL OR started_by IS NULL),
    CHECK (schedule_id IS NOT NULL OR kind = 'round'),
    -- Only what did not run, or did not run to its end, has a reason.
    CHECK ((state IN ('skipped', 'abandoned')) = (reason IS NOT NULL)),
    -- A round closes when its last question does, which nobody knows before.
    CHECK (state = 'skipped' OR (post_id IS NOT NULL AND (closes_at_ms IS NOT NULL OR kind = 'round'))),
    CHECK (state NOT IN ('open', 'closed', 'revealed') OR opened_at_ms IS NOT NULL),
    CHECK (state NOT IN ('closed', 'revealed') OR closed_at_ms IS NOT NULL),
    CHECK ((state = 'revealed') = (revealed_at_ms IS NOT NULL))
) STRICT;

INSERT INTO occurrence_new (
    id, workspace_id, kind, channel, schedule_id, local_date, slot, planned_at_ms, fired_at_ms, state, reason, post_id,
    opened_at_ms, closes_at_ms, closed_at_ms, reveal_id, revealed_at_ms)
SELECT o.id, o.workspace_id, s.kind, s.channel, o.schedule_id, o.local_date, o.slot, o.planned_at_ms, o.fired_at_ms, o.state, o.reason, o.post_id,
    o.opened_at_ms, o.closes_at_ms, o.closed_at_ms, o.reveal_id, o.revealed_at_ms
FROM occurrence o
JOIN schedule s ON s.id = o.schedule_id;

DROP TABLE occurrence;
DROP TABLE schedule;
ALTER TABLE schedule_new RENAME TO schedule;
ALTER TABLE occurrence_new RENAME TO occurrence;

CREATE INDEX occurrence_of_schedule ON occurrence (schedule_id, planned_at_ms);
CREATE INDEX occurrence_of_channel ON occurrence (workspace_id, channel, planned_at_ms);
CREATE INDEX occurrence_running ON occurrence (closes_at_ms) WHERE state IN ('queued', 'open', 'closed');

-- One round a channel.
CREATE UNIQUE INDEX occurrence_one_round ON occurrence (workspace_id, channel) WHERE kind = 'round' AND state IN ('queued', 'open');

-- How far a question of a round is.
CREATE TABLE round_question (
    occurrence_id    TEXT    NOT NULL,
    workspace_id     TEXT    NOT NULL REFERENCES workspace (workspace_id),
    position         INTEGER NOT NULL CHECK (position >= 0),
    seconds          INTEGER NOT NULL CHECK (seconds BETWEEN 1 AND 1800),
    state            TEXT    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'queued', 'open', 'closed', 'revealed', 'cancelled')),
    reason           TEXT,
    post_id          TEXT    REFERENCES outbox (id),
    opened_at_ms     INTEGER,
    -- When it was opened once more, after the bot was down at its deadline.
    reopened_at_ms   INTEGER,
    closes_at_ms     INTEGER,
    result_id        TEXT    REFERENCES outbox (id),
    PRIMARY KEY (occurrence_id, position),
    FOREIGN KEY (occurrence_id, position) REFERENCES occurrence_question (occurrence_id, position),
    CHECK ((state = 'cancelled') = (reason IS NOT NULL)),
    CHECK (state NOT IN ('queued', 'open', 'closed', 'revealed') OR post_id IS NOT NULL),
    CHECK (state NOT IN ('open', 'closed', 'revealed') OR (opened_at_ms IS NOT NULL AND closes_at_ms IS NOT NULL)),
    CHECK ((opened_at_ms IS NULL) = (closes_at_ms IS NULL)),
    CHECK (reopened_at_ms IS NULL OR opened_at_ms IS NOT NULL),
    CHECK (state <> 'revealed' OR result_id IS NOT NULL)
) STRICT;

-- Which question of a round an answer is to.
ALTER TABLE answer ADD COLUMN position INTEGER NOT NULL DEFAULT 0 CHECK (position >= 0);

PRAGMA user_version = 4;
