-- Calendars of a tree of teams read what is public and still takes place below a path, and what was called off before its day.
create index projects_current_tree on projects (team_path, starts_at, project_id)
  where visibility = 'public' and status in ('recruiting', 'recruiting_paused', 'running');
create index projects_called_off_tree on projects (team_path, ends_at)
  where visibility = 'public' and status = 'cancelled' and cancelled_at is not null;
