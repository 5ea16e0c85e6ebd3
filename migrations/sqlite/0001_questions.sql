-- Packs and their questions. A row without workspace_id belongs to the installation and is read-only from chat;
-- any other belongs to that workspace alone.

CREATE TABLE pack (
    id             TEXT    NOT NULL PRIMARY KEY,
    workspace_id   TEXT,
    name           TEXT    NOT NULL CHECK (name GLOB '[a-z0-9]*' AND length(name) <= 64),
    info           TEXT    NOT NULL CHECK (json_valid(info)),
    loaded_at_ms   INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX pack_name ON pack (ifnull(workspace_id, ''), name);

CREATE TABLE question (
    id                  TEXT    NOT NULL PRIMARY KEY,
    workspace_id        TEXT,
    pack_id             TEXT    NOT NULL REFERENCES pack (id),
    position            INTEGER NOT NULL CHECK (position >= 0),
    current_revision_id TEXT    NOT NULL REFERENCES question_revision (id) DEFERRABLE INITIALLY DEFERRED,
    level_written       TEXT,
    level               TEXT    CHECK (level IN ('core', 'intermediate', 'advanced', 'expert')),
    kind                TEXT    CHECK (kind IN ('conceptual', 'tradeoff', 'design', 'debug', 'coding', 'estimation')),
    frequency           TEXT    CHECK (frequency IN ('common', 'very-common')),
    topic               TEXT    NOT NULL CHECK (json_valid(topic)),
    material            TEXT    NOT NULL CHECK (json_valid(material)),
    added_at_ms         INTEGER NOT NULL,
    -- Whether the current rubric has a key point that may be scored; a bare question is practised by self-rating.
    is_gradable         INTEGER NOT NULL CHECK (is_gradable IN (0, 1)),
    retired_at_ms       INTEGER,
    -- A level is kept as written beside its place on the one scale: both or neither.
    CHECK ((level IS NULL) = (level_written IS NULL))
) STRICT;

CREATE INDEX question_of_pack ON question (pack_id, position);

-- Every key that a question ever had. A key is never reused, so a row is never deleted or moved.
CREATE TABLE question_key (
    key            TEXT    NOT NULL,
    workspace_id   TEXT,
    question_id    TEXT    NOT NULL REFERENCES question (id),
    is_current     INTEGER NOT NULL CHECK (is_current IN (0, 1)),
    since_at_ms    INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX question_key_is_unique ON question_key (ifnull(workspace_id, ''), key);
CREATE UNIQUE INDEX question_key_current ON question_key (question_id) WHERE is_current = 1;

CREATE TABLE question_revision (
    id             TEXT    NOT NULL PRIMARY KEY,
    workspace_id   TEXT,
    question_id    TEXT    NOT NULL REFERENCES question (id) DEFERRABLE INITIALLY DEFERRED,
    number         INTEGER NOT NULL CHECK (number >= 1),
    stem           TEXT    NOT NULL CHECK (length(trim(stem)) > 0),
    rubric         TEXT    NOT NULL CHECK (json_valid(rubric)),
    created_at_ms  INTEGER NOT NULL,
    UNIQUE (question_id, number)
) STRICT;

-- "RFLG": tells this database from any other program's.
PRAGMA application_id = 1380338759;
PRAGMA user_version = 1;
