-- Waiting lists: what a project promises, what a shift counts, and how a place is offered.
alter table projects
  add column keeps_waiting_list boolean not null default true,
  add column offer_hours integer not null default 24 constraint projects_offer_hours check (offer_hours between 1 and 168),
  add column withdraw_hours_before integer not null default 0
    constraint projects_withdraw_hours check (withdraw_hours_before between 0 and 168);

-- A place that is held for somebody who has still to answer is taken for everybody else.
alter table shifts
  add column held_count integer not null default 0,
  add column waiting_count integer not null default 0 constraint shifts_waiting check (waiting_count >= 0),
  -- The last number given to somebody who came to wait; it never goes back.
  add column last_waiting_no integer not null default 0,
  drop constraint shifts_never_over,
  add constraint shifts_never_over check (admitted_count >= 0 and held_count >= 0 and admitted_count + held_count <= headcount);
create index shifts_waited_for on shifts (starts_at) where waiting_count > 0;

alter table signups
  drop constraint signups_status,
  add constraint signups_status check (status in
    ('applied', 'admitted', 'refused', 'waiting', 'offered', 'lapsed', 'withdrawn', 'no_show', 'served')),
  add column waiting_no integer,
  -- Whether a place may be offered without a further word of the team.
  add column approved boolean not null default false,
  add column answer_by timestamptz,
  add column withdrawn_late boolean not null default false,
  add constraint signups_waits_in_order check (status <> 'waiting' or waiting_no is not null),
  add constraint signups_offer_ends check (status <> 'offered' or answer_by is not null),
  add constraint signups_late_is_withdrawn check (not withdrawn_late or status = 'withdrawn');
drop index signups_live;
create unique index signups_live on signups (project_id, shift_id, volunteer_id)
  where status in ('applied', 'admitted', 'waiting', 'offered', 'served');
create unique index signups_waiting on signups (project_id, shift_id, waiting_no) where status = 'waiting';
create index signups_waiting_start on signups (starts_at, signup_id) where status = 'waiting';
create index signups_offers on signups (answer_by, signup_id) where status = 'offered';
