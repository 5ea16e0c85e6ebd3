-- Rows as schema 5 has them.
UPDATE workspace SET default_channel = 'general', answer_window_ms = 28800000, reveal_after_ms = 3600000, keep_answers_days = 90, organiser_role = '4711'
WHERE workspace_id = 'w-local';

INSERT INTO member (id, workspace_id, platform_id, display_name, is_organiser, met_at_ms, zone, shows_on_boards, notice_version, is_former) VALUES
    ('m-eva', 'w-local', 'eva', 'Eva', 0, 1790000009000, 'Asia/Kathmandu', 0, 1, 0),
    ('m-nobody', 'w-local', '(former member)', 'Former member', 0, 1790000009001, NULL, 1, 0, 1);

UPDATE schedule SET created_by = 'm-nobody' WHERE id = 's2';

UPDATE answer SET text = '(removed)', text_removed_at_ms = 1790000009002 WHERE id = 'a3';
