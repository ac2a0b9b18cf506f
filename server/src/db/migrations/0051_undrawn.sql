-- The draws that can come due are those of projects that take people on; drafts and what was called off stand in no one's way.
drop index projects_draw_due;
create index projects_draw_due on projects (draw_at, project_id)
  where drawn_at is null and draw_at is not null and status in ('recruiting', 'running');
-- Who takes part in a draw that does not come about is found when the shift begins.
create index signups_entered_start on signups (starts_at, signup_id) where status = 'entered';
