-- The end of a project: extended once, and closed by its team or by the clock.
alter table projects
  add column extended_at timestamptz,
  add column extended_from timestamptz,
  add column closed_at timestamptz,
  add column closed_by uuid,
  add constraint projects_extended_from check ((extended_at is null) = (extended_from is null)),
  add constraint projects_closed_by check (closed_by is null or closed_at is not null),
  add constraint projects_closed_is_over check (closed_at is null or status = 'closed');
create index projects_closing on projects (ends_at) where status = 'ended';
