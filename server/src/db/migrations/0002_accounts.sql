-- Who may sign in, and what they may do.
create table accounts (
  account_id uuid primary key,
  password_hash text,
  display_name text not null default '',
  totp_secret_enc bytea,
  totp_confirmed_at timestamptz,
  -- The last accepted step, so that a code works once.
  totp_last_step bigint,
  created_at timestamptz not null,
  closed_at timestamptz
);
comment on table accounts is 'distribution: account_id';

-- The value (as a keyed blind index) is the key, so it is unique over a cluster.
create table sign_in_keys (
  key_hash bytea primary key,
  key_kind text not null constraint sign_in_keys_kind check (key_kind in ('phone', 'id_document', 'volunteer_number')),
  account_id uuid not null
);
create index sign_in_keys_account on sign_in_keys (account_id);
comment on table sign_in_keys is 'distribution: key_hash';

-- Wrong passwords and wrong second factors, counted alike for accounts that exist and for those that do not.
create table sign_in_failures (
  subject_hash bytea primary key,
  failed integer not null,
  last_failed_at timestamptz not null,
  locked_until timestamptz
);
comment on table sign_in_failures is 'distribution: subject_hash';

create table sessions (
  token_hash bytea primary key,
  session_id uuid not null,
  account_id uuid not null,
  device_label text not null default '',
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  second_factor_at timestamptz,
  ended_at timestamptz
);
create index sessions_account on sessions (account_id, session_id);
comment on table sessions is 'distribution: token_hash';

create table grants (
  account_id uuid not null,
  grant_id uuid not null,
  role text not null constraint grants_role check (role in
    ('platform_admin', 'site_admin', 'authority_reviewer', 'authority_viewer', 'team_leader', 'team_admin', 'team_timekeeper')),
  body_name text not null default '',
  region_path text collate "C",
  team_id uuid,
  team_path text collate "C",
  granted_by uuid,
  granted_at timestamptz not null,
  ended_at timestamptz,
  primary key (account_id, grant_id),
  constraint grants_reach check ((role like 'team%') = (team_id is not null and team_path is not null)),
  constraint grants_region check ((role like 'authority%' or role = 'site_admin') = (region_path is not null))
);
create unique index grants_once on grants (account_id, role, coalesce(team_id::text, region_path, '')) where ended_at is null;
create index grants_team on grants (team_id) where ended_at is null;
create index grants_team_path on grants (team_path) where ended_at is null;
create index grants_region_path on grants (region_path, grant_id) where ended_at is null;
comment on table grants is 'distribution: account_id';

create table phone_codes (
  phone_hash bytea not null,
  purpose text not null constraint phone_codes_purpose check (purpose in ('register', 'sign_in', 'guardian', 'reset_password')),
  code_hash bytea not null,
  attempts integer not null default 0,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (phone_hash, purpose)
);
comment on table phone_codes is 'distribution: phone_hash';

-- How many codes left on a day, for one phone and for one network address.
create table phone_code_counts (
  subject_hash bytea not null,
  counted_on date not null,
  sent integer not null,
  primary key (subject_hash, counted_on)
);
comment on table phone_code_counts is 'distribution: subject_hash';

-- One-time links: first platform administrator, invited staff. What was typed waits here until the
-- second factor is proved, so that a link half used has changed nothing.
create table setup_links (
  token_hash bytea primary key,
  account_id uuid not null,
  pending_display_name text,
  pending_phone_enc bytea,
  pending_password_hash text,
  pending_totp_secret_enc bytea,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index setup_links_account on setup_links (account_id);
comment on table setup_links is 'distribution: token_hash';
