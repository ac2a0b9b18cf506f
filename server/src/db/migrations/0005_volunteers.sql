create table volunteers (
  volunteer_id uuid primary key,
  account_id uuid not null,
  status text not null constraint volunteers_status check (status in
    ('under_review', 'verified', 'refused', 'unclaimed', 'suspended', 'closed')),
  name text not null,
  id_kind text not null constraint volunteers_id_kind check (id_kind in
    ('mainland_id', 'hmt_residence_permit', 'foreign_permanent_id', 'passport')),
  id_number_enc bytea not null,
  phone_enc bytea not null,
  gender text not null constraint volunteers_gender check (gender in ('male', 'female', 'undisclosed')),
  birth_date date not null,
  region_code text collate "C" not null,
  region_path text collate "C" not null,
  political_status text,
  ethnicity text,
  education text,
  employment text,
  skills text[] not null default '{}',
  categories text[] not null default '{}',
  free_slots text[] not null default '{}',
  emergency_contact_enc bytea,
  volunteer_number text collate "C",
  refusal_reason text,
  verified_by text constraint volunteers_verified_by check (verified_by in ('gateway', 'reviewer')),
  registered_at timestamptz not null,
  claimed_at timestamptz,
  verified_at timestamptz,
  -- When the verification gateway is to be asked next; null when it need not be asked.
  gateway_due_at timestamptz,
  gateway_attempts integer not null default 0,
  -- Refused, and not sent again for a year: the sealed number holds nothing any more.
  document_deleted_at timestamptz,
  constraint volunteers_categories_max check (cardinality(categories) <= 4),
  constraint volunteers_number_when_verified check (status not in ('verified', 'suspended') or volunteer_number is not null)
);
create unique index volunteers_account on volunteers (account_id, volunteer_id);
create index volunteers_region on volunteers (region_path, volunteer_id);
create index volunteers_gateway on volunteers (gateway_due_at, volunteer_id) where gateway_due_at is not null;
comment on table volunteers is 'distribution: volunteer_id';

-- Who holds an identity. A second application for it has no row here, and a refused one gives it back;
-- so these rows are the registered people.
create table identity_keys (
  identity_hash bytea primary key,
  volunteer_id uuid not null
);
create unique index identity_keys_volunteer on identity_keys (volunteer_id, identity_hash);
comment on table identity_keys is 'distribution: identity_hash';

create table volunteer_numbers (
  volunteer_number text collate "C" primary key,
  volunteer_id uuid not null
);
comment on table volunteer_numbers is 'distribution: volunteer_number';

-- Counters behind the V, G and P numbers; permuted before they are shown.
create table number_series (
  series text collate "C" primary key,
  last_count integer not null
);
comment on table number_series is 'distribution: reference';

create table guardianships (
  volunteer_id uuid not null,
  guardianship_id uuid not null,
  guardian_name text not null,
  relation text not null constraint guardianships_relation check (relation in ('father', 'mother', 'grandparent', 'other')),
  id_kind text not null,
  id_number_enc bytea not null,
  phone_enc bytea not null,
  consented_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (volunteer_id, guardianship_id)
);
comment on table guardianships is 'distribution: volunteer_id';

create table consents (
  volunteer_id uuid not null,
  consent_id uuid not null,
  purpose text not null constraint consents_purpose check (purpose in ('service_terms', 'personal_information', 'guardian')),
  notice_version text not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (volunteer_id, consent_id)
);
comment on table consents is 'distribution: volunteer_id';

-- The public half of the key that signs "my code" on one device.
create table card_keys (
  volunteer_id uuid not null,
  card_key_id uuid not null,
  session_id uuid not null,
  signing_key bytea not null,
  short_code_secret_enc bytea not null,
  enrolled_at timestamptz not null,
  revoked_at timestamptz,
  primary key (volunteer_id, card_key_id)
);
create index card_keys_id on card_keys (card_key_id);
comment on table card_keys is 'distribution: volunteer_id';

-- People by county, kept in the transaction of each deed.
create table region_people (
  region_path text collate "C" primary key,
  registered integer not null default 0,
  claimed integer not null default 0,
  verified integer not null default 0
);
comment on table region_people is 'distribution: reference';
