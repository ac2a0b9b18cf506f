import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import { checked } from '../../../test/teams.ts'
import type { SiteId } from '../../kernel/ids.ts'
import { policiesOf, updateSite } from './sites.store.ts'

let server: TestServer
let city: SiteId
let county: SiteId
const staff = async (role: 'site_admin' | 'authority_reviewer' | 'authority_viewer', region: string) =>
  (await makeStaff(server, role, region)).client
beforeAll(async () => {
  server = await startTestServer()
  city = await makeSite(server)
  county = await makeSite(server, '441302')
})
afterAll(() => server.stop())

interface Shown {
  allowed: boolean
  own: boolean | null
  whyNot: { allow: string | null; forbid: string | null }
}
const set = (client: Client, siteId: SiteId, allowed: boolean) =>
  client.put(`/sites/${siteId}/trusted-teams`, { allowed })
const read = async (client: Client) => checked(await client.get<Shown>('/trusted-teams'), 200)

describe('P28 setTrustedTeams', () => {
  test('off at first, let by the site, inherited below, forbidden again; the trail says which site', async () => {
    const [above, below] = [await staff('site_admin', '4413'), await staff('site_admin', '441302')]
    expect(await read(above)).toMatchObject({
      allowed: false,
      own: null,
      whyNot: { allow: null, forbid: null },
    })
    checked(await set(above, city, true), 204)
    checked(await set(above, city, true), 204)
    expect(await read(below)).toMatchObject({ allowed: true, own: null })
    checked(await set(below, county, false), 204)
    expect(await read(below)).toMatchObject({ allowed: false, own: false })
    expect((await policiesOf(server.reader, '441303')).trustedTeams).toBe(true)
    checked(await set(above, city, false), 204)
    expect(await read(below)).toMatchObject({ whyNot: { allow: 'not_allowed_above', forbid: null } })
    expect((await set(below, county, true)).code).toBe('not_allowed_above')
    const lines = await server.reader
      .selectFrom('auditEntries')
      .select('subjectId')
      .where('deed', '=', 'setTrustedTeams')
      .execute()
    expect(lines.map(({ subjectId }) => subjectId)).toEqual([city, null, county, city])
  })

  test('what else the site has chosen stays', async () => {
    const policies = { homeTeamsMax: 3 }
    await server.db.transaction().execute((tx) => updateSite(tx, city, { policies }))
    checked(await set(await staff('site_admin', '4413'), city, true), 204)
    expect(await policiesOf(server.reader, '4413')).toMatchObject({ homeTeamsMax: 3, trustedTeams: true })
  })

  test('by the administrator of the site; others of the region read it', async () => {
    for (const [client, code] of [
      [await staff('authority_reviewer', '4413'), 'site_admin_only'],
      [await staff('authority_viewer', '4413'), 'site_admin_only'],
      [await staff('site_admin', '441302'), 'not_your_region'],
    ] as const)
      expect((await set(client, city, true)).code).toBe(code)
    expect((await read(await staff('authority_viewer', '4413'))).whyNot.allow).toBe('site_admin_only')
    const nobody = '019ab000-0000-7000-8000-00000000dead' as SiteId
    expect((await set(await staff('site_admin', '4413'), nobody, true)).code).toBe('site_not_found')
  })
})
