-- Read aloud in meetings and shown again on posters, so it is sealed and not hashed; found by its team, so it needs no index.
create table team_join_codes (
  join_code_id uuid primary key,
  team_id uuid not null references teams (team_id),
  code_enc bytea not null,
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz,
  uses_max integer constraint team_join_codes_uses_max check (uses_max between 1 and 9999),
  uses integer not null default 0,
  ended_at timestamptz,
  constraint team_join_codes_expires check (expires_at > made_at),
  constraint team_join_codes_uses check (uses >= 0 and uses <= uses_max)
);
create unique index team_join_codes_live on team_join_codes (team_id) where ended_at is null;
comment on table team_join_codes is 'distribution: reference';

-- What the staff of a team have decided, the latest first.
create index memberships_decided on memberships (team_id, decided_at, membership_id) where decided_by is not null;
