-- What was hidden and then mended waits for whoever oversees the team; the public sees it once they have looked.
alter table project_reports
  add column mended_at timestamptz,
  add constraint project_reports_mended check (mended_at is null or hidden_at is not null);
alter table series
  add column hidden_at timestamptz,
  add column hidden_by uuid,
  add column hidden_because text,
  add column mended_at timestamptz,
  add constraint series_hidden check (num_nulls(hidden_at, hidden_by, hidden_because) in (0, 3)),
  add constraint series_mended check (mended_at is null or hidden_at is not null);
-- The person whom words are about asks for them to be hidden; whoever oversees the team then reads them.
alter table evaluations
  add column hiding_asked_at timestamptz,
  add column hiding_asked_because text,
  add constraint evaluations_hiding_asked check (
    (hiding_asked_at is null) = (hiding_asked_because is null) and (hiding_asked_at is null or side = 'by_team'));
