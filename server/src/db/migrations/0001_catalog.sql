-- Reference data: regions, code tables, the official calendar, sites.
create extension if not exists btree_gist;

create table regions (
  region_code text collate "C" primary key constraint regions_code_form check (region_code ~ '^[0-9]{6}([0-9]{3})?$'),
  parent_code text collate "C" references regions (region_code),
  -- The significant prefix of the code; a subtree is a range over it.
  path text collate "C" not null,
  level text not null constraint regions_level check (level in ('province', 'city', 'county', 'township')),
  name text not null,
  full_name text not null,
  valid_from date not null default '1949-10-01',
  valid_to date,
  predecessor_code text
);
create index regions_parent on regions (parent_code, region_code);
create index regions_path on regions (path);
comment on table regions is 'distribution: reference';

create table categories (
  category_code text collate "C" primary key,
  kind text not null constraint categories_kind check (kind in ('service', 'campaign')),
  name_zh text not null,
  name_en text not null,
  place integer not null
);
comment on table categories is 'distribution: reference';

create table codes (
  code_kind text collate "C" not null,
  code text collate "C" not null,
  name_zh text not null,
  name_en text not null,
  place integer not null,
  primary key (code_kind, code)
);
comment on table codes is 'distribution: reference';

-- Only days that differ from the plain week are listed.
create table calendar_days (
  day date primary key,
  kind text not null constraint calendar_days_kind check (kind in ('workday', 'holiday')),
  name text not null
);
comment on table calendar_days is 'distribution: reference';

create table sites (
  site_id uuid primary key,
  region_code text collate "C" not null references regions (region_code),
  region_path text collate "C" not null,
  name_zh text not null,
  name_en text not null,
  tagline_zh text not null default '',
  tagline_en text not null default '',
  -- Only what differs from the defaults of catalog.rules; see Policies there.
  policies jsonb not null default '{}',
  is_demo boolean not null default false,
  created_at timestamptz not null
);
comment on table sites is 'distribution: reference';

create table campaign_units (
  site_id uuid not null references sites (site_id),
  category_code text collate "C" not null references categories (category_code),
  lead_unit text not null,
  responsible_units text[] not null default '{}',
  primary key (site_id, category_code)
);
comment on table campaign_units is 'distribution: reference';
