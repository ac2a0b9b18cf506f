-- What a team wants to have changed of the fields that were reviewed: each waits for itself, while the old value goes on.
create table field_changes (
  field_change_id uuid primary key,
  team_id uuid not null references teams (team_id),
  field text not null constraint field_changes_field check (field in ('registration_department', 'credit_code',
    'organisation_code', 'certificate', 'application', 'unit_kind', 'categories', 'address', 'point', 'founded_on')),
  old_value jsonb not null,
  new_value jsonb not null,
  note text not null default '',
  status text not null constraint field_changes_status check (status in ('waiting', 'approved', 'refused', 'withdrawn')),
  proposed_by uuid not null,
  submitted_at timestamptz not null,
  ended_at timestamptz,
  reason text,
  constraint field_changes_ended check ((status = 'waiting') = (ended_at is null))
);
create unique index field_changes_waiting on field_changes (team_id, field) where status = 'waiting';
create index field_changes_team on field_changes (team_id, field_change_id);
comment on table field_changes is 'distribution: local';

alter table reviews drop constraint reviews_subject;
alter table reviews add constraint reviews_subject check (subject_kind in ('volunteer', 'team', 'project', 'renaming', 'change'));
