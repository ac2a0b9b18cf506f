-- Every change of the units that a site names for a campaign; without a lead unit the site names none any more.
create table campaign_unit_changes (
  site_id uuid not null references sites (site_id),
  change_id uuid not null,
  category_code text collate "C" not null references categories (category_code),
  lead_unit text,
  responsible_units text[] not null default '{}',
  changed_by uuid not null,
  changed_by_label text not null,
  changed_at timestamptz not null,
  primary key (site_id, change_id)
);
comment on table campaign_unit_changes is 'distribution: reference';

create index teams_campaigns on teams using gin (campaigns);
create index projects_of_campaign on projects (campaign, project_id) where campaign is not null;

-- The figures of each campaign for a year, counted by a job.
create table campaign_figures (
  category_code text collate "C" not null references categories (category_code),
  year integer not null,
  teams integer not null,
  members integer not null,
  open_projects integer not null,
  projects integer not null,
  served integer not null,
  minutes bigint not null,
  counted_at timestamptz not null,
  primary key (category_code, year)
);
comment on table campaign_figures is 'distribution: reference';

-- What a person has done in a calendar year ('2026') and in a school year ('2026/27'), kept in the transaction of each
-- posting. An activity is a project on a day; firm is what is not graded E.
create table volunteer_periods (
  volunteer_id uuid not null,
  period text collate "C" not null constraint volunteer_periods_form check (period ~ '^[0-9]{4}(/[0-9]{2})?$'),
  minutes integer not null default 0,
  activities integer not null default 0,
  firm_minutes integer not null default 0,
  firm_activities integer not null default 0,
  primary key (volunteer_id, period)
);
comment on table volunteer_periods is 'distribution: volunteer_id';

with days as (
  select volunteer_id, project_id, served_on, sum(minutes) as minutes,
    coalesce(sum(minutes) filter (where grade <> 'E'), 0) as firm_minutes
  from hour_entries where kind = 'credit' group by volunteer_id, project_id, served_on)
insert into volunteer_periods (volunteer_id, period, minutes, activities, firm_minutes, firm_activities)
select volunteer_id, period, sum(minutes), count(*) filter (where minutes > 0), sum(firm_minutes),
  count(*) filter (where firm_minutes > 0)
from days cross join lateral (values (to_char(served_on, 'YYYY')),
  (to_char(served_on - interval '8 months', 'YYYY') || '/' || to_char(served_on + interval '4 months', 'YY'))) as p (period)
group by volunteer_id, period;

-- What a site asks of a kind of person in a period. A change is a further version that holds from its period on, so what
-- is over keeps the version of its time.
create table goal_versions (
  site_id uuid not null references sites (site_id),
  goal_key text collate "C" not null,
  version integer not null constraint goal_versions_version check (version >= 1),
  person_kind text not null constraint goal_versions_person_kind check (person_kind in ('everyone', 'party_member', 'pupil', 'student', 'family')),
  measure text not null constraint goal_versions_measure check (measure in ('activities', 'minutes', 'credits', 'class_hours')),
  period_kind text not null constraint goal_versions_period_kind check (period_kind in ('year', 'school_year')),
  amount integer not null constraint goal_versions_amount check (amount between 1 and 100000),
  -- What one of the measure is worth; an activity has no minutes of its own.
  unit_minutes integer constraint goal_versions_unit_minutes check (unit_minutes between 1 and 6000),
  counts_late boolean not null,
  name_zh text not null,
  name_en text not null,
  source text not null,
  first_period text collate "C" not null,
  last_period text collate "C",
  set_by uuid not null,
  set_by_label text not null,
  set_at timestamptz not null,
  primary key (site_id, goal_key, version),
  constraint goal_versions_key check (goal_key = person_kind || '.' || measure || '.' || period_kind),
  constraint goal_versions_unit check ((measure = 'activities') = (unit_minutes is null)),
  constraint goal_versions_period check (first_period ~ case period_kind when 'year' then '^[0-9]{4}$' else '^[0-9]{4}/[0-9]{2}$' end)
);
comment on table goal_versions is 'distribution: reference';

-- How many of the people whom a goal concerns have reached it, by county of the people; counted by a job.
create table region_goals (
  region_path text collate "C" not null,
  goal_key text collate "C" not null,
  period text collate "C" not null,
  concerned integer not null,
  reached integer not null,
  under_way integer not null,
  counted_at timestamptz not null,
  primary key (region_path, goal_key, period),
  constraint region_goals_parts check (reached >= 0 and under_way >= 0 and reached + under_way <= concerned)
);
comment on table region_goals is 'distribution: reference';

-- The same of the members of a team, against the goals that hold where the team is.
create table team_goals (
  team_id uuid not null references teams (team_id),
  goal_key text collate "C" not null,
  period text collate "C" not null,
  concerned integer not null,
  reached integer not null,
  under_way integer not null,
  counted_at timestamptz not null,
  primary key (team_id, goal_key, period),
  constraint team_goals_parts check (reached >= 0 and under_way >= 0 and reached + under_way <= concerned)
);
comment on table team_goals is 'distribution: reference';
