create table signups (
  project_id uuid not null,
  signup_id uuid not null,
  volunteer_id uuid not null,
  position_id uuid not null,
  shift_id uuid not null,
  team_id uuid not null,
  status text not null constraint signups_status check (status in
    ('applied', 'admitted', 'refused', 'waiting', 'withdrawn', 'no_show', 'served')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  applied_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  reason text,
  primary key (project_id, signup_id)
);
create unique index signups_live on signups (project_id, shift_id, volunteer_id) where status in ('applied', 'admitted', 'waiting', 'served');
create index signups_shift on signups (project_id, shift_id, status, signup_id);
create index signups_volunteer on signups (volunteer_id, starts_at);
comment on table signups is 'distribution: project_id';

create table attendances (
  project_id uuid not null,
  attendance_id uuid not null,
  signup_id uuid not null,
  shift_id uuid not null,
  volunteer_id uuid not null,
  team_id uuid not null,
  status text not null constraint attendances_status check (status in ('open', 'closed', 'auto_closed', 'confirmed', 'lapsed')),
  signed_in_at timestamptz not null,
  signed_out_at timestamptz,
  sign_in_scan_id uuid not null,
  sign_out_scan_id uuid,
  primary key (project_id, attendance_id)
);
create index attendances_shift on attendances (project_id, shift_id, attendance_id);
create index attendances_volunteer on attendances (volunteer_id, signed_in_at);
comment on table attendances is 'distribution: project_id';

-- One open attendance for a person over all projects: the person is the key.
create table open_attendances (
  volunteer_id uuid primary key,
  project_id uuid not null,
  attendance_id uuid not null,
  signed_in_at timestamptz not null
);
comment on table open_attendances is 'distribution: volunteer_id';

-- Who is at each door, kept in the transaction of each scan; equal to a recount of the attendances.
create table door_counts (
  project_id uuid not null,
  shift_id uuid not null,
  present integer not null default 0 constraint door_counts_present check (present >= 0),
  -- Sign-ups whose people have been here and are not here now.
  gone integer not null default 0 constraint door_counts_gone check (gone >= 0),
  primary key (project_id, shift_id)
);
comment on table door_counts is 'distribution: project_id';

-- Every scan with the answer that was given at the door; the scan's own id makes it happen once.
create table scans (
  project_id uuid not null,
  scan_id uuid not null,
  volunteer_id uuid,
  scanned_by uuid not null,
  way text not null constraint scans_way check (way in ('code', 'short_code')),
  scanned_at timestamptz not null,
  received_at timestamptz not null,
  verdict text not null constraint scans_verdict check (verdict in ('signed_in', 'signed_out', 'refused')),
  reason text,
  answer jsonb not null,
  primary key (project_id, scan_id)
);
comment on table scans is 'distribution: project_id';
