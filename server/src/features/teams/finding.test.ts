/** A search among very many names goes by the index, however it is typed. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gramsOf } from '../../db/grams.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { foundTeams, type TeamFilter } from './teams.store.ts'

const TEAMS = 80_000
const PLACES = ['惠城区桥东街道', '惠阳区淡水街道', '博罗县罗阳街道', '惠东县平山街道', '龙门县龙城街道']
const SIGNS =
  '东湖 西枝江 龙丰 水门桥 陈江 马安 横沥 芦洲 汝湖 三栋 小金口 河南岸 潼侨 沥林 古塘坳 麦地 下角 菱湖 花边岭 飞鹅岭'.split(
    ' ',
  )
const ENDS = ['社区志愿服务队', '村志愿服务队', '小学志愿服务队', '医院志愿服务队']

/** What the search may use; the others would only cost time to build. */
const SEARCHED = ['teams_grams', 'teams_categories', 'teams_region']

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
  await sql`
    insert into teams (team_id, name, kind, level, status, path, region_code, region_path, leader_volunteer_id,
      contact_name, contact_phone_enc, grams, categories, created_at)
    select gen_random_uuid(), head.name || tail.name || number, 'unregistered', 'team', 'active',
      '/' || row_number() over () || '/', '441302', '441302', gen_random_uuid(), '陈静', '', 
      head.grams || tail.grams || array['T=' || head.name || tail.name || number,
        'P=' || head.spoken || tail.spoken, 'I=' || head.short || tail.short],
      array[(array['community', 'culture', 'sports', 'law'])[1 + number % 4]], now()
    from ${partsOf(heads)} as head, ${partsOf(tails)} as tail, generate_series(1, 10) as number
    limit ${TEAMS}`.execute(server.db)
  const searched = indexes.rows.filter(({ name }) => SEARCHED.includes(name))
  for (const { definition } of searched) await sql.raw(definition).execute(server.db)
  await sql`analyze teams`.execute(server.db)
}

async function planOf(filter: TeamFilter): Promise<string> {
  const rows: Record<string, string>[] = await foundTeams(server.reader, filter, { limit: 20 }).explain()
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

describe('finding a team among eighty thousand (B4)', () => {
  test.each([
    ['a piece', { q: '水门桥社区' }],
    ['pinyin', { q: 'shuimenqiao' }],
    ['initials', { q: 'smqsq' }],
    ['two pieces', { q: '淡水 医院' }],
    ['a piece within a county', { q: '东湖', regionPath: '441302' }],
    ['a category', { category: 'law' }],
  ])('%s reads no table from end to end', async (_, filter) => {
    const plan = await planOf({ regionPath: null, ...filter })
    expect(plan).not.toContain('Seq Scan on teams')
  })
})
