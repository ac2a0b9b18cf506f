-- Projects are found as teams are: letters of pinyin and initials in threes as well, and all texts in one short column.
update projects set grams = grams || array(
  select distinct tag || substr(letters, at, 3)
  from unnest(grams) as g, lateral (select left(g, 1) as tag, replace(substr(g, 3), '|', '') as letters) as whole,
    generate_series(1, length(letters) - 2) as at
  where g ~ '^(P=\||I=)');
-- And by the name of their team.
update projects set grams = projects.grams || teams.grams from teams
  where teams.team_id = projects.team_id and projects.status in ('recruiting', 'recruiting_paused', 'running');
alter table projects add column found_as text collate "C" not null generated always as (found_as(grams)) stored;

-- Of those that still take place only: what is over is listed by its day or by its team.
drop index projects_grams;
create index projects_grams on projects using gin (grams) where status in ('recruiting', 'recruiting_paused', 'running');
create index projects_categories on projects using gin (categories) where status in ('recruiting', 'recruiting_paused', 'running');
create index projects_campaign on projects (campaign, project_id) where status in ('recruiting', 'recruiting_paused', 'running');
create index projects_region on projects (region_path, project_id) where status in ('recruiting', 'recruiting_paused', 'running');
create index projects_published on projects (published_at, project_id) where status in ('recruiting', 'recruiting_paused', 'running');
-- Latitudes as on Mercator's map, as for teams.
create index projects_place on projects using gist (point(longitude, degrees(asinh(tan(radians(latitude))))))
  where status in ('recruiting', 'recruiting_paused', 'running') and longitude is not null;

-- Lists go through the shifts in the order of time, and must be able to go on after any of them.
drop index shifts_time;
create index shifts_order on shifts (starts_at, project_id);

-- How much each current project still needs people, worked out anew from time to time.
create table project_needs (
  project_id uuid primary key,
  -- Null: no shift to come has an open place.
  need double precision,
  due_at timestamptz not null
);
create index project_needs_order on project_needs (need, project_id) where need is not null;
create index project_needs_due on project_needs (due_at, project_id);
comment on table project_needs is 'distribution: project_id';
insert into project_needs (project_id, due_at)
select project_id, published_at from projects where status in ('recruiting', 'recruiting_paused', 'running');
