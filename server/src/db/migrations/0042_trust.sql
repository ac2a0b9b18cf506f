-- Teams that are trusted to publish at once, and the check of what they published.
create table team_trusts (
  trust_id uuid primary key,
  team_id uuid not null references teams (team_id),
  cause text not null,
  -- The body in whose name it was given.
  by_name text not null,
  trusted_by uuid not null,
  trusted_at timestamptz not null,
  ended_at timestamptz,
  -- Null where it ended by itself.
  ended_by uuid,
  end_kind text constraint team_trusts_end_kind check (end_kind in ('withdrawn', 'suspended', 'dissolved', 'check_refused')),
  end_cause text,
  constraint team_trusts_ended check ((ended_at is null) = (end_kind is null) and (end_kind is null) = (end_cause is null)),
  constraint team_trusts_withdrawn check ((end_kind is not distinct from 'withdrawn') = (ended_by is not null))
);
create unique index team_trusts_live on team_trusts (team_id) where ended_at is null;
create index team_trusts_history on team_trusts (team_id, trust_id);
comment on table team_trusts is 'distribution: reference';

-- One kind of review more, beside whichever there are by now.
do $$
begin
  execute (
    select format('alter table reviews drop constraint reviews_subject, add constraint reviews_subject %s',
      replace(pg_get_constraintdef(oid), $k$'project'::text$k$, $k$'project'::text, 'project_check'::text$k$))
    from pg_constraint where conrelid = 'reviews'::regclass and conname = 'reviews_subject');
end $$;
-- Which teams are asked about when trust is given: what of theirs was refused.
create index reviews_refused on reviews (subject_id) where outcome = 'refused' and subject_kind in ('project', 'project_check');

alter table projects
  -- Null for what was reviewed before it was published.
  add column check_state text constraint projects_check_state check (check_state in ('open', 'passed', 'refused', 'resubmitted')),
  -- What the team says it has mended, for the next check.
  add column check_note text not null default '',
  drop constraint projects_pause_reason,
  add constraint projects_pause_reason check (pause_reason in
    ('weather', 'enough_people', 'preparing', 'place_not_ready', 'other', 'check_refused')),
  add constraint projects_check_rests check (pause_reason is distinct from 'check_refused' or check_state in ('refused', 'resubmitted'));
