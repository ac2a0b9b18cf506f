-- The tree of teams in motion: moves that all sides agree to, suspensions with what hangs below, a
-- change of leader that both confirm, and the end of a team.

create table team_moves (
  move_id uuid primary key,
  team_id uuid not null references teams (team_id),
  -- Null where the team stands, or will stand, at the root.
  from_parent_id uuid references teams (team_id),
  to_parent_id uuid references teams (team_id),
  reason text not null,
  status text not null constraint team_moves_status check (status in ('open', 'moved', 'declined', 'withdrawn')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  end_reason text,
  constraint team_moves_ended check ((status = 'open') = (ended_at is null)),
  constraint team_moves_elsewhere check (from_parent_id is distinct from to_parent_id)
);
create unique index team_moves_open on team_moves (team_id) where status = 'open';
comment on table team_moves is 'distribution: reference';

create table team_move_sides (
  move_id uuid not null references team_moves (move_id),
  side text not null constraint team_move_sides_side check (side in ('team', 'from', 'to')),
  team_id uuid not null references teams (team_id),
  agreed_by uuid,
  agreed_at timestamptz,
  primary key (move_id, side),
  constraint team_move_sides_agreed check ((agreed_by is null) = (agreed_at is null))
);
create index team_move_sides_team on team_move_sides (team_id, move_id);
comment on table team_move_sides is 'distribution: reference';

-- A team is suspended while one of these is open for it or for a team above it; teams.status keeps the answer.
create table team_suspensions (
  suspension_id uuid primary key,
  team_id uuid not null references teams (team_id),
  cause text not null,
  by_authority boolean not null,
  by_name text not null,
  suspended_by uuid not null,
  suspended_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  constraint team_suspensions_lifted check ((lifted_by is null) = (lifted_at is null))
);
create unique index team_suspensions_open on team_suspensions (team_id) where lifted_at is null;
create index team_suspensions_history on team_suspensions (team_id, suspension_id);
comment on table team_suspensions is 'distribution: reference';

create table leader_proposals (
  proposal_id uuid primary key,
  team_id uuid not null references teams (team_id),
  volunteer_id uuid not null,
  -- Named by the leader, or appointed with a cause by those who oversee the team.
  appointed boolean not null,
  cause text not null default '',
  by_name text not null,
  status text not null constraint leader_proposals_status check (status in ('open', 'accepted', 'declined', 'withdrawn')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  constraint leader_proposals_ended check ((status = 'open') = (ended_at is null))
);
create unique index leader_proposals_open on leader_proposals (team_id) where status = 'open';
create index leader_proposals_person on leader_proposals (volunteer_id, proposal_id);
comment on table leader_proposals is 'distribution: reference';

-- A move rewrites the reviewer's path of decided reviews as well, since the reviewer goes on reading them.
create index reviews_reviewer on reviews (reviewer_team_path) where reviewer_team_path is not null;
