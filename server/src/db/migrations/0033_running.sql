-- Running a project: recruiting that rests, shifts and projects that are called off, one extension, and the end.
alter table projects
  add column pause_reason text constraint projects_pause_reason check (pause_reason in
    ('weather', 'enough_people', 'preparing', 'place_not_ready', 'other')),
  add column cancelled_at timestamptz,
  add column cancelled_by uuid,
  add column cancel_reason text,
  add constraint projects_pause_is_shown check (pause_reason is null or status in ('recruiting_paused', 'running')),
  add constraint projects_cancelled_says_why check ((cancelled_at is null) = (cancel_reason is null)),
  -- Drafts end as cancelled with their team, and were never called off before anybody.
  add constraint projects_cancelled_is_over check (cancelled_at is null or status = 'cancelled');

alter table shifts
  add column cancelled_at timestamptz,
  add column cancel_reason text,
  add constraint shifts_cancelled_says_why check ((cancelled_at is null) = (cancel_reason is null)),
  -- Those who have been there keep their place; nobody waits for what does not take place.
  add constraint shifts_cancelled_waits_not check (cancelled_at is null or (held_count = 0 and waiting_count = 0));

alter table signups
  drop constraint signups_status,
  add constraint signups_status check (status in
    ('applied', 'admitted', 'refused', 'waiting', 'offered', 'lapsed', 'withdrawn', 'cancelled', 'no_show', 'served'));
