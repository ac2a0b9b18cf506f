-- Shifts of a published project are moved and added, and those who signed up are asked whether they still come.
alter table projects
  -- When something of it last changed after its publication, for calendars that follow it.
  add column altered_at timestamptz,
  -- Until when it lasted before its first shift was moved or added; later moves count from there.
  add column planned_until timestamptz;

-- People whose shift was moved after they had said that they come.
create table moved_signups (
  project_id uuid not null,
  signup_id uuid not null,
  -- The time to which they last said yes: by signing up, or by an answer since.
  agreed_starts_at timestamptz not null,
  agreed_ends_at timestamptz not null,
  moved_at timestamptz not null,
  -- Until when they are asked; null where they were only told, or the question is over.
  answer_by timestamptz,
  primary key (project_id, signup_id),
  constraint moved_signups_period check (agreed_ends_at > agreed_starts_at)
);
create index moved_signups_due on moved_signups (answer_by, signup_id) where answer_by is not null;
comment on table moved_signups is 'distribution: project_id';
