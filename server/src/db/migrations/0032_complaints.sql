-- Complaints about a team or a project: the case, what was done in it, what the team said, measures, pictures.
create table complaints (
  complaint_id uuid primary key,
  -- Told to the reporter with a secret, of which only the blind index is kept.
  complaint_number text collate "C" not null,
  secret_hash bytea not null,
  -- Null when it was reported without an account.
  reporter_account_id uuid,
  subject_kind text not null constraint complaints_subject check (subject_kind in ('team', 'project')),
  subject_id uuid not null,
  subject_name text not null,
  team_id uuid not null references teams (team_id),
  -- Of the subject when it was reported: whoever took the case stays competent when the team goes elsewhere.
  region_path text collate "C" not null,
  kind text not null constraint complaints_kind check (kind in ('fees', 'forcing', 'untrue_hours', 'false_title', 'profit',
    'data_leak', 'danger', 'behaviour', 'discrimination', 'wrong_information', 'other')),
  happened_on date,
  place_enc bytea,
  contact_enc bytea,
  -- Whether the authority may tell the team who reported; the team's pages never do.
  may_name boolean not null default false,
  status text not null constraint complaints_status check (status in
    ('submitted', 'accepted', 'more_asked', 'answered', 'redirected', 'dismissed', 'closed')),
  -- The second begins when the reporter reopens the case.
  round integer not null default 1 constraint complaints_round check (round between 1 and 2),
  outcome text constraint complaints_outcome check (outcome in ('answered', 'redirected', 'dismissed')),
  dismissal text constraint complaints_dismissal check (dismissal in ('no_facts', 'untrue', 'duplicate', 'withdrawn', 'not_service')),
  redirected_to text,
  submitted_at timestamptz not null,
  accepted_at timestamptz,
  -- Of the open step; without one when nobody has to do anything.
  due_on date,
  -- Working days for the answer that were left when the reporter was asked for more.
  answer_days_left integer,
  was_late boolean not null default false,
  escalated_at timestamptz,
  settled_at timestamptz,
  -- The last day on which the outcome may be questioned, as the policy was when it came.
  closes_on date,
  closed_at timestamptz,
  -- The day on which contact and pictures are deleted, and when they were.
  forget_on date,
  forgotten_at timestamptz,
  constraint complaints_number unique (complaint_number),
  constraint complaints_due check ((status in ('submitted', 'accepted', 'more_asked')) = (due_on is not null)),
  constraint complaints_settled check ((due_on is null) = (outcome is not null) and (outcome is null) = (settled_at is null)
    and (outcome is null) = (closes_on is null)),
  constraint complaints_state check (status in ('submitted', 'accepted', 'more_asked', 'closed') or status = outcome),
  constraint complaints_closed check ((status = 'closed') = (closed_at is not null) and (closed_at is null) = (forget_on is null)),
  constraint complaints_dismissed check ((outcome is not distinct from 'dismissed') = (dismissal is not null)),
  constraint complaints_redirected check (outcome is distinct from 'redirected' or redirected_to is not null),
  constraint complaints_asked check ((status = 'more_asked') = (answer_days_left is not null))
);
-- One open case of an account about one subject.
create unique index complaints_open_of on complaints (reporter_account_id, subject_id) where due_on is not null;
create index complaints_reporter on complaints (reporter_account_id, complaint_id) where reporter_account_id is not null;
create index complaints_queue on complaints (region_path, due_on, complaint_id) where due_on is not null;
create index complaints_region on complaints (region_path, complaint_id);
create index complaints_late on complaints (due_on, complaint_id) where due_on is not null and escalated_at is null;
create index complaints_closing on complaints (closes_on) where closes_on is not null and closed_at is null;
create index complaints_forgetting on complaints (forget_on) where forget_on is not null and forgotten_at is null;
create index complaints_team on complaints (team_id);
comment on table complaints is 'distribution: local';

-- What was done, in order. Words are sealed, since people write names and numbers into them.
create table complaint_steps (
  step_id uuid primary key,
  complaint_id uuid not null,
  kind text not null constraint complaint_steps_kind check (kind in ('submitted', 'accepted', 'more_asked', 'more_told', 'more_lapsed',
    'statement_asked', 'statement_given', 'note', 'measure', 'revealed', 'escalated', 'answered', 'redirected', 'dismissed',
    'reopened', 'closed')),
  round integer not null,
  words_enc bytea,
  -- Null for the reporter and for the program.
  by_account_id uuid,
  -- The body in whose name it was done.
  by_name text not null default '',
  at timestamptz not null
);
create index complaint_steps_case on complaint_steps (complaint_id, step_id);
-- A round of a case has one outcome.
create unique index complaint_steps_outcome on complaint_steps (complaint_id, round) where kind in ('answered', 'redirected', 'dismissed');
comment on table complaint_steps is 'distribution: local';

create table complaint_statements (
  statement_id uuid primary key,
  complaint_id uuid not null,
  team_id uuid not null references teams (team_id),
  -- The matter as the authority tells it to the team, without the reporter.
  matter_enc bytea not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  due_on date not null,
  words_enc bytea,
  given_by uuid,
  given_at timestamptz,
  -- The case was settled without it.
  ended_at timestamptz,
  constraint complaint_statements_given check ((words_enc is null) = (given_at is null) and (given_by is null) = (given_at is null)),
  constraint complaint_statements_ended check (ended_at is null or given_at is null)
);
create unique index complaint_statements_open on complaint_statements (complaint_id) where given_at is null and ended_at is null;
create index complaint_statements_case on complaint_statements (complaint_id, statement_id);
create index complaint_statements_team on complaint_statements (team_id, statement_id);
comment on table complaint_statements is 'distribution: local';

create table complaint_measures (
  measure_id uuid primary key,
  complaint_id uuid not null,
  team_id uuid not null references teams (team_id),
  measure text not null constraint complaint_measures_measure check (measure in
    ('warning', 'deadline', 'refund', 'suspended', 'published', 'passed_on')),
  article text not null constraint complaint_measures_article check (article in ('tl_36', 'tl_37', 'tl_38', 'tl_39', 'tl_40', 'r67_25', 'none')),
  words text not null,
  mend_by date,
  passed_to text,
  by_account_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  constraint complaint_measures_deadline check ((measure = 'deadline') = (mend_by is not null)),
  constraint complaint_measures_passed check ((measure = 'passed_on') = (passed_to is not null))
);
create index complaint_measures_case on complaint_measures (complaint_id, measure_id);
create index complaint_measures_team on complaint_measures (team_id, measure_id);
comment on table complaint_measures is 'distribution: local';

create table complaint_files (
  file_id uuid primary key,
  -- Null until a complaint takes it. Nobody is kept as its owner: a report without a name stays one.
  complaint_id uuid,
  media_type text not null constraint complaint_files_media check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  content bytea not null,
  created_at timestamptz not null
);
create index complaint_files_case on complaint_files (complaint_id) where complaint_id is not null;
create index complaint_files_unused on complaint_files (created_at) where complaint_id is null;
comment on table complaint_files is 'distribution: local';
