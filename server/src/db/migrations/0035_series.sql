-- What comes again: the rule behind a position's shifts, templates, series, and the calendars people follow.
alter table positions add column plan jsonb
  constraint positions_plan check (plan ?& array['rule', 'from', 'startTime', 'endTime', 'breakMinutes', 'headcount', 'holidays', 'makeupDays']);

-- A template is a project that is never published; copies are made from it.
alter table projects drop constraint projects_status;
alter table projects add constraint projects_status check (status in
  ('draft', 'under_review', 'refused', 'recruiting', 'recruiting_paused', 'running', 'ended', 'closed', 'cancelled', 'back_filled', 'template'));

create table project_templates (
  project_id uuid primary key,
  team_id uuid not null references teams (team_id),
  name text not null constraint project_templates_name check (char_length(name) between 1 and 50),
  saved_by uuid not null,
  saved_at timestamptz not null
);
create unique index project_templates_name_once on project_templates (team_id, name);
comment on table project_templates is 'distribution: reference';

create table series (
  series_id uuid primary key,
  team_id uuid not null references teams (team_id),
  name text not null constraint series_name check (char_length(name) between 2 and 50),
  intro text not null default '' constraint series_intro check (char_length(intro) <= 1000),
  created_by uuid not null,
  created_at timestamptz not null
);
create index series_team on series (team_id, series_id);
comment on table series is 'distribution: reference';

-- A project belongs to one series at most.
create table series_projects (
  project_id uuid primary key,
  series_id uuid not null references series (series_id),
  added_at timestamptz not null
);
create index series_projects_series on series_projects (series_id, project_id);
comment on table series_projects is 'distribution: project_id';

-- The address under which a person's calendar program reads their shifts. Only a hash of its secret is kept.
create table calendar_feeds (
  volunteer_id uuid primary key,
  secret_hash bytea not null constraint calendar_feeds_hash check (octet_length(secret_hash) = 32),
  made_at timestamptz not null
);
comment on table calendar_feeds is 'distribution: volunteer_id';

-- Which person a secret belongs to: its hash is the key, so the feed of one person is found on one shard.
create table calendar_secrets (
  secret_hash bytea primary key,
  volunteer_id uuid not null
);
comment on table calendar_secrets is 'distribution: secret_hash';
