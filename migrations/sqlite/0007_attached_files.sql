-- Files that members attached to forms, kept as long as the forms.

CREATE TABLE attached_file (
    id              TEXT    NOT NULL PRIMARY KEY,
    workspace_id    TEXT    NOT NULL REFERENCES workspace (workspace_id),
    member_id       TEXT    NOT NULL REFERENCES member (id),
    name            TEXT    NOT NULL,
    content         BLOB    NOT NULL,
    received_at_ms  INTEGER NOT NULL
) STRICT;

CREATE INDEX attached_file_of_member ON attached_file (workspace_id, member_id, received_at_ms);

PRAGMA user_version = 7;
