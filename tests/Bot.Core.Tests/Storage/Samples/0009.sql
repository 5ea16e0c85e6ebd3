-- Rows as schema 9 has them.
INSERT INTO slack_installation (team_id, sealed_token, installed_at_ms) VALUES
    ('T0SAMPLE1', 'CfDJ8-sealed', 1790000000002);
