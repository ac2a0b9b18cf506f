-- The notice of a project in full: whom it serves, who may find it, on what terms it takes people, how it is insured.
alter table projects
  add column recipients text[] not null default '{}',
  add column leader_public boolean not null default true,
  add column visibility text not null default 'public'
    constraint projects_visibility check (visibility in ('public', 'teams', 'code', 'invitation')),
  add column sign_up_code_enc bytea,
  -- Null: from its publication.
  add column recruit_from timestamptz,
  add column max_age integer,
  -- Whether minors are taken only with a guardian who stays.
  add column guardian_present boolean not null default false,
  add column training text not null default '',
  add column qualification text not null default '',
  add column min_minutes integer not null default 0 constraint projects_min_minutes check (min_minutes >= 0),
  add column insurer text,
  add column policy_number text,
  add column insured_from date,
  add column insured_to date,
  -- The last day on which its team was reminded of the insurance.
  add column insurance_reminded_on date,
  -- Whether the team has stated that nothing of it is what must not be counted.
  add column exclusions_confirmed boolean not null default false,
  add column cover_file_id uuid,
  add constraint projects_code check ((visibility = 'code') = (sign_up_code_enc is not null)),
  add constraint projects_recruit_window check (recruit_from is null or recruit_from < recruit_until),
  add constraint projects_ages check (max_age is null or max_age >= min_age),
  add constraint projects_insured check (num_nonnulls(insurer, policy_number, insured_from, insured_to) in (0, 4)
    and insured_to >= insured_from);
-- Dangerous work to come, of which some waits for its insurance.
create index projects_dangerous on projects (starts_at, project_id)
  where is_dangerous and status in ('recruiting', 'recruiting_paused', 'running');

alter table positions add column skills text[] not null default '{}';

-- What the person said when signing up: that they have the training and the qualification asked for, and that a guardian stays.
alter table signups
  add column declares_qualified boolean not null default false,
  add column guardian_present boolean not null default false;

-- Where people sign in, in the order of the form. The first also stands with the project, for lists and for finding.
create table project_places (
  project_id uuid not null,
  place integer not null constraint project_places_place check (place between 0 and 19),
  name text not null,
  address text not null default '',
  longitude double precision,
  latitude double precision,
  -- 0: anywhere.
  radius_metres integer not null default 0 constraint project_places_radius check (radius_metres between 0 and 5000),
  primary key (project_id, place),
  constraint project_places_point check ((longitude is null) = (latitude is null)),
  constraint project_places_circle check (radius_metres = 0 or longitude is not null)
);
comment on table project_places is 'distribution: project_id';
insert into project_places (project_id, place, name, address, longitude, latitude)
select project_id, 0, place_name, place_address, longitude, latitude from projects;

-- The teams with all below them whose members a project is for.
create table project_teams (
  project_id uuid not null,
  team_id uuid not null references teams (team_id),
  primary key (project_id, team_id)
);
create index project_teams_team on project_teams (team_id, project_id);
comment on table project_teams is 'distribution: project_id';

-- Who serves in one does not serve in the other, whichever of the two names it.
create table project_exclusions (
  project_id uuid not null,
  excluded_id uuid not null,
  primary key (project_id, excluded_id),
  constraint project_exclusions_other check (excluded_id <> project_id)
);
create index project_exclusions_excluded on project_exclusions (excluded_id, project_id);
comment on table project_exclusions is 'distribution: project_id';

create table project_files (
  file_id uuid primary key,
  team_id uuid not null,
  -- The project whose cover or picture it is; null until one takes it.
  project_id uuid,
  -- Its place among the pictures of the description; null for the cover.
  place integer constraint project_files_place check (place between 0 and 8),
  uploaded_by uuid not null,
  media_type text not null constraint project_files_media check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  content bytea not null,
  byte_count integer not null constraint project_files_bytes check (byte_count between 1 and 10485760),
  created_at timestamptz not null
);
create index project_files_project on project_files (project_id) where project_id is not null;
create index project_files_unused on project_files (created_at) where project_id is null;
comment on table project_files is 'distribution: local';

-- People invited to a project, by their number as volunteers or by name and number of document.
create table project_guests (
  project_id uuid not null,
  guest_id uuid not null,
  -- Blind index of the number of the document; null for one named by the number as a volunteer.
  identity_hash bytea,
  volunteer_number text collate "C",
  name_enc bytea,
  id_number_enc bytea,
  invited_at timestamptz not null,
  invited_by uuid not null,
  -- When it was last looked for the person; null when it is yet to be.
  looked_at timestamptz,
  -- The person whom it has reached.
  volunteer_id uuid,
  withdrawn_at timestamptz,
  primary key (project_id, guest_id),
  constraint project_guests_named check (num_nonnulls(identity_hash, volunteer_number) = 1),
  constraint project_guests_document check ((identity_hash is null) = (name_enc is null) and (name_enc is null) = (id_number_enc is null))
);
create unique index project_guests_identity on project_guests (project_id, identity_hash) where withdrawn_at is null;
create unique index project_guests_number on project_guests (project_id, volunteer_number) where withdrawn_at is null;
create index project_guests_unlooked on project_guests (guest_id) where looked_at is null and withdrawn_at is null;
create index project_guests_volunteer on project_guests (volunteer_id, project_id) where volunteer_id is not null;
comment on table project_guests is 'distribution: project_id';
