-- One queue for everything that a reviewer must decide within working days.
create table reviews (
  review_id uuid primary key,
  subject_kind text not null constraint reviews_subject check (subject_kind in ('volunteer', 'team', 'project')),
  subject_id uuid not null,
  title text not null,
  -- Reviewed by an authority of the region (region_path) or by a team (reviewer_team_id, reviewer_team_path).
  region_path text collate "C" not null,
  reviewer_team_id uuid,
  reviewer_team_path text collate "C",
  submitted_by uuid,
  submitted_at timestamptz not null,
  due_on date not null,
  decided_at timestamptz,
  decided_by uuid,
  outcome text constraint reviews_outcome check (outcome in ('approved', 'refused')),
  reason text,
  -- When the superior was told that it is late; once is enough.
  escalated_at timestamptz,
  constraint reviews_decided check ((decided_at is null) = (outcome is null))
);
create unique index reviews_open on reviews (subject_kind, subject_id) where decided_at is null;
create index reviews_region on reviews (region_path, due_on, review_id) where decided_at is null;
create index reviews_team on reviews (reviewer_team_path, due_on, review_id) where decided_at is null;
create index reviews_late on reviews (due_on, review_id) where decided_at is null and escalated_at is null;
create index reviews_subject_history on reviews (subject_id, submitted_at);
comment on table reviews is 'distribution: local';
