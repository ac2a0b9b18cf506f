-- Searches that people keep, to hear of new projects that fit.
create table search_subscriptions (
  volunteer_id uuid not null,
  subscription_id uuid not null,
  name text not null constraint search_subscriptions_name check (char_length(name) between 1 and 30),
  q text not null default '',
  -- Empty: anywhere.
  region_code text collate "C" not null default '',
  region_path text collate "C" not null default '',
  category text collate "C",
  campaign text collate "C",
  -- 0 Sunday … 6 Saturday; empty: any day.
  weekdays integer[] not null default '{}' constraint search_subscriptions_weekdays check (weekdays <@ array[0, 1, 2, 3, 4, 5, 6]),
  minors boolean not null default false,
  fits boolean not null default false,
  -- Known to about a kilometre, and only where the person has agreed that it is kept.
  longitude double precision,
  latitude double precision,
  km integer constraint search_subscriptions_km check (km between 3 and 20),
  place_consented_at timestamptz,
  made_at timestamptz not null,
  paused_at timestamptz,
  primary key (volunteer_id, subscription_id),
  constraint search_subscriptions_place check (num_nonnulls(longitude, latitude, km, place_consented_at) in (0, 4))
);
create index search_subscriptions_live on search_subscriptions (region_path, subscription_id) where paused_at is null;
comment on table search_subscriptions is 'distribution: volunteer_id';

-- Of which project whom the program has told, once for each: at once, or with the others of the day.
create table told_projects (
  volunteer_id uuid not null,
  project_id uuid not null,
  subscription_id uuid not null,
  found_at timestamptz not null,
  told_at timestamptz,
  told_as text constraint told_projects_told_as check (told_as in ('at_once', 'digest')),
  primary key (volunteer_id, project_id),
  constraint told_projects_told check ((told_at is null) = (told_as is null))
);
create index told_projects_waiting on told_projects (found_at, volunteer_id) where told_at is null;
create index told_projects_found on told_projects (found_at);
comment on table told_projects is 'distribution: volunteer_id';

-- Published projects through whose subscribers the program goes, part by part.
create table subscription_runs (
  project_id uuid primary key,
  after_id uuid not null default '00000000-0000-0000-0000-000000000000',
  begun_at timestamptz not null,
  done_at timestamptz
);
comment on table subscription_runs is 'distribution: project_id';
-- Who has been published before now is not news.
insert into subscription_runs (project_id, begun_at, done_at)
select project_id, published_at, published_at from projects where published_at is not null;
