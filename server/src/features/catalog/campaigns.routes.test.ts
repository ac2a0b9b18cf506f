import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestAccount } from '../../../test/accounts.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import { checked } from '../../../test/teams.ts'
import type { SiteId } from '../../kernel/ids.ts'

interface Units {
  site: { siteId: string; regionCode: string }
  items: {
    code: string
    leadUnit: string | null
    responsibleUnits: string[]
    from: { siteId: string } | null
    isOwn: boolean
  }[]
  whyNot: { setCampaignUnits: string | null }
}
interface Changes {
  items: { code: string; leadUnit: string | null; changedBy: string; responsibleUnits: string[] }[]
}

let server: TestServer
let city: SiteId
let county: SiteId
let admin: TestAccount
beforeAll(async () => {
  server = await startTestServer()
  city = await makeSite(server)
  county = await makeSite(server, '441302')
  admin = await makeStaff(server, 'site_admin')
})
afterAll(() => server.stop())

const set = (client: Client, siteId: string, code: string, leadUnit: string | null, others: string[] = []) =>
  client.put(`/sites/${siteId}/campaign-units/${code}`, { leadUnit, responsibleUnits: others })
const read = async (client: Client, region = '') =>
  checked(await client.get<Units>(`/campaign-units${region === '' ? '' : `?region=${region}`}`), 200)
const youthAt = async (client: Client, region: string) =>
  (await read(client, region)).items.find(({ code }) => code === 'youth')!
const changesOf = async (siteId: string) =>
  checked(await admin.client.get<Changes>(`/sites/${siteId}/campaign-unit-changes`), 200).items

describe('C8 setCampaignUnits', () => {
  test('K2, K3: a site names its units, those below inherit them, and a name of their own comes first', async () => {
    expect((await set(admin.client, city, 'youth', '团市委', ['各县（区）', '团市委'])).status).toBe(204)
    expect(await youthAt(admin.client, '441302')).toMatchObject({
      leadUnit: '团市委',
      responsibleUnits: ['各县（区）'],
      from: { siteId: city },
      isOwn: false,
    })
    const local = await makeStaff(server, 'site_admin', '441302')
    expect((await read(local.client)).site).toMatchObject({ siteId: county, regionCode: '441302' })
    checked(await set(local.client, county, 'youth', '团区委'), 204)
    expect(await youthAt(admin.client, '441302')).toMatchObject({ leadUnit: '团区委', isOwn: true })
    expect(await youthAt(admin.client, '441303')).toMatchObject({ leadUnit: '团市委', isOwn: true })
    checked(await set(local.client, county, 'youth', null, ['民政局']), 204)
    expect(await youthAt(local.client, '441302')).toMatchObject({ leadUnit: '团市委', isOwn: false })
  })

  test('K4: who changed what is kept in its order, and what changes nothing leaves no trace', async () => {
    checked(await set(admin.client, city, 'women', '市妇联'), 204)
    checked(await set(admin.client, city, 'women', ' 市妇联 '), 204)
    checked(await set(admin.client, city, 'women', '市妇联', ['各县（区）']), 204)
    const women = (await changesOf(city)).filter(({ code }) => code === 'women')
    expect(women.map(({ leadUnit, responsibleUnits }) => [leadUnit, responsibleUnits])).toEqual([
      ['市妇联', ['各县（区）']],
      ['市妇联', []],
    ])
    expect(women[0]!.changedBy).toContain('曾永康')
    const trail = await server.reader
      .selectFrom('auditEntries')
      .select('facts')
      .where('deed', '=', 'setCampaignUnits')
      .where('subjectId', '=', city)
      .execute()
    expect(trail).toContainEqual({
      facts: {
        campaign: 'women',
        before: { leadUnit: '市妇联', responsibleUnits: [] },
        units: { leadUnit: '市妇联', responsibleUnits: ['各县（区）'] },
      },
    })
  })

  test.each([
    ['site_admin_only', () => makeStaff(server, 'authority_reviewer'), 'youth', '团市委'],
    ['not_your_region', () => makeStaff(server, 'site_admin', '441302'), 'youth', '团市委'],
    ['campaign_not_found', () => Promise.resolve(admin), 'community', '团市委'],
    ['unit_name_malformed', () => Promise.resolve(admin), 'youth', '<script>'],
  ])('%s', async (reason, who, code, unit) => {
    const { client } = await who()
    expect((await set(client, city, code, unit)).code).toBe(reason)
  })

  test('a site that is not there, and an authority that looks at the trail of another place', async () => {
    expect((await set(admin.client, '019ab000-0000-7000-8000-000000000009', 'youth', '团市委')).code).toBe(
      'site_not_found',
    )
    const elsewhere = await makeStaff(server, 'authority_viewer', '4403')
    expect((await elsewhere.client.get(`/sites/${city}/campaign-unit-changes`)).code).toBe('not_your_region')
    expect((await elsewhere.client.get('/campaign-units')).code).toBe('site_not_found')
    expect((await read(elsewhere.client, '441300')).whyNot).toEqual({ setCampaignUnits: 'not_your_region' })
  })
})
