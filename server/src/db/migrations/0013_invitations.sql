-- Invitations by name and number of a document. A row says nothing about whether such a person is registered:
-- it is written without looking, and a job looks later.
create table invitations (
  team_id uuid not null references teams (team_id),
  invitation_id uuid not null,
  -- Blind indexes of the number, and of the number with the name; forgotten when the invitation has expired.
  identity_hash bytea,
  person_hash bytea,
  name_enc bytea not null,
  id_number_enc bytea not null,
  state text not null constraint invitations_state check (state in ('open', 'accepted', 'declined', 'withdrawn', 'expired')),
  sent_at timestamptz not null,
  sent_by uuid not null,
  expires_at timestamptz not null,
  -- When it was last looked for the person; null when it is yet to be.
  looked_at timestamptz,
  -- The person whom it has reached.
  volunteer_id uuid,
  answered_at timestamptz,
  primary key (team_id, invitation_id),
  constraint invitations_answered check (state not in ('accepted', 'declined') or (answered_at is not null and volunteer_id is not null))
);
-- One that waits for each person of a team: the same list twice invites nobody twice, nor does it ask again who declined.
create unique index invitations_waiting on invitations (team_id, identity_hash) where state in ('open', 'declined');
create index invitations_identity on invitations (identity_hash) where identity_hash is not null;
create index invitations_unlooked on invitations (invitation_id) where looked_at is null and state = 'open';
create index invitations_volunteer on invitations (volunteer_id, invitation_id) where volunteer_id is not null;
create index invitations_expiry on invitations (expires_at);
comment on table invitations is 'distribution: team_id';

-- How many rows a team has sent on a day.
create table invitation_days (
  team_id uuid not null references teams (team_id),
  on_day date not null,
  sent integer not null constraint invitation_days_sent check (sent >= 0),
  primary key (team_id, on_day)
);
comment on table invitation_days is 'distribution: team_id';

-- A person's leave, given beforehand, to one team to make them its member.
create table standing_consents (
  volunteer_id uuid not null,
  consent_id uuid not null,
  team_id uuid not null references teams (team_id),
  given_at timestamptz not null,
  ended_at timestamptz,
  primary key (volunteer_id, consent_id)
);
create unique index standing_consents_live on standing_consents (volunteer_id) where ended_at is null;
comment on table standing_consents is 'distribution: volunteer_id';

create table invitation_imports (
  team_id uuid not null references teams (team_id),
  import_id uuid not null,
  state text not null constraint invitation_imports_state check (state in ('running', 'done')),
  started_by uuid not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  total integer not null,
  invited integer not null default 0,
  refused integer not null,
  -- The rows that were refused, sealed, with their numbers masked; emptied after a week.
  failures_enc bytea,
  primary key (team_id, import_id),
  constraint invitation_imports_counts check (invited + refused <= total and (state = 'running' or invited + refused = total))
);
create index invitation_imports_running on invitation_imports (import_id) where state = 'running';
create index invitation_imports_kept on invitation_imports (finished_at) where failures_enc is not null;
comment on table invitation_imports is 'distribution: team_id';

-- The rows of an import that are yet to be sent, sealed; each part is deleted when it has been.
create table invitation_import_parts (
  team_id uuid not null references teams (team_id),
  import_id uuid not null,
  part integer not null,
  row_count integer not null,
  rows_enc bytea not null,
  primary key (team_id, import_id, part)
);
comment on table invitation_import_parts is 'distribution: team_id';

create index volunteers_verified_at on volunteers (verified_at) where verified_at is not null;
