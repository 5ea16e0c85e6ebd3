-- What organisers change in the packs of their workspace, so that each change can be taken back.

CREATE TABLE pack_change (
    id            TEXT    NOT NULL PRIMARY KEY,
    workspace_id  TEXT    NOT NULL REFERENCES workspace (workspace_id),
    pack          TEXT    NOT NULL,
    -- The pack as it was, in YAML; NULL when there was none.
    before        TEXT,
    made_at_ms    INTEGER NOT NULL,
    undone_at_ms  INTEGER
) STRICT;

CREATE INDEX pack_change_of_pack ON pack_change (workspace_id, pack, id);

PRAGMA user_version = 6;
