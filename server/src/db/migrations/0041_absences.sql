-- Who did not come: what the team says of it, what the person answers, and until when it is remembered.
-- `unrecorded` is what a sign-up ends as of which nothing is known, or nothing is kept any more: no reader can tell which.
alter table signups
  drop constraint signups_status,
  add constraint signups_status check (status in
    ('applied', 'admitted', 'refused', 'waiting', 'offered', 'lapsed', 'withdrawn', 'cancelled', 'no_show', 'excused', 'unrecorded', 'served'));

create table absences (
  project_id uuid not null,
  signup_id uuid not null,
  volunteer_id uuid not null,
  state text not null constraint absences_state check (state in
    ('excused', 'marked', 'appealed', 'upheld', 'raised', 'final', 'lifted')),
  note text not null default '',
  decided_at timestamptz not null,
  decided_by uuid not null,
  -- From this day on nothing of it is kept.
  forget_on date not null,
  appeal_until date not null,
  appealed_at timestamptz,
  words_enc bytea,
  answer_due_on date,
  answered_at timestamptz,
  answered_by uuid,
  answer text,
  -- Until when the person may take it one level up.
  raise_until date,
  raised_at timestamptz,
  final_due_on date,
  settled_at timestamptz,
  settlement text,
  lifted_at timestamptz,
  primary key (project_id, signup_id),
  constraint absences_appeal_has_words check ((appealed_at is null) = (words_enc is null) and (appealed_at is null) = (answer_due_on is null)),
  constraint absences_appealed check (state not in ('appealed', 'upheld', 'raised', 'final') or appealed_at is not null),
  constraint absences_unappealed check (state not in ('excused', 'marked') or appealed_at is null),
  constraint absences_upheld_says_why check (state <> 'upheld' or (answered_at is not null and answer <> '' and raise_until is not null)),
  constraint absences_raised check (state not in ('raised', 'final') or (raised_at is not null and final_due_on is not null)),
  constraint absences_final_says_why check (state <> 'final' or (settled_at is not null and settlement <> '')),
  constraint absences_lifted check ((state = 'lifted') = (lifted_at is not null))
);
create index absences_signup on absences (signup_id);
create index absences_volunteer on absences (volunteer_id, forget_on);
create index absences_forgotten on absences (forget_on);
create index absences_appealed_due on absences (answer_due_on) where state = 'appealed';
create index absences_raised_due on absences (final_due_on) where state = 'raised';
comment on table absences is 'distribution: project_id';

alter table reviews drop constraint reviews_subject,
  add constraint reviews_subject check (subject_kind in ('volunteer', 'team', 'project', 'renaming', 'change', 'no_show'));

-- A team is told twice that its project closes while people have neither hours nor a word.
create table closing_warnings (
  project_id uuid not null,
  nth integer not null constraint closing_warnings_nth check (nth between 1 and 2),
  told_at timestamptz not null,
  primary key (project_id, nth)
);
comment on table closing_warnings is 'distribution: project_id';

-- Each is reminded once of each time of a shift; one that is moved is another time.
create table signup_reminders (
  project_id uuid not null,
  signup_id uuid not null,
  kind text not null constraint signup_reminders_kind check (kind in ('day_before', 'soon')),
  starts_at timestamptz not null,
  told_at timestamptz not null,
  primary key (project_id, signup_id, kind, starts_at)
);
create index signup_reminders_told on signup_reminders (told_at);
comment on table signup_reminders is 'distribution: project_id';
