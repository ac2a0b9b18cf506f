-- Names a team had before. They stay searchable: the team's grams hold them too.
create table team_former_names (
  team_id uuid not null references teams (team_id),
  name text not null,
  named_until timestamptz not null,
  primary key (team_id, name)
);
create index team_former_names_name on team_former_names (name);
comment on table team_former_names is 'distribution: reference';

-- What a county office, or a team for itself, has proposed to be renamed, and what became of it.
create table rename_batches (
  rename_batch_id uuid primary key,
  title text not null,
  region_path text collate "C" not null,
  -- Set when a team asks for itself.
  team_id uuid,
  proposed_by uuid not null,
  note text not null default '',
  status text not null constraint rename_batches_status check (status in ('waiting', 'approved', 'partly', 'refused')),
  submitted_at timestamptz not null,
  decided_at timestamptz,
  reason text
);
create index rename_batches_region on rename_batches (region_path, rename_batch_id);
create index rename_batches_team on rename_batches (team_id, rename_batch_id) where team_id is not null;
comment on table rename_batches is 'distribution: local';

create table rename_rows (
  rename_batch_id uuid not null,
  row_number integer not null constraint rename_rows_number check (row_number between 1 and 500),
  team_id uuid not null references teams (team_id),
  old_name text not null,
  new_name text not null,
  status text not null constraint rename_rows_status check (status in ('waiting', 'renamed', 'refused')),
  primary key (rename_batch_id, row_number)
);
-- A team waits for one new name at a time.
create unique index rename_rows_waiting on rename_rows (team_id) where status = 'waiting';
comment on table rename_rows is 'distribution: local';

-- A team is asked for by the name it has, wherever it lies.
create index teams_called on teams (name);
create index teams_categories on teams using gin (categories);

alter table reviews drop constraint reviews_subject;
alter table reviews add constraint reviews_subject check (subject_kind in ('volunteer', 'team', 'project', 'renaming'));
