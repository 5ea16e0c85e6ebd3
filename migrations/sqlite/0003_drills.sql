-- Schedules, their occurrences, questions asked on request, answers, verdicts and points.

CREATE TABLE schedule (
    id                    TEXT    NOT NULL PRIMARY KEY,
    workspace_id          TEXT    NOT NULL REFERENCES workspace (workspace_id),
    number                INTEGER NOT NULL CHECK (number >= 1),
    kind                  TEXT    NOT NULL CHECK (kind IN ('daily')),
    channel               TEXT    NOT NULL,
    cron                  TEXT    NOT NULL,
    zone                  TEXT    NOT NULL,
    filter                TEXT    NOT NULL CHECK (json_valid(filter)),
    state                 TEXT    NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'removed')),
    created_by            TEXT    NOT NULL REFERENCES member (id),
    created_at_ms         INTEGER NOT NULL,
    -- Planned instants up to this one have been dealt with, or were never due: before creation, while paused.
    considered_until_ms   INTEGER NOT NULL,
    UNIQUE (workspace_id, number)
) STRICT;

CREATE TABLE occurrence (
    id              TEXT    NOT NULL PRIMARY KEY,
    workspace_id    TEXT    NOT NULL REFERENCES workspace (workspace_id),
    schedule_id     TEXT    NOT NULL REFERENCES schedule (id),
    local_date      TEXT    NOT NULL CHECK (local_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    slot            TEXT    NOT NULL CHECK (slot GLOB '[0-9][0-9]:[0-9][0-9]:[0-9][0-9]'),
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
    -- Only what did not run, or did not run to its end, has a reason.
    CHECK ((state IN ('skipped', 'abandoned')) = (reason IS NOT NULL)),
    CHECK (state = 'skipped' OR (post_id IS NOT NULL AND closes_at_ms IS NOT NULL)),
    CHECK (state NOT IN ('open', 'closed', 'revealed') OR opened_at_ms IS NOT NULL),
    CHECK (state NOT IN ('closed', 'revealed') OR closed_at_ms IS NOT NULL),
    CHECK ((state = 'revealed') = (revealed_at_ms IS NOT NULL))
) STRICT;

CREATE INDEX occurrence_of_schedule ON occurrence (schedule_id, planned_at_ms);
CREATE INDEX occurrence_running ON occurrence (closes_at_ms) WHERE state IN ('queued', 'open', 'closed');

CREATE TABLE occurrence_question (
    occurrence_id  TEXT    NOT NULL REFERENCES occurrence (id),
    workspace_id   TEXT    NOT NULL REFERENCES workspace (workspace_id),
    position       INTEGER NOT NULL CHECK (position >= 0),
    question_id    TEXT    NOT NULL REFERENCES question (id),
    revision_id    TEXT    NOT NULL REFERENCES question_revision (id),
    PRIMARY KEY (occurrence_id, position)
) STRICT;

CREATE INDEX occurrence_question_asked ON occurrence_question (workspace_id, question_id);

-- A question that a member asked for.
CREATE TABLE quiz (
    id             TEXT    NOT NULL PRIMARY KEY,
    workspace_id   TEXT    NOT NULL REFERENCES workspace (workspace_id),
    member_id      TEXT    NOT NULL REFERENCES member (id),
    channel        TEXT    NOT NULL,
    question_id    TEXT    NOT NULL REFERENCES question (id),
    revision_id    TEXT    NOT NULL REFERENCES question_revision (id),
    asked_at_ms    INTEGER NOT NULL
) STRICT;

CREATE INDEX quiz_of_member ON quiz (member_id, asked_at_ms);

CREATE TABLE answer (
    id              TEXT    NOT NULL PRIMARY KEY,
    workspace_id    TEXT    NOT NULL REFERENCES workspace (workspace_id),
    member_id       TEXT    NOT NULL REFERENCES member (id),
    inbox_id        TEXT    NOT NULL UNIQUE REFERENCES inbox (id),
    occurrence_id   TEXT    REFERENCES occurrence (id),
    quiz_id         TEXT    REFERENCES quiz (id),
    question_id     TEXT    NOT NULL REFERENCES question (id),
    revision_id     TEXT    NOT NULL REFERENCES question_revision (id),
    text            TEXT    NOT NULL CHECK (length(trim(text)) > 0),
    received_at_ms  INTEGER NOT NULL,
    counts          INTEGER NOT NULL CHECK (counts IN (0, 1)),
    is_live         INTEGER NOT NULL DEFAULT 0 CHECK (is_live IN (0, 1)),
    state           TEXT    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'grading', 'graded', 'failed')),
    attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 3),
    leased_until_ms INTEGER,
    -- An answer is to a scheduled occurrence or to a quiz, and only the former can count.
    CHECK ((occurrence_id IS NULL) <> (quiz_id IS NULL)),
    CHECK (counts = 0 OR occurrence_id IS NOT NULL),
    CHECK ((state = 'grading') = (leased_until_ms IS NOT NULL)),
    -- Three attempts come before giving the model up.
    CHECK (state <> 'failed' OR attempts = 3)
) STRICT;

-- The first answer of a member to an occurrence's question counts; there is no second.
CREATE UNIQUE INDEX answer_that_counts ON answer (occurrence_id, question_id, member_id) WHERE counts = 1;
CREATE INDEX answer_to_grade ON answer (is_live DESC, received_at_ms) WHERE state IN ('waiting', 'grading');
CREATE INDEX answer_of_occurrence ON answer (occurrence_id);

CREATE TABLE verdict (
    id             TEXT    NOT NULL PRIMARY KEY,
    workspace_id   TEXT    NOT NULL REFERENCES workspace (workspace_id),
    answer_id      TEXT    NOT NULL REFERENCES answer (id),
    revision_id    TEXT    NOT NULL REFERENCES question_revision (id),
    model          TEXT    NOT NULL,
    score          REAL    NOT NULL CHECK (score BETWEEN 0 AND 100),
    kind           TEXT    NOT NULL CHECK (kind IN ('empty', 'weak', 'mixed', 'strong', 'not-sure')),
    confidence     REAL    NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    assessment     TEXT    NOT NULL CHECK (json_valid(assessment)),
    graded_at_ms   INTEGER NOT NULL,
    UNIQUE (answer_id, revision_id, model)
) STRICT;

CREATE TABLE points (
    answer_id      TEXT    NOT NULL PRIMARY KEY REFERENCES answer (id),
    workspace_id   TEXT    NOT NULL REFERENCES workspace (workspace_id),
    member_id      TEXT    NOT NULL REFERENCES member (id),
    points         INTEGER NOT NULL CHECK (points BETWEEN 0 AND 100),
    earned_at_ms   INTEGER NOT NULL
) STRICT;

CREATE INDEX points_of_workspace ON points (workspace_id, earned_at_ms);

PRAGMA user_version = 3;
