alter table grants drop constraint grants_role;
alter table grants add constraint grants_role check (role in
  ('platform_admin', 'site_admin', 'authority_reviewer', 'authority_viewer',
   'team_leader', 'team_admin', 'team_reviewer', 'team_timekeeper', 'team_viewer'));

-- The integrity pledge (诚信协议) of a team: who accepted which version, and when.
create table team_pledges (
  team_id uuid not null references teams (team_id),
  version text not null,
  accepted_by uuid not null,
  accepted_name text not null,
  accepted_at timestamptz not null,
  primary key (team_id, version)
);
comment on table team_pledges is 'distribution: reference';
