-- Under which identity a guardian is found, as people are; null in rows of before until a job has read them.
alter table guardianships add column guardian_hash bytea;
create index guardianships_guardian on guardianships (guardian_hash, volunteer_id) where withdrawn_at is null;
create index guardianships_unread on guardianships (volunteer_id) where guardian_hash is null;

-- Two to eight people who serve as a family; with fewer than two it is only forming.
create table families (
  family_id uuid primary key,
  name text not null,
  region_code text collate "C" not null,
  region_path text collate "C" not null,
  head_id uuid not null,
  -- To whom the head has offered to hand over.
  offered_to uuid,
  people integer not null default 0 constraint families_people check (people between 0 and 8),
  founded_at timestamptz not null,
  dissolved_at timestamptz
);
comment on table families is 'distribution: family_id';

create table family_members (
  volunteer_id uuid not null,
  family_member_id uuid not null,
  family_id uuid not null,
  -- In whose care a minor came; whoever leaves takes those in their care along.
  guardian_id uuid,
  shows_hours boolean not null default true,
  joined_at timestamptz not null,
  left_at timestamptz,
  ended_as text constraint family_members_ended_as check (ended_as in ('left', 'removed', 'with_guardian', 'dissolved')),
  primary key (volunteer_id, family_member_id),
  constraint family_members_ended check ((left_at is null) = (ended_as is null))
);
-- One family of a person at a time.
create unique index family_members_live on family_members (volunteer_id) where left_at is null;
create index family_members_family on family_members (family_id, family_member_id) where left_at is null;
comment on table family_members is 'distribution: volunteer_id';

-- Sealed, since the head shows it again; found by its blind index, since it alone says which family it opens.
create table family_codes (
  family_code_id uuid primary key,
  family_id uuid not null,
  code_hash bytea not null,
  code_enc bytea not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  uses_max integer not null constraint family_codes_uses_max check (uses_max between 1 and 7),
  uses integer not null default 0,
  ended_at timestamptz,
  constraint family_codes_expires check (expires_at > made_at),
  constraint family_codes_uses check (uses between 0 and uses_max)
);
create unique index family_codes_live on family_codes (family_id) where ended_at is null;
create unique index family_codes_hash on family_codes (code_hash) where ended_at is null;
comment on table family_codes is 'distribution: reference';
