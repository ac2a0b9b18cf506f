/** Among very many projects every list goes by an index, in whichever order and however narrowed. */
import { sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { fillProjects } from '../../../test/many-projects.ts'
import { byIndex, inOrder, isNarrow, partsOf, wordsOf, type Finding } from './finding.store.ts'

const MANY = 20_000

let server: TestServer
let now: Date
beforeAll(async () => {
  server = await startTestServer()
  await fillProjects(server.db, MANY)
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(server.db)
  now = rows[0]!.now
}, 120_000)
afterAll(() => server.stop())

const planned = async (question: RawBuilder<unknown>): Promise<string> =>
  (await sql<{ queryPlan: string }>`explain ${question}`.execute(server.reader)).rows
    .map((row) => Object.values(row).join(''))
    .join('\n')

/** Of whatever the list asks for it: the first in order, the next weeks, and all by the indexes or further in order. */
async function planOf(asked: Partial<Finding>, after?: string): Promise<string> {
  const finding: Finding = {
    window: { from: now, to: null },
    isDay: false,
    fits: null,
    near: null,
    sort: 'date',
    ...asked,
  }
  const words = wordsOf(finding)
  const query = { after }
  const plans: string[] = []
  for (const part of partsOf(finding, words, query, now)) {
    plans.push(await planned(part))
    if ((await part.execute(server.reader)).rows.length > 20) return plans.join('\n')
  }
  const rest = isNarrow(finding, words)
    ? byIndex(finding, words, query, now)
    : inOrder(finding, words, query, now, null)
  plans.push(await planned(rest))
  return plans.join('\n')
}

const HERE = { longitude: 114.4, latitude: 23.1 }
const near = (km: number | null) => ({ ...HERE, metres: km === null ? null : km * 1000 })
const days = (from: number, to: number) => ({
  from: new Date(now.getTime() + from * 86_400_000),
  to: new Date(now.getTime() + to * 86_400_000),
})
const trained = {
  teamId: '01900000-0000-7000-8007-000000000001' as never,
  training: '急救',
  qualification: '',
}
const person = {
  birthDate: '2010-05-01' as never,
  skills: [],
  categories: [],
  adultAge: 18,
  creditMinutes: 600,
  trainings: [trained],
}

describe('C3: no list reads a table from end to end', () => {
  test.each<[string, () => Partial<Finding>]>([
    ['everything by date', () => ({})],
    ['days', () => ({ window: days(2, 4) })],
    ['days far off', () => ({ window: days(50, 52) })],
    ['a single day', () => ({ window: days(3, 4), isDay: true })],
    ['open and for minors', () => ({ open: true, minors: true })],
    ['what suits somebody', () => ({ fits: person })],
    ['a county', () => ({ regionPath: '441302' })],
    ['a province', () => ({ regionPath: '44' })],
    ['a category in a county', () => ({ category: 'legal', regionPath: '441302' })],
    ['a campaign', () => ({ campaign: 'public_health' })],
    ['a piece', () => ({ q: '图书整理' })],
    ['pinyin in a county', () => ({ q: 'qingtan', regionPath: '441302' })],
    ['initials', () => ({ q: 'tszl' })],
    ['two pieces in days', () => ({ q: '淡水 义诊', window: days(1, 9) })],
    ['a team', () => ({ team: '01900000-0000-7000-8007-000000000001' })],
    ['need', () => ({ sort: 'need' })],
    ['need in a county', () => ({ sort: 'need', regionPath: '441302' })],
    ['need with initials', () => ({ sort: 'need', q: 'tszl' })],
    ['near', () => ({ sort: 'distance', near: near(5) })],
    [
      'near, everything asked',
      () => ({ sort: 'distance', near: near(20), q: '护学', category: 'legal', open: true }),
    ],
    ['near at any distance', () => ({ sort: 'distance', near: near(null) })],
    ['near at any distance with a piece', () => ({ sort: 'distance', near: near(null), q: '图书整理' })],
    ['near in the order of days', () => ({ sort: 'date', near: near(3) })],
    ['new ones', () => ({ sort: 'new', category: 'legal' })],
  ])('%s', async (_, asked) => {
    const plan = await planOf(asked())
    expect(plan).not.toMatch(/Seq Scan on (projects|shifts|project_needs)/)
    expect(plan).toMatch(/Index/)
  })

  test('a control: without its index the list does read all', async () => {
    await server.db
      .transaction()
      .execute(async (tx) => {
        await sql`drop index projects_region, projects_public`.execute(tx)
        const question = byIndex(
          {
            window: { from: now, to: null },
            isDay: false,
            fits: null,
            near: null,
            sort: 'date',
            regionPath: '441302',
          },
          null,
          {},
          now,
        )
        const rows = (await sql`explain ${question}`.execute(tx)).rows
        expect(JSON.stringify(rows)).toMatch(/Seq Scan on projects/)
        throw new Error('undone')
      })
      .catch((error: unknown) => expect(String(error)).toContain('undone'))
  })
})

interface Page {
  items: { projectId: string; distanceMetres: number; nextShift: { startsAt: string } }[]
  next: string | null
}
test('P6: the nearest come first, page after page, each once', async () => {
  server.setNow(now)
  const { longitude, latitude } = (
    await sql<{ longitude: number; latitude: number }>`
      select longitude, latitude from projects where region_path like '441302%' limit 1`.execute(server.db)
  ).rows[0]!
  const found: Page['items'] = []
  for (let next: string | null = ''; next !== null;) {
    const { body }: { body: Page } = await server
      .client()
      .get<Page>(`/projects?longitude=${longitude}&latitude=${latitude}&km=3&limit=50&after=${next}`)
    found.push(...body.items)
    next = body.next
  }
  expect(found.length).toBeGreaterThan(50)
  expect(new Set(found.map(({ projectId }) => projectId)).size).toBe(found.length)
  const told = found.map(({ distanceMetres }) => distanceMetres)
  expect(told).toEqual([...told].sort((a, b) => a - b))
  expect(told.at(-1)).toBeLessThanOrEqual(3010)
})

describe('C3, Q2: with words, page after page, as a plain reading of all tells it', () => {
  test.each([
    ['of many', '湖'],
    ['of one in ten', '清滩'],
    ['of one in hundreds', 'donghu'],
    ['of a few', '淡水 义诊'],
    ['in days', '护学', 3, 20],
  ])('words %s: %s', async (_, q, from = 0, to = 100) => {
    server.setNow(now)
    const [firstDay, lastDay] = [from, to].map((n) => new Date(now.getTime() + n * 86_400_000))
    const day = (at: Date) => at.toISOString().slice(0, 10)
    const period = from === 0 ? '' : `&from=${day(firstDay!)}&to=${day(lastDay!)}`
    const { rows } = await sql<{ projectId: string }>`
      select project_id from projects cross join lateral (
        select min(starts_at) as at from shifts where shifts.project_id = projects.project_id and ends_at > ${now}
          and (${from} = 0 or ends_at > ${`${day(firstDay!)}T00:00:00+08:00`}::timestamptz
            and starts_at < ${`${day(lastDay!)}T00:00:00+08:00`}::timestamptz + interval '1 day')) as first
      where ${wordsOf({ q })!.holds} and at is not null order by at, project_id limit 130`.execute(
      server.reader,
    )
    const told: string[] = []
    for (let next: string | null = ''; next !== null && told.length < 130;) {
      const { body }: { body: Page } = await server
        .client()
        .get<Page>(`/projects?q=${encodeURIComponent(q)}${period}&limit=13&after=${next}`)
      told.push(...body.items.map(({ projectId }) => projectId))
      next = body.next
    }
    expect(told.length).toBeGreaterThan(1)
    expect(told.slice(0, 130)).toEqual(rows.map(({ projectId }) => projectId))
  })
})
