/** Grants as other features use them, and their effect on sessions that are open. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAccount, type TestAccount } from '../../../test/accounts.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { endGrantsOfTeam, insertGrant, listGrants, staffOf } from './index.ts'

let server: TestServer
let city: TestAccount
beforeAll(async () => {
  server = await startTestServer()
  city = await makeAccount(server, { grants: [{ role: 'site_admin', regionPath: '4413' }] })
})
afterAll(() => server.stop())

describe('the door of grants', () => {
  const make = (role: 'team_leader' | 'team_admin' | 'team_timekeeper', teamId: TeamId, teamPath: string) =>
    makeAccount(server, { grants: [{ role, teamId, teamPath }] })

  test('staffOf finds the staff of a team, and the nearest above a team or a region', async () => {
    const [upper, lower] = [
      '019ab000-0000-7000-8000-0000000000f1',
      '019ab000-0000-7000-8000-0000000000f2',
    ] as TeamId[] as [TeamId, TeamId]
    const top = await make('team_leader', upper, '/f/')
    const keeper = await make('team_timekeeper', lower, '/f/g/')
    const find = (staff: Parameters<typeof staffOf>[1]) => staffOf(server.reader, staff)
    expect(await find({ duty: 'decide', teamId: upper })).toEqual([top.accountId])
    expect(await find({ duty: 'decide', teamId: lower })).toEqual([])
    expect(await find({ duty: 'keep_time', teamId: lower })).toEqual([keeper.accountId])
    expect(await find({ duty: 'decide', teamPath: '/f/g/' })).toEqual([top.accountId])
    expect(await find({ duty: 'keep_time', teamPath: '/f/g/h/' })).toEqual([keeper.accountId])
    expect(await find({ duty: 'decide', teamPath: '/fg/' })).toEqual([])
    const county = await makeAccount(server, {
      grants: [{ role: 'authority_reviewer', regionPath: '441325' }],
    })
    await makeAccount(server, { grants: [{ role: 'authority_viewer', regionPath: '441325' }] })
    expect(await find({ duty: 'decide', regionPath: '441325002' })).toEqual([county.accountId])
    expect(await find({ duty: 'decide', regionPath: '441381' })).toEqual([city.accountId])
    expect(await find({ duty: 'decide', regionPath: '11' })).toEqual([])
  })

  test('endGrantsOfTeam ends one person’s or everybody’s, at once', async () => {
    const teamId = '019ab000-0000-7000-8000-0000000000e1' as TeamId
    const [leader, admin] = [
      await make('team_leader', teamId, '/e/'),
      await make('team_admin', teamId, '/e/'),
    ]
    const end = (accountId?: TestAccount['accountId']) =>
      server.db
        .transaction()
        .execute((tx) =>
          endGrantsOfTeam(tx, accountId === undefined ? { teamId } : { teamId, accountId }, server.now()),
        )
    expect(await end(admin.accountId)).toEqual([admin.accountId])
    expect(await listGrants(server.reader, leader.accountId)).toHaveLength(1)
    expect(await end()).toEqual([leader.accountId])
    expect(await end()).toEqual([])
  })

  test('a grant rolled back is not held, one committed counts for the open session at once', async () => {
    const person = await makeAccount(server, { secondFactor: true })
    expect((await person.client.get('/staff')).code).toBe('wrong_door')
    const grant = {
      accountId: person.accountId,
      role: 'authority_viewer',
      bodyName: '',
      regionPath: '4413',
      teamId: null,
      teamPath: null,
      grantedBy: null,
    } as const
    const failing = server.db.transaction().execute(async (tx) => {
      await insertGrant(tx, grant, server.now())
      // Asked while the deed is open: the answer of before must not be remembered beyond it.
      expect((await person.client.get('/staff')).code).toBe('wrong_door')
      throw new Error('the deed failed')
    })
    await expect(failing).rejects.toThrow('the deed failed')
    expect((await person.client.get('/staff')).code).toBe('wrong_door')
    await server.db.transaction().execute(async (tx) => {
      expect(await insertGrant(tx, grant, server.now())).not.toBeNull()
      expect((await person.client.get('/staff')).code).toBe('wrong_door')
    })
    expect((await person.client.get('/staff')).status).toBe(200)
    expect(await server.db.transaction().execute((tx) => insertGrant(tx, grant, server.now()))).toBeNull()
  })
})
