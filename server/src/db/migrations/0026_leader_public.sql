-- Whether the team's page names its leader, which the leader alone decides.
alter table teams add column leader_public boolean not null default false;
