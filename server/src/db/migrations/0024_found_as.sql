-- Under which texts a team is found, in one short column: what a search compares for thousands of rows.
create function found_as(grams text[]) returns text immutable parallel safe strict language sql as $$
  select coalesce(string_agg(case when starts_with(g, 'P=') then g || E'\nS=' || replace(substr(g, 3), '|', '') else g end,
    E'\n' order by place), '')
  from unnest(grams) with ordinality as held (g, place) where substr(g, 2, 1) = '=' and left(g, 1) in ('T', 'P', 'I')
$$;
alter table teams add column found_as text collate "C" not null generated always as (found_as(grams)) stored;

-- Letters in threes, beside the pairs that are there.
update teams set grams = grams || array(
  select distinct tag || substr(letters, at, 3)
  from unnest(grams) as g, lateral (select left(g, 1) as tag, replace(substr(g, 3), '|', '') as letters) as whole,
    generate_series(1, length(letters) - 2) as at
  where g ~ '^(P=\||I=)');
