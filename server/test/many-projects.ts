/**
 * Very many projects at once, put in by bulk SQL for plans and benches: titles of places and of what is done there, over
 * the whole country and the next two months. Those of Huizhou come first, so they are the same among few as among many.
 */
import { sql } from 'kysely'
import { gramsOf } from '../src/db/grams.ts'
import type { Db } from '../src/db/handles.ts'

const FIRST = [...'东西南北中新金银龙凤青白红玉文福永长太安']
const SECOND = [...'湖江山河桥门园岭塘溪坪洲岗苑城']
const DEEDS = '清滩 护学 义诊 图书整理 敬老陪伴 文明劝导 垃圾分类 花市引导 反诈宣传 助教'.split(' ')
const TAILS = FIRST.flatMap((one) => SECOND.flatMap((two) => DEEDS.map((deed) => `${one}${two}${deed}`)))
const PER_TOWNSHIP = 24
const TEAMS = 400
const HUIZHOU = '4413'
const AT_ONCE = 100_000
const BATCH = 2000
const OF_PROJECTS =
  'projects_grams projects_categories projects_campaign projects_region projects_published projects_place projects_public projects_current projects_team projects_team_path projects_current_tree projects_number'

/** Names, their grams without the whole text, and the whole as it is spoken, for the database to join. */
async function storeParts(db: Db, table: string, texts: readonly string[]): Promise<void> {
  await sql`create temporary table ${sql.table(table)}
    (place integer primary key, name text, spoken text, short text, grams text[])`.execute(db)
  for (let from = 0; from < texts.length; from += BATCH) {
    const part = texts.slice(from, from + BATCH)
    const grams = part.map((text) => gramsOf(text))
    const whole = (tag: string) => grams.map((all) => all.find((gram) => gram.startsWith(tag))!.slice(2))
    await sql`insert into ${sql.table(table)} select ${from}::int + place - 1, name, spoken, short,
        array(select jsonb_array_elements_text(grams))
      from unnest(${part}::text[], ${whole('P=')}::text[], ${whole('I=')}::text[],
        ${grams.map((all) => JSON.stringify(all.filter((gram) => !/^[TPI]=/.test(gram))))}::jsonb[])
        with ordinality as part (name, spoken, short, grams, place)`.execute(db)
  }
}

/** Leaves projects, positions, shifts and needs empty and their indexes as they were, filled again with so many; each has one position of two shifts. */
export async function fillProjects(db: Db, count: number): Promise<void> {
  await db.connection().execute(async (one) => {
    await sql`set maintenance_work_mem = '512MB'`.execute(one)
    await sql`set statement_timeout = 0`.execute(one)
    await sql`create temporary table towns as
      select (row_number() over (order by not starts_with(t.path, ${HUIZHOU}), t.path) - 1)::int as place, c.name || t.name as name,
        t.region_code, t.path, 90 + mod(hashtext(c.path)::bigint + 2147483648, 30000) / 1000.0 as longitude,
        20 + mod(hashtext(c.path || 'x')::bigint + 2147483648, 25000) / 1000.0 as latitude
      from regions t join regions c on c.region_code = t.parent_code and c.level = 'county'
      where t.level = 'township' and t.valid_to is null`.execute(one)
    const { rows } = await sql<{
      name: string
    }>`select name from towns order by place limit ${Math.ceil(count / PER_TOWNSHIP)}`.execute(one)
    await storeParts(
      one,
      'heads',
      rows.map(({ name }) => name),
    )
    await storeParts(one, 'tails', TAILS)
    await sql`truncate projects, positions, shifts, project_needs`.execute(one)
    const { rows: indexes } = await sql<{ name: string; definition: string }>`
      select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
      where indexrelid::regclass::text = any(${OF_PROJECTS.split(' ')}::text[])`.execute(one)
    for (const { name } of indexes) await sql.raw(`drop index ${name}`).execute(one)
    await insertTeams(one)
    for (let from = 0; from < count; from += AT_ONCE)
      await insertProjects(one, from, Math.min(count, from + AT_ONCE), rows.length)
    for (const { definition } of indexes) await sql.raw(definition).execute(one)
    await sql`drop table heads, tails, towns`.execute(one)
  })
  for (const table of ['projects', 'positions', 'shifts', 'project_needs', 'teams'])
    await sql`vacuum (analyze) ${sql.table(table)}`.execute(db)
}

