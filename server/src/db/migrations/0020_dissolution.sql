-- The end of a team: in whose name and why, and which team took over what was still open.
create table team_dissolutions (
  team_id uuid primary key references teams (team_id),
  cause text not null,
  by_authority boolean not null,
  -- Empty for the platform; the team's own name where its leader dissolved it.
  by_name text not null,
  -- Null where no team stands above that could take anything.
  receiver_id uuid references teams (team_id),
  teams integer not null,
  projects integer not null,
  dissolved_by uuid not null,
  dissolved_at timestamptz not null,
  constraint team_dissolutions_receiver check (receiver_id <> team_id)
);
comment on table team_dissolutions is 'distribution: reference';
