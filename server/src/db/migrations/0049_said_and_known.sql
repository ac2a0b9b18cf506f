-- When a place was offered: whoever has just read the time of a shift is not reminded of it.
alter table signups add column offered_at timestamptz;

-- Who was seen at the door after all has come: nothing of what was said before is kept (J4).
delete from absences using signups
  where signups.project_id = absences.project_id and signups.signup_id = absences.signup_id and signups.status = 'served';