const teamId = sql`('01900000-0000-7000-8007-' || lpad(to_hex(n % ${TEAMS}::int), 12, '0'))::uuid`
const projectId = sql`('01900000-0000-7000-8008-' || lpad(to_hex(n), 12, '0'))::uuid`

const insertTeams = (db: Db) =>
  sql`
  insert into teams (team_id, name, kind, level, status, path, region_code, region_path, leader_volunteer_id, contact_name,
    contact_phone_enc, grams, created_at)
  select ${teamId}, '志愿服务队' || n, 'unregistered', 'team', 'active', '/' || n || '/', '441302', '441302', gen_random_uuid(), '陈静', '',
    '{}', now()
  from generate_series(0, ${TEAMS - 1}::int) as n on conflict do nothing`.execute(db)

/** Published here and there: what comes after what says nothing of where it is. */
async function insertProjects(db: Db, from: number, to: number, towns: number): Promise<void> {
  await sql`
    insert into projects (project_id, project_number, team_id, team_path, region_code, region_path, title, status, campaign,
      categories, description, risk_statement, accepts_minors, leader_name, contact_phone_enc, recruit_until, starts_at, ends_at,
      place_name, longitude, latitude, grams, created_by, created_at, published_at, published_team_id)
    select ${projectId}, 'P' || n, ${teamId}, '/' || n % ${TEAMS}::int || '/', towns.region_code, towns.path,
      left(head.name || tail.name, 50), 'recruiting', (array['neighbours', 'rivers_mountains', 'public_health', null])[1 + n % 4],
      array[(array['community', 'culture', 'education', 'legal', 'health', 'sports', 'environment', 'tourism'])[1 + n % 8]], '', '',
      n % 3 = 0, '', '', starts_at, starts_at, starts_at + interval '7 days 3 hours', head.name,
      towns.longitude + mod(hashtext(head.name)::bigint + 2147483648, 400) / 1000.0 + mod(hashtext(n::text)::bigint + 2147483648, 60) / 2000.0,
      towns.latitude + mod(hashtext(head.name || 'x')::bigint + 2147483648, 400) / 1000.0 + mod(hashtext(n || 'x')::bigint + 2147483648, 60) / 2000.0,
      head.grams || tail.grams || array['T=' || head.name || tail.name, 'P=' || head.spoken || tail.spoken, 'I=' || head.short || tail.short],
      gen_random_uuid(), now(), now() - n * interval '1 second', ${teamId}
    from (select n::int, ((n::bigint * 7919) % ${towns}::int)::int as town, (n / ${towns}::int)::int as turn,
        date_trunc('hour', now()) + interval '1 hour' + (n::bigint * 104729 % 86400) * interval '1 minute' as starts_at
        from generate_series(${from}::int, ${to - 1}::int) as n) as numbers
      join towns on towns.place = town join heads head on head.place = town
      join tails tail on tail.place = (town * 37 + turn * 101) % ${TAILS.length}::int`.execute(db)
  await sql`
    insert into positions (project_id, position_id, place, name)
    select ${projectId}, ${projectId}, 0, '志愿服务岗' from generate_series(${from}::int, ${to - 1}::int) as n`.execute(
    db,
  )
  await sql`
    insert into shifts (project_id, shift_id, position_id, starts_at, ends_at, headcount, admitted_count)
    select project_id, gen_random_uuid(), project_id, starts_at + week * interval '7 days', starts_at + week * interval '7 days' + interval '3 hours', 10,
      abs(hashtext(project_id::text)) % 11
    from (select project_id, starts_at from projects join generate_series(${from}::int, ${to - 1}::int) as n on project_id = ${projectId}) as made,
      generate_series(0, 1) as week`.execute(db)
  await sql`
    insert into project_needs (project_id, need, due_at)
    select project_id, case when admitted_count < headcount
        then ln((headcount - admitted_count) ^ 2 / headcount) / ln(2::float8) - extract(epoch from starts_at) / 172800 end, now() + interval '1 day'
    from (select distinct on (project_id) * from shifts
      where project_id in (select ${projectId} from generate_series(${from}::int, ${to - 1}::int) as n) order by project_id, starts_at) as first`.execute(
    db,
  )
}
