/** A search among very many names goes by the index, however it is typed. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gramsOf } from '../../db/grams.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import {
  amongFirst,
  foundByWords,
  foundTeams,
  nearTeams,
  wordsOf,
  type TeamFilter,
} from './directory.store.ts'

/** Each time every name there is, told apart by a number: 8,000 teams. */
const TIMES = 6
const PLACES = ['惠城区桥东街道', '惠阳区淡水街道', '博罗县罗阳街道', '惠东县平山街道', '龙门县龙城街道']
const SIGNS =
  '东湖 西枝江 龙丰 水门桥 陈江 马安 横沥 芦洲 汝湖 三栋 小金口 河南岸 潼侨 沥林 古塘坳 麦地 下角 菱湖 花边岭 飞鹅岭'.split(
    ' ',
  )
const ENDS = ['社区志愿服务队', '村志愿服务队', '小学志愿服务队', '医院志愿服务队']

/** What the search may use; the others would only cost time to build. */
const SEARCHED = ['teams_grams', 'teams_categories', 'teams_region', 'teams_place']

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await fill()
}, 60_000)
afterAll(() => server.stop())

/** Heads and tails by their grams, joined in the database: a grams value is the union of both with the whole text again. */
async function fill(): Promise<void> {
  const heads = PLACES.flatMap((place) => SIGNS.map((sign) => place + sign))
  const tails = SIGNS.flatMap((sign) => ENDS.map((end) => sign + end))
  const partsOf = (texts: readonly string[]) => {
    const grams = texts.map((text) => gramsOf(text))
    const whole = (tag: string) =>
      grams.map((all) => all.find((gram) => gram.startsWith(tag))!.slice(tag.length))
    return sql`(select name, spoken, short, array(select jsonb_array_elements_text(grams)) as grams from unnest(
      ${[...texts]}::text[], ${whole('P=')}::text[], ${whole('I=')}::text[],
      ${grams.map((all) => JSON.stringify(all.filter((gram) => !/^[TPI]=/.test(gram))))}::jsonb[])
      as part (name, spoken, short, grams))`
  }
  const indexes = await sql<{ name: string; definition: string }>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = 'teams'::regclass and not indisprimary`.execute(server.db)
  for (const { name } of indexes.rows) await sql.raw(`drop index ${name}`).execute(server.db)
  for (let number = 1; number <= TIMES; number += 1)
    await sql`
      insert into teams (team_id, name, kind, level, status, path, region_code, region_path, leader_volunteer_id,
        contact_name, contact_phone_enc, grams, categories, created_at, longitude, latitude)
      select gen_random_uuid(), head.name || tail.name || ${number}::text, 'unregistered', 'team', 'active',
        '/' || ${number}::text || '/' || row_number() over () || '/', '441302', '441302', gen_random_uuid(), '陈静', '',
        head.grams || tail.grams || array['T=' || head.name || tail.name || ${number}::text,
          'P=' || head.spoken || tail.spoken, 'I=' || head.short || tail.short],
        array[(array['community', 'culture', 'sports', 'law'])[1 + row_number() over () % 4]], now(),
        114.2 + random() * 0.4, 22.9 + random() * 0.4
      from ${partsOf(heads)} as head, ${partsOf(tails)} as tail`.execute(server.db)
  const searched = indexes.rows.filter(({ name }) => SEARCHED.includes(name))
  for (const { definition } of searched) await sql.raw(definition).execute(server.db)
  await sql`analyze teams`.execute(server.db)
}

const HERE = { longitude: 114.4, latitude: 23.1 }
const planText = (rows: Record<string, string>[]): string => rows.map((row) => row['QUERY PLAN']).join('\n')
/** Of whatever the search may ask: the first in order, and all by the index. */
async function planOf(filter: TeamFilter): Promise<string> {
  const words = wordsOf(filter)
  if (words === null) return planText(await foundTeams(server.reader, filter, {}).explain())
  const first = await amongFirst(server.reader, filter, words, {}).explain()
  return planText([...first, ...(await foundByWords(server.reader, filter, words, {}).explain())])
}
const nearPlanOf = async (filter: TeamFilter, metres: number): Promise<string> =>
  planText(await nearTeams(server.reader, filter, { ...HERE, metres }, { limit: 20 }).explain())

describe('finding a team among fifty thousand (B4)', () => {
  test.each([
    ['a piece', { q: '水门桥社区' }],
    ['pinyin', { q: 'shuimenqiao' }],
    ['initials', { q: 'smqsq' }],
    ['two pieces', { q: '淡水 医院' }],
    ['a piece within a county', { q: '东湖', regionPath: '441302' }],
    ['a category', { category: 'law' }],
    ['a campaign', { campaign: 'youth' }],
  ])('%s reads no table from end to end', async (_, filter) => {
    const plan = await planOf({ regionPath: null, ...filter })
    expect(plan).not.toContain('Seq Scan on teams')
  })
})

/** As the globe has it. */
function metresBetween(a: typeof HERE, b: typeof HERE): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180
  const [north, east] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)]
  const half =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(east / 2) ** 2
  return 2 * 6_371_009 * Math.asin(Math.sqrt(half))
}
interface Near {
  items: { teamId: string; name: string; distanceMetres: number | null }[]
  next: string | null
}
const near = (query: string) => server.client().get<Near>(`/teams?${query}`)

describe('teams nearby (B4, C3)', () => {
  test.each([
    ['alone', {}, 1000],
    ['with a piece', { q: '水门桥社区' }, 20_000],
    ['with initials', { q: 'smqsq' }, 5000],
    ['with a category', { category: 'law' }, 3000],
    ['within a county', { regionPath: '441302' }, 10_000],
    ['with everything', { q: '东湖', category: 'law', regionPath: '441302' }, 20_000],
  ])('%s reads no table from end to end', async (_, filter, metres) => {
    const plan = await nearPlanOf({ regionPath: null, ...filter }, metres)
    expect(plan).not.toContain('Seq Scan on teams')
  })

  test('the nearest come first, page after page, each once and with its distance, and none beyond', async () => {
    const places = await server.reader
      .selectFrom('teams')
      .select(['teamId', 'longitude', 'latitude'])
      .where('longitude', 'is not', null)
      .execute()
    const distances = new Map(
      places.map(({ teamId, longitude, latitude }) => [
        teamId as string,
        metresBetween(HERE, { longitude: longitude ?? 0, latitude: latitude ?? 0 }),
      ]),
    )
    const found: Near['items'] = []
    for (let next: string | null = ''; next !== null;) {
      const { body }: { body: Near } = await near(`longitude=114.4&latitude=23.1&km=1&limit=50&after=${next}`)
      found.push(...body.items)
      next = body.next
    }
    const within = [...distances].filter(([, metres]) => metres <= 1000)
    expect(Math.abs(found.length - within.length)).toBeLessThanOrEqual(3)
    expect(new Set(found.map(({ teamId }) => teamId)).size).toBe(found.length)
    const told = found.map(({ distanceMetres }) => distanceMetres!)
    expect(told).toEqual([...told].sort((a, b) => a - b))
    for (const { teamId, distanceMetres } of found)
      expect(Math.abs(distanceMetres! - distances.get(teamId)!)).toBeLessThan(5)
    expect(
      (await near('q=xiaoxue&category=law&longitude=114.4&latitude=23.1&km=5')).body.items.length,
    ).toBeGreaterThan(0)
  })

  test('a place is read to a thousandth of a degree, and a part of one is no place', async () => {
    const first = async (query: string) => (await near(`${query}&km=5&limit=5`)).body.items
    expect(await first('longitude=114.40012&latitude=23.10049')).toEqual(
      await first('longitude=114.4&latitude=23.1'),
    )
    for (const part of ['km=3', 'longitude=114.4&km=3', 'longitude=114.4&latitude=23.1'])
      expect((await near(part)).code).toBe('malformed')
    for (const wrong of ['longitude=181&latitude=23&km=3', 'longitude=114&latitude=23&km=21'])
      expect((await near(wrong)).code).toBe('malformed')
    expect((await near('limit=1')).body.items[0]?.distanceMetres).toBe(null)
  })
})
