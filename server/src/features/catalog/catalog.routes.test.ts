import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import type { SiteId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import {
  calendarBetween,
  DEFAULT_POLICIES,
  findDueDay,
  findRegion,
  HUIZHOU_CAMPAIGN_UNITS,
  insertSite,
  listUnknownCategories,
  listUnknownCodes,
  policiesOf,
  seedCatalog,
  updateCampaignUnits,
  updateSite,
  type NewSite,
} from './index.ts'

interface Named {
  code: string
  name: { zh: string; en: string }
}
interface RegionItem {
  regionCode: string
  fullName: string
}

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const siteId = '019ab000-0000-7000-8000-000000000001' as SiteId
const countySiteId = '019ab000-0000-7000-8000-000000000002' as SiteId
const huizhou: NewSite = {
  siteId,
  regionCode: '441300',
  nameZh: '志愿惠州',
  nameEn: 'Volunteer Huizhou',
  taglineZh: '',
  taglineEn: '',
  policies: {},
  isDemo: false,
  createdAt: new Date('2026-11-01T00:00:00Z'),
}
const write = <T>(work: (tx: Parameters<typeof seedCatalog>[0]) => Promise<T>) =>
  server.db.transaction().execute(work)
const regions = async (query: string) =>
  (await server.client().get<{ items: RegionItem[] }>(`/regions${query}`)).body.items

describe('getSite', () => {
  test('before any site exists it says so, and policies are the defaults', async () => {
    const answer = await server.client().get('/site')
    expect([answer.status, answer.code]).toEqual([404, 'site_not_found'])
    expect(await policiesOf(server.reader, '441302')).toEqual(DEFAULT_POLICIES)
  })
  test('a site of no region is refused and leaves nothing behind', async () => {
    await expect(write((tx) => insertSite(tx, { ...huizhou, regionCode: '449900' }))).rejects.toThrow(
      'region_not_found',
    )
    expect((await server.client().get('/site')).status).toBe(404)
  })
  test('tells the name, the place, the day and the policies', async () => {
    await write((tx) => insertSite(tx, huizhou))
    server.setNow('2026-11-24T16:30:00Z')
    const { status, body } = await server.client().get('/site')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      siteId,
      name: { zh: '志愿惠州', en: 'Volunteer Huizhou' },
      regionPath: '4413',
      regionName: '惠州市',
      isDemo: false,
      needsSetup: true,
      today: '2026-11-25',
      now: '2026-11-24T16:30:00.000Z',
      policies: DEFAULT_POLICIES,
    })
  })
  test('a site of a county inherits, and can only protect more; the widest site is the one shown', async () => {
    await write(async (tx) => {
      await updateSite(tx, siteId, {
        taglineZh: '奉献 友爱 互助 进步',
        policies: { minimumOwnAge: 16, homeTeamsMax: 3 },
      })
      const county = {
        ...huizhou,
        siteId: countySiteId,
        regionCode: '441302',
        createdAt: new Date('2026-10-01T00:00:00Z'),
      }
      await insertSite(tx, { ...county, policies: { minimumOwnAge: 14, maxDayMinutes: 600 } })
    })
    expect(await policiesOf(server.reader, '441302001')).toMatchObject({
      minimumOwnAge: 16,
      maxDayMinutes: 600,
      homeTeamsMax: 3,
    })
    expect(await policiesOf(server.reader, '441322')).toMatchObject({
      minimumOwnAge: 16,
      maxDayMinutes: 1440,
    })
    expect(await policiesOf(server.reader, '44')).toEqual(DEFAULT_POLICIES)
    const { body } = await server.client().get('/site')
    expect(body).toMatchObject({
      siteId,
      tagline: { zh: '奉献 友爱 互助 进步' },
      policies: { minimumOwnAge: 16 },
    })
  })
})

describe('listRegions', () => {
  test('the provinces, then what is below one', async () => {
    expect(await regions('')).toHaveLength(34)
    const counties = await regions('?parent=441300')
    expect(counties.map(({ regionCode }) => regionCode)).toEqual([
      '441302',
      '441303',
      '441322',
      '441323',
      '441324',
    ])
    expect(counties[0]).toEqual({
      regionCode: '441302',
      parentCode: '441300',
      path: '441302',
      level: 'county',
      name: '惠城区',
      fullName: '广东省惠州市惠城区',
    })
    expect(await regions('?parent=449900')).toEqual([])
  })
  test('by pieces of the name: the one named so first, the wider first, within a region', async () => {
    const found = await regions(`?q=${encodeURIComponent('惠州')}`)
    expect(found[0]?.regionCode).toBe('441300')
    expect(found.length).toBeLessThanOrEqual(50)
    expect(
      (await regions(`?q=${encodeURIComponent('惠城 桥东')}`)).map(({ regionCode }) => regionCode),
    ).toEqual(['441302001'])
    expect((await regions(`?q=${encodeURIComponent('惠州市惠城区')}`))[0]?.regionCode).toBe('441302')
    const within = await regions(`?parent=441300&q=${encodeURIComponent('街道')}`)
    expect(within.length).toBeGreaterThan(5)
    expect(within.every(({ regionCode }) => regionCode.startsWith('4413'))).toBe(true)
  })
  test.each(['%25', '_', "'", '%5C'])('%s is a piece of no name', async (sign) => {
    expect(await regions(`?q=${sign}`)).toEqual([])
  })
  test('a code of another form is malformed', async () => {
    expect((await server.client().get('/regions?parent=44')).code).toBe('malformed')
  })
})

