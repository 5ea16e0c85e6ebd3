-- What people decided about questions that seem to ask the same. A row without workspace_id holds for the whole installation.

CREATE TABLE twin (
    id             TEXT    NOT NULL PRIMARY KEY,
    workspace_id   TEXT    REFERENCES workspace (workspace_id),
    kept_id        TEXT    NOT NULL REFERENCES question (id),
    -- Merged: it is no longer asked. Apart: both are, and are not proposed again.
    other_id       TEXT    NOT NULL REFERENCES question (id),
    state          TEXT    NOT NULL CHECK (state IN ('merged', 'apart')),
    -- The kept question before and after, as packs of one question in YAML.
    before         TEXT,
    after          TEXT,
    decided_at_ms  INTEGER NOT NULL,
    undone_at_ms   INTEGER,
    CHECK (kept_id <> other_id),
    CHECK ((state = 'merged') = (before IS NOT NULL) AND (before IS NULL) = (after IS NULL))
) STRICT;

-- A question is merged into one other at most.
CREATE UNIQUE INDEX twin_merged ON twin (ifnull(workspace_id, ''), other_id) WHERE state = 'merged' AND undone_at_ms IS NULL;

PRAGMA user_version = 8;
