-- Slack workspaces that installed the app by themselves, and the tokens by which the bot acts there.

CREATE TABLE slack_installation (
    -- Slack's identifier: the app is installed before anybody there has said anything, and so before there is a workspace.
    team_id         TEXT    NOT NULL PRIMARY KEY CHECK (team_id <> ''),
    -- Encrypted; the key lies beside the database, not in it.
    sealed_token    TEXT    NOT NULL CHECK (sealed_token NOT LIKE 'xox%'),
    installed_at_ms INTEGER NOT NULL
) STRICT;

PRAGMA user_version = 9;
