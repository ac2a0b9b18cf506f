-- Words are looked for in the weeks of a list's beginning before everywhere else: what is found then grows with how
-- much there is in a week, and not with how much there is at all. Twenty years hold whatever still takes place.
create function weeks_between(first timestamptz, last timestamptz) returns integer[] immutable parallel safe strict language sql as $$
  select array_agg(week) from generate_series(
    floor(extract(epoch from first) / 604800)::integer,
    least(floor(extract(epoch from last) / 604800), floor(extract(epoch from first) / 604800) + 1040)::integer) as week
$$;
alter table projects add column weeks integer[] not null generated always as (weeks_between(starts_at, ends_at)) stored;

drop index projects_grams;
create index projects_grams on projects using gin (grams, weeks) where status in ('recruiting', 'recruiting_paused', 'running');
