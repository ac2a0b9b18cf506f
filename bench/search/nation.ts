/**
 * Teams of a whole country, named as the notices ask: place, unit, and what they are. Those of Huizhou are the same
 * among ten thousand as among a million; what the rest of the country adds is more of the same words.
 */
import { sql } from 'kysely'
import { gramsOf } from '../../server/src/db/grams.ts'
import type { Db } from '../../server/src/db/handles.ts'

const FIRST = [...'东西南北中新金银龙凤青白红玉文福永长太安']
const SECOND = [...'湖江山河桥门园岭塘溪坪洲岗苑城泉林田井港']
const UNITS =
  '社区 村 小学学生 中学学生 幼儿园 中心医院 图书馆文化 敬老院 机关党员 企业 青年 妇女联合会巾帼'.split(' ')
const TAILS = FIRST.flatMap((one) =>
  SECOND.flatMap((two) => UNITS.map((unit) => `${one}${two}${unit}志愿服务队`)),
)
const PER_TOWNSHIP = 24
const HUIZHOU = '4413'
const AT_ONCE = 100_000

/** Names, their grams without the whole text, and the whole as it is spoken, for the database to join. */
async function storeParts(db: Db, table: string, texts: readonly string[]): Promise<void> {
  await sql`create temporary table ${sql.table(table)}
    (place integer primary key, name text, spoken text, short text, grams text[])`.execute(db)
  const BATCH = 2000
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

/** What is built after the rows are in; the keys that hold the teams together stay. */
const LATER = ['teams_grams', 'teams_categories', 'teams_region', 'teams_place', 'teams_called', 'teams_name']

/** Leaves the table empty and its indexes as they were, filled again with so many teams. */
export async function fillTeams(db: Db, count: number): Promise<void> {
  await db.connection().execute(async (one) => {
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
    await sql`set maintenance_work_mem = '512MB'`.execute(one)
    await sql`set statement_timeout = 0`.execute(one)
    const { rows: indexes } = await sql<{ name: string; definition: string }>`
      select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
      where indrelid = 'teams'::regclass and indexrelid::regclass::text = any(${LATER}::text[])`.execute(one)
    await sql`delete from teams`.execute(one)
    for (const { name } of indexes) await sql.raw(`drop index ${name}`).execute(one)
    for (let from = 0; from < count; from += AT_ONCE)
      await insertTeams(one, from, Math.min(count, from + AT_ONCE), rows.length)
    for (const { definition } of indexes) await sql.raw(definition).execute(one)
    await sql`drop table heads, tails, towns`.execute(one)
  })
  await sql`vacuum (analyze) teams`.execute(db)
}

/** Founded here and there: who comes after whom says nothing of where they are. */
async function insertTeams(db: Db, from: number, to: number, towns: number): Promise<void> {
  await sql`
    insert into teams (team_id, team_number, name, kind, level, status, path, region_code, region_path, leader_volunteer_id,
      join_mode, contact_name, contact_phone_enc, grams, categories, created_at, longitude, latitude)
    select ('01900000-0000-7000-8006-' || lpad(to_hex(n), 12, '0'))::uuid, 'G' || n, head.name || tail.name, 'unregistered', 'team',
      'active', '/' || n || '/', towns.region_code, towns.path, gen_random_uuid(), 'by_approval', '陈静', '',
      head.grams || tail.grams || array['T=' || head.name || tail.name,
        'P=' || head.spoken || tail.spoken, 'I=' || head.short || tail.short],
      array[(array['community', 'culture', 'education', 'legal', 'health', 'sports', 'environment', 'tourism'])[1 + n % 8]], now(),
      towns.longitude + mod(hashtext(head.name)::bigint + 2147483648, 400) / 1000.0 + mod(hashtext(n::text)::bigint + 2147483648, 60) / 2000.0,
      towns.latitude + mod(hashtext(head.name || 'x')::bigint + 2147483648, 400) / 1000.0 + mod(hashtext(n || 'x')::bigint + 2147483648, 60) / 2000.0
    from (select n::int, ((n::bigint * 7919) % ${towns}::int)::int as town, (n / ${towns}::int)::int as turn
        from generate_series(${from}::int, ${to - 1}::int) as n) as numbers
      join towns on towns.place = town join heads head on head.place = town
      join tails tail on tail.place = (town * 37 + turn * 101) % ${TAILS.length}::int`.execute(db)
}
