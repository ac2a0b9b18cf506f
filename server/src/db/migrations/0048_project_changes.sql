-- What a team wants to have changed of the fields that were reviewed, field by field. The old values stand meanwhile.
create table project_changes (
  project_change_id uuid primary key,
  project_id uuid not null,
  status text not null constraint project_changes_status check (status in ('waiting', 'approved', 'refused', 'withdrawn')),
  note text not null default '',
  proposed_by uuid not null,
  submitted_at timestamptz not null,
  ended_at timestamptz,
  reason text,
  constraint project_changes_ended check ((status = 'waiting') = (ended_at is null))
);
create unique index project_changes_waiting on project_changes (project_id) where status = 'waiting';
create index project_changes_project on project_changes (project_id, project_change_id);
comment on table project_changes is 'distribution: local';

create table project_change_fields (
  project_change_id uuid not null,
  field text not null constraint project_change_fields_field check (field in
    ('title', 'categories', 'risk_statement', 'danger', 'minors', 'ages', 'visibility')),
  old_value jsonb not null,
  new_value jsonb not null,
  outcome text constraint project_change_fields_outcome check (outcome in ('approved', 'refused')),
  primary key (project_change_id, field)
);
comment on table project_change_fields is 'distribution: local';

alter table reviews drop constraint reviews_subject;
alter table reviews add constraint reviews_subject check (subject_kind in
  ('volunteer', 'team', 'project', 'project_check', 'renaming', 'change', 'no_show', 'project_change'));
