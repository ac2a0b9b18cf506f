create table proofs (
  volunteer_id uuid not null,
  proof_id uuid not null,
  proof_number text collate "C" not null,
  secret_enc bytea not null,
  status text not null constraint proofs_status check (status in ('issued', 'superseded', 'revoked')),
  holder_name text not null,
  volunteer_number text collate "C" not null,
  period_from date not null,
  period_to date not null,
  total_minutes integer not null constraint proofs_minutes check (total_minutes > 0),
  unit_name text not null,
  -- The exact signed text (canonical JSON) and its Ed25519 signature.
  content_text text not null,
  signature bytea not null,
  signing_key_id text not null,
  show_newer boolean not null default false,
  issued_at timestamptz not null,
  superseded_at timestamptz,
  superseded_cause text,
  primary key (volunteer_id, proof_id)
);
comment on table proofs is 'distribution: volunteer_id';

create table proof_numbers (
  proof_number text collate "C" primary key,
  volunteer_id uuid not null,
  proof_id uuid not null
);
comment on table proof_numbers is 'distribution: proof_number';

create table proof_entries (
  volunteer_id uuid not null,
  proof_id uuid not null,
  hour_entry_id uuid not null,
  primary key (volunteer_id, proof_id, hour_entry_id)
);
create index proof_entries_entry on proof_entries (volunteer_id, hour_entry_id);
comment on table proof_entries is 'distribution: volunteer_id';
