create table projects (
  project_id uuid primary key,
  project_number text collate "C",
  team_id uuid not null references teams (team_id),
  team_path text collate "C" not null,
  region_code text collate "C" not null references regions (region_code),
  region_path text collate "C" not null,
  title text not null constraint projects_title check (char_length(title) between 2 and 50),
  status text not null constraint projects_status check (status in
    ('draft', 'under_review', 'refused', 'recruiting', 'recruiting_paused', 'running', 'ended', 'closed', 'cancelled', 'back_filled')),
  campaign text collate "C" references categories (category_code),
  categories text[] not null,
  description text not null,
  risk_statement text not null,
  safeguards text[] not null default '{}',
  insurance text not null default '',
  is_dangerous boolean not null default false,
  accepts_minors boolean not null default false,
  min_age integer not null default 14,
  auto_admit boolean not null default false,
  leader_name text not null,
  contact_phone_enc bytea not null,
  contact_public boolean not null default true,
  recruit_until timestamptz not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place_name text not null,
  place_address text not null default '',
  longitude double precision,
  latitude double precision,
  grams text[] not null,
  refusal_reason text,
  created_by uuid not null,
  created_at timestamptz not null,
  submitted_at timestamptz,
  published_at timestamptz,
  constraint projects_period check (ends_at > starts_at),
  constraint projects_recruit check (recruit_until <= ends_at),
  constraint projects_categories_max check (cardinality(categories) between 1 and 4)
);
create unique index projects_number on projects (project_number, project_id);
create index projects_team on projects (team_id, project_id);
create index projects_team_path on projects (team_path, project_id);
create index projects_public on projects (region_path, starts_at, project_id)
  where status in ('recruiting', 'recruiting_paused', 'running', 'ended', 'closed');
create index projects_current on projects (starts_at, project_id) where status in ('recruiting', 'recruiting_paused', 'running');
create index projects_ending on projects (ends_at) where status = 'running';
create index projects_grams on projects using gin (grams);
comment on table projects is 'distribution: project_id';

create table positions (
  project_id uuid not null,
  position_id uuid not null,
  name text not null,
  description text not null default '',
  requirements text not null default '',
  place integer not null,
  primary key (project_id, position_id)
);
comment on table positions is 'distribution: project_id';

create table shifts (
  project_id uuid not null,
  shift_id uuid not null,
  position_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  break_minutes integer not null default 0 constraint shifts_break check (break_minutes >= 0),
  headcount integer not null constraint shifts_headcount check (headcount between 1 and 100000),
  admitted_count integer not null default 0,
  primary key (project_id, shift_id),
  constraint shifts_period check (ends_at > starts_at),
  constraint shifts_never_over check (admitted_count between 0 and headcount)
);
create index shifts_position on shifts (project_id, position_id, starts_at);
create index shifts_time on shifts (starts_at);
comment on table shifts is 'distribution: project_id';

create table region_projects (
  region_path text collate "C" primary key,
  published integer not null default 0
);
comment on table region_projects is 'distribution: reference';