test('listCategories: 21 of service, 18 campaigns, with the units the site has named', async () => {
  type Body = {
    service: Named[]
    campaigns: (Named & { leadUnit: string | null; responsibleUnits: string[] })[]
  }
  const before = (await server.client().get<Body>('/categories')).body
  expect([before.service.length, before.campaigns.length]).toEqual([21, 18])
  expect(before.service[0]).toEqual({ code: 'community', name: { zh: '社区服务', en: 'Community service' } })
  expect(before.campaigns[0]).toMatchObject({ code: 'party_members', leadUnit: null, responsibleUnits: [] })
  await write(async (tx) => {
    await updateCampaignUnits(tx, siteId, HUIZHOU_CAMPAIGN_UNITS.slice(0, 1))
    await updateCampaignUnits(tx, siteId, HUIZHOU_CAMPAIGN_UNITS)
  })
  const after = (await server.client().get<Body>('/categories')).body
  expect(
    after.campaigns.map(({ code, leadUnit, responsibleUnits }) => ({ code, leadUnit, responsibleUnits })),
  ).toEqual(HUIZHOU_CAMPAIGN_UNITS)
})

test('listCodes: every table in its order', async () => {
  const { body } = await server.client().get<Record<string, Named[]>>('/codes')
  expect(Object.fromEntries(Object.entries(body).map(([kind, rows]) => [kind, rows.length]))).toEqual({
    skills: 24,
    politicalStatus: 13,
    ethnicity: 58,
    education: 9,
    employment: 13,
    unitKinds: 17,
    recipients: 13,
    safeguards: 12,
    slots: 24,
  })
  expect(body['slots']?.[0]).toEqual({ code: 'mon_morning', name: { zh: '周一上午', en: 'Monday morning' } })
  expect(body['slots']?.at(-1)?.code).toBe('holiday_evening')
})

describe('what other features ask', () => {
  test('which codes nobody knows', async () => {
    expect(await listUnknownCodes(server.reader, 'skills', ['first_aid', 'flying', 'other'])).toEqual([
      'flying',
    ])
    expect(await listUnknownCodes(server.reader, 'slots', ['first_aid'])).toEqual(['first_aid'])
    expect(await listUnknownCodes(server.reader, 'skills', [])).toEqual([])
    expect(await listUnknownCategories(server.reader, 'service', ['community', 'youth'])).toEqual(['youth'])
    expect(await listUnknownCategories(server.reader, 'campaign', ['community', 'youth'])).toEqual([
      'community',
    ])
  })
  test('a region by its code', async () => {
    expect(await findRegion(server.reader, '441302001')).toMatchObject({
      level: 'township',
      path: '441302001',
    })
    expect(await findRegion(server.reader, '999999')).toBeUndefined()
  })
  test('when something is due', async () => {
    expect(await findDueDay(server.reader, localDate('2026-11-24'), 5)).toBe('2026-12-01')
    expect(await findDueDay(server.reader, localDate('2026-09-25'), 10)).toBe('2026-10-15')
    const days = await calendarBetween(server.reader, localDate('2026-10-07'), localDate('2026-10-10'))
    expect([...days]).toEqual(
      expect.arrayContaining([
        ['2026-10-07', 'holiday'],
        ['2026-10-10', 'workday'],
      ]),
    )
    expect(days.size).toBe(2)
  })
})

test('seedCatalog brings back what was changed, and changes nothing twice', async () => {
  await server.db.updateTable('regions').set({ name: '旧名' }).where('regionCode', '=', '441302').execute()
  await server.db.deleteFrom('calendarDays').where('day', '=', '2026-10-10').execute()
  const countOf = async (): Promise<number> =>
    Number(
      (
        await server.db
          .selectFrom('regions')
          .select((row) => row.fn.countAll().as('rows'))
          .executeTakeFirstOrThrow()
      ).rows,
    )
  const before = await countOf()
  await write((tx) => seedCatalog(tx))
  expect(await countOf()).toBe(before)
  expect(await findRegion(server.reader, '441302')).toMatchObject({ name: '惠城区' })
  expect(await findDueDay(server.reader, localDate('2026-10-09'), 1)).toBe('2026-10-10')
})
