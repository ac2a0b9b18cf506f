-- The ledger. Lines are never changed or removed; a correction is a line with minus that names its cause.
create table hour_entries (
  volunteer_id uuid not null,
  hour_entry_id uuid not null,
  kind text not null constraint hour_entries_kind check (kind in ('credit', 'honour')),
  minutes integer not null constraint hour_entries_minutes check (minutes <> 0 and minutes between -1440 and 1440),
  method text not null constraint hour_entries_method check (method in
    ('scan', 'team_entry', 'claim', 'time_code', 'import', 'sign_in_activity', 'honour', 'back_fill', 'reversal')),
  grade text not null constraint hour_entries_grade check (grade in ('A', 'B', 'C', 'D', 'E')),
  served_on date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  project_id uuid not null,
  position_id uuid,
  shift_id uuid,
  team_id uuid not null,
  -- The region of the recording unit: who organises records (Order 67).
  region_path text collate "C" not null,
  activity_name text not null,
  content text not null,
  place_name text not null,
  unit_name text not null,
  leader_name text not null,
  entered_by uuid not null,
  approved_by uuid,
  reverses uuid,
  cause text,
  source_ref text collate "C" not null,
  recorded_at timestamptz not null,
  primary key (volunteer_id, hour_entry_id),
  constraint hour_entries_source unique (volunteer_id, source_ref),
  constraint hour_entries_reversal check ((method = 'reversal') = (reverses is not null) and (reverses is null or (cause is not null and minutes < 0))),
  constraint hour_entries_two_people check (approved_by is null or approved_by <> entered_by)
);
create unique index hour_entries_reversed_once on hour_entries (volunteer_id, reverses) where reverses is not null;
create index hour_entries_days on hour_entries (volunteer_id, served_on, hour_entry_id);
create index hour_entries_team on hour_entries (team_id, hour_entry_id);
create index hour_entries_project on hour_entries (project_id, hour_entry_id);
create index hour_entries_region on hour_entries (region_path, hour_entry_id);
comment on table hour_entries is 'distribution: volunteer_id';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger hour_entries_append_only before update or delete or truncate on hour_entries
  for each statement execute function refuse_change();
-- The owner too goes without; the trigger stands behind for superusers, whom no privilege binds.
revoke update, delete, truncate on hour_entries from public, current_user;

-- No minute of a person is credited twice, over all teams.
create table credited_spans (
  volunteer_id uuid not null,
  span_id uuid not null,
  hour_entry_id uuid not null,
  span tstzrange not null,
  primary key (volunteer_id, span_id),
  constraint credited_spans_apart exclude using gist (volunteer_id with =, span with &&)
);
create index credited_spans_entry on credited_spans (volunteer_id, hour_entry_id);
comment on table credited_spans is 'distribution: volunteer_id';

-- Entries above the threshold wait here for a second person.
create table hour_drafts (
  project_id uuid not null,
  hour_draft_id uuid not null,
  volunteer_id uuid not null,
  signup_id uuid not null,
  shift_id uuid not null,
  team_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  break_minutes integer not null,
  -- Entered after the day on which records are due, so it will be graded E.
  is_late boolean not null,
  minutes integer not null constraint hour_drafts_minutes check (minutes between 1 and 1440),
  note text not null default '',
  entered_by uuid not null,
  entered_at timestamptz not null,
  status text not null constraint hour_drafts_status check (status in ('pending', 'approved', 'refused')),
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  primary key (project_id, hour_draft_id),
  constraint hour_drafts_two_people check (decided_by is null or decided_by <> entered_by)
);
create index hour_drafts_pending on hour_drafts (team_id, hour_draft_id) where status = 'pending';
comment on table hour_drafts is 'distribution: project_id';

-- Rollups, kept in the transaction of each posting and equal to a recount at any time.
create table volunteer_totals (
  volunteer_id uuid primary key,
  credit_minutes integer not null default 0 constraint volunteer_totals_credit check (credit_minutes >= 0),
  honour_minutes integer not null default 0,
  entry_count integer not null default 0,
  last_month text collate "C"
);
comment on table volunteer_totals is 'distribution: volunteer_id';

create table volunteer_years (
  volunteer_id uuid not null,
  year integer not null,
  credit_minutes integer not null default 0,
  primary key (volunteer_id, year)
);
comment on table volunteer_years is 'distribution: volunteer_id';

create table team_months (
  team_id uuid not null,
  month text collate "C" not null,
  grade text not null,
  minutes bigint not null default 0,
  entry_count integer not null default 0,
  primary key (team_id, month, grade)
);
comment on table team_months is 'distribution: reference';

create table region_months (
  region_path text collate "C" not null,
  month text collate "C" not null,
  minutes bigint not null default 0,
  entry_count integer not null default 0,
  primary key (region_path, month)
);
comment on table region_months is 'distribution: reference';

-- People by the month they last served, by their own region: "active" is a sum over months.
create table region_last_months (
  region_path text collate "C" not null,
  last_month text collate "C" not null,
  people integer not null default 0,
  primary key (region_path, last_month)
);
comment on table region_last_months is 'distribution: reference';
