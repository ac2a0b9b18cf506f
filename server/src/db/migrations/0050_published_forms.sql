-- By whom a project was put before the public, whoever holds it now, and how often its form has been written since.
alter table projects
  add column published_team_id uuid references teams (team_id),
  add column form_version integer not null default 0;
update projects set published_team_id = team_id where published_at is not null;
alter table projects add constraint projects_published_team check ((published_at is null) = (published_team_id is null));
create index projects_published_team on projects (published_team_id, published_at);
