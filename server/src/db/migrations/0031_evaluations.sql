-- What the team, the volunteer and those who were served think of a service. The scores stand in the order of the rules.
create table evaluations (
  project_id uuid not null,
  evaluation_id uuid not null,
  side text not null constraint evaluations_side check (side in ('by_team', 'by_volunteer', 'by_recipient')),
  -- Whom it concerns: who is rated by the team, or who rates the project. A recipient has no account.
  volunteer_id uuid,
  scores integer[] not null,
  words text not null default '' constraint evaluations_words check (char_length(words) <= 500),
  written_by uuid,
  rated_at timestamptz not null,
  -- From here on it is shown and no longer changed.
  closes_at timestamptz not null,
  -- It is changed once at most, and what stood there before is kept.
  changed_at timestamptz,
  scores_before integer[],
  words_before text,
  hidden_at timestamptz,
  hidden_by uuid,
  hidden_because text,
  primary key (project_id, evaluation_id),
  constraint evaluations_scores check (
    cardinality(scores) = case side when 'by_recipient' then 1 else 3 end and 1 <= all (scores) and 5 >= all (scores)),
  constraint evaluations_recipient check (
    (side = 'by_recipient') = (volunteer_id is null) and (side = 'by_recipient') = (written_by is null)),
  constraint evaluations_changed check (num_nulls(changed_at, scores_before, words_before) in (0, 3)),
  constraint evaluations_hidden check (num_nulls(hidden_at, hidden_by, hidden_because) in (0, 3))
);
create unique index evaluations_once on evaluations (project_id, volunteer_id, side) where volunteer_id is not null;
create index evaluations_volunteer on evaluations (volunteer_id, project_id) where volunteer_id is not null;
comment on table evaluations is 'distribution: project_id';

-- Which days of a project have been asked about; each is asked about once.
create table rating_reminders (
  project_id uuid not null,
  ended_on date not null,
  reminded_at timestamptz not null,
  primary key (project_id, ended_on)
);
comment on table rating_reminders is 'distribution: project_id';

-- Codes for those who were served. Sealed, since the sheet is printed again; nothing leads from a code to its rating.
create table rating_codes (
  code_hash bytea primary key,
  project_id uuid not null,
  code_enc bytea not null,
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  -- The day alone: a moment would lead to the rating of that moment.
  used_on date,
  ended_at timestamptz,
  constraint rating_codes_expires check (expires_at > made_at),
  constraint rating_codes_once check (used_on is null or ended_at is null)
);
create index rating_codes_project on rating_codes (project_id, made_at, code_hash);
comment on table rating_codes is 'distribution: code_hash';

-- What was done, told by the team after the end.
create table project_reports (
  project_id uuid primary key,
  words text not null constraint project_reports_words check (char_length(words) between 1 and 5000),
  people_served integer constraint project_reports_served check (people_served between 0 and 1000000),
  written_by uuid not null,
  published_at timestamptz not null,
  withdrawn_at timestamptz,
  hidden_at timestamptz,
  hidden_by uuid,
  hidden_because text,
  constraint project_reports_hidden check (num_nulls(hidden_at, hidden_by, hidden_because) in (0, 3))
);
comment on table project_reports is 'distribution: project_id';

create table report_pictures (
  project_id uuid not null,
  file_id uuid not null,
  place integer not null constraint report_pictures_place check (place between 0 and 8),
  caption text not null constraint report_pictures_caption check (char_length(caption) between 1 and 60),
  primary key (project_id, file_id)
);
comment on table report_pictures is 'distribution: project_id';

-- Whose masked name stands on pages of what they did. It is off until they say so, and kept from when to when.
create table name_consents (
  volunteer_id uuid not null,
  name_consent_id uuid not null,
  given_at timestamptz not null,
  ended_at timestamptz,
  primary key (volunteer_id, name_consent_id),
  constraint name_consents_ended check (ended_at >= given_at)
);
create unique index name_consents_live on name_consents (volunteer_id) where ended_at is null;
comment on table name_consents is 'distribution: volunteer_id';
