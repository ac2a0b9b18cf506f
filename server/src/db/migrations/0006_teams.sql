create table teams (
  team_id uuid primary key,
  team_number text collate "C",
  name text not null,
  kind text not null constraint teams_kind check (kind in ('legal_person', 'unregistered')),
  level text not null constraint teams_level check (level in ('federation', 'corps', 'team')),
  status text not null constraint teams_status check (status in ('under_review', 'active', 'refused', 'suspended', 'dissolved')),
  parent_id uuid references teams (team_id),
  -- '/label/label/…/' of the tree; a subtree is the range [path, path || '~').
  path text collate "C" not null,
  region_code text collate "C" not null references regions (region_code),
  region_path text collate "C" not null,
  join_mode text not null default 'closed' constraint teams_join_mode check (join_mode in ('closed', 'by_approval', 'open', 'by_code')),
  credit_code text collate "C",
  registration_department text constraint teams_department check (registration_department in ('civil_affairs', 'other')),
  unit_kind text,
  categories text[] not null default '{}',
  campaigns text[] not null default '{}',
  intro text not null default '',
  address text not null default '',
  founded_on date,
  certificate_file_id uuid,
  leader_volunteer_id uuid not null,
  contact_name text not null,
  contact_phone_enc bytea not null,
  contact_public boolean not null default false,
  member_count integer not null default 0,
  grams text[] not null,
  refusal_reason text,
  created_at timestamptz not null,
  activated_at timestamptz,
  constraint teams_categories_max check (cardinality(categories) <= 4),
  constraint teams_legal_person check ((kind = 'legal_person') = (credit_code is not null)),
  constraint teams_member_count check (member_count >= 0)
);
create unique index teams_path on teams (path);
create unique index teams_number on teams (team_number);
-- Two live teams of one county do not share a name; a province has many a 第一中学志愿服务队.
create unique index teams_name on teams (substr(region_path, 1, 6), name) where status in ('under_review', 'active', 'suspended');
create unique index teams_credit_code on teams (credit_code) where status in ('under_review', 'active', 'suspended');
create index teams_parent on teams (parent_id, team_id);
create index teams_leader on teams (leader_volunteer_id, team_id);
create index teams_region on teams (region_path, team_id);
create index teams_grams on teams using gin (grams);
comment on table teams is 'distribution: reference';

create table team_files (
  file_id uuid primary key,
  team_id uuid,
  uploaded_by uuid not null,
  media_type text not null constraint team_files_media check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  content bytea not null,
  byte_count integer not null constraint team_files_bytes check (byte_count between 1 and 10485760),
  created_at timestamptz not null
);
create index team_files_team on team_files (team_id);
create index team_files_unused on team_files (created_at) where team_id is null;
comment on table team_files is 'distribution: local';

create table memberships (
  volunteer_id uuid not null,
  membership_id uuid not null,
  team_id uuid not null references teams (team_id),
  status text not null constraint memberships_status check (status in ('requested', 'member', 'refused', 'left')),
  message text not null default '',
  requested_at timestamptz not null,
  joined_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  reason text,
  left_at timestamptz,
  primary key (volunteer_id, membership_id)
);
create unique index memberships_live on memberships (volunteer_id, team_id) where status in ('requested', 'member');
create index memberships_team on memberships (team_id, status, membership_id);
comment on table memberships is 'distribution: volunteer_id';

create table region_teams (
  region_path text collate "C" primary key,
  active integer not null default 0
);
comment on table region_teams is 'distribution: reference';
