create table audit_entries (
  audit_id uuid primary key,
  -- The operationId.
  deed text not null,
  actor_account_id uuid,
  actor_label text not null,
  subject_kind text,
  subject_id uuid,
  facts jsonb not null default '{}',
  happened_at timestamptz not null
);
create index audit_entries_actor on audit_entries (actor_account_id, audit_id);
create index audit_entries_subject on audit_entries (subject_id, audit_id);
comment on table audit_entries is 'distribution: local';
create trigger audit_entries_append_only before update or delete or truncate on audit_entries
  for each statement execute function refuse_change();
revoke update, delete, truncate on audit_entries from public, current_user;

-- Who read or changed a person's record, shown to that person.
create table record_accesses (
  volunteer_id uuid not null,
  access_id uuid not null,
  deed text not null,
  actor_account_id uuid,
  actor_label text not null,
  happened_at timestamptz not null,
  primary key (volunteer_id, access_id)
);
comment on table record_accesses is 'distribution: volunteer_id';
create trigger record_accesses_append_only before update or delete or truncate on record_accesses
  for each statement execute function refuse_change();
revoke update, delete, truncate on record_accesses from public, current_user;

-- "This is not me": freezes the trail and tells the superior.
create table disowned_records (
  volunteer_id uuid not null,
  disowned_id uuid not null,
  record_kind text not null constraint disowned_kind check (record_kind in ('hour_entry', 'membership', 'signup')),
  record_id uuid not null,
  note text not null default '',
  reported_at timestamptz not null,
  primary key (volunteer_id, disowned_id),
  constraint disowned_once unique (volunteer_id, record_kind, record_id)
);
comment on table disowned_records is 'distribution: volunteer_id';

-- The answer of a write that carried a key of its asker's, so that the same ask sent again is done once.
create table replays (
  key_hash bytea primary key,
  ask_hash bytea not null,
  -- Sealed: answers hold what only their asker may see. Empty only inside the transaction of the first ask.
  answer_enc bytea,
  asked_at timestamptz not null
);
create index replays_asked on replays (asked_at);
comment on table replays is 'distribution: key_hash';
