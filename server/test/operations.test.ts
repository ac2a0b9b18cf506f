/** Every operation of the contract × every kind of actor: who is let in at the door, and that nothing falls over. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type Client, type TestServer } from './harness.ts'
import { makeSite, makeStaff, makeVolunteer } from './people.ts'
import { makeAccount } from './accounts.ts'
import type { Audience } from '../src/http/app.ts'

interface Operation {
  id: string
  method: 'get' | 'post' | 'put' | 'delete'
  path: string
  audience: Audience
}
type Kind = 'guest' | 'applicant' | 'volunteer' | 'reviewer' | 'viewer' | 'site_admin' | 'platform'

const NOBODY = '00000000-0000-7000-8000-000000000000'
const admitted: Record<Audience, readonly Kind[]> = {
  public: ['guest', 'applicant', 'volunteer', 'reviewer', 'viewer', 'site_admin', 'platform'],
  signed_in: ['applicant', 'volunteer', 'reviewer', 'viewer', 'site_admin', 'platform'],
  volunteer: ['volunteer'],
  team: [],
  staff: ['reviewer', 'viewer', 'site_admin', 'platform'],
  authority: ['reviewer', 'viewer', 'site_admin', 'platform'],
  platform: ['platform'],
}

let server: TestServer
let operations: Operation[]
const clients = new Map<Kind, Client>()

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  operations = listOperations()
  clients.set('guest', server.client())
  clients.set('applicant', (await makeVolunteer(server, { status: 'under_review' })).client)
  clients.set('volunteer', (await makeVolunteer(server)).client)
  clients.set('reviewer', (await makeStaff(server, 'authority_reviewer')).client)
  clients.set('viewer', (await makeStaff(server, 'authority_viewer')).client)
  clients.set('site_admin', (await makeStaff(server, 'site_admin')).client)
  clients.set('platform', (await makeStaff(server, 'platform_admin')).client)
})
afterAll(() => server.stop())

function listOperations(): Operation[] {
  return Object.entries(server.app.swagger().paths ?? {})
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, item]) =>
      (['get', 'post', 'put', 'delete'] as const).flatMap((method) => {
        const found = (item as Record<string, { operationId?: string; 'x-audience'?: Audience }>)[method]
        return found?.operationId === undefined || found['x-audience'] === undefined
          ? []
          : [
              {
                id: found.operationId,
                method,
                path: path.replace('/api/v1', ''),
                audience: found['x-audience'],
              },
            ]
      }),
    )
}

async function knock(client: Client, { method, path }: Operation) {
  const url = path.replace('{token}', 'x'.repeat(43)).replaceAll(/\{\w+\}/g, NOBODY)
  if (method === 'get') return client.get(url)
  if (method === 'delete') return client.delete(url)
  return method === 'post' ? client.post(url, {}) : client.put(url, {})
}

const ENDING = new Set(['signOut', 'endSession'])

describe('the door', () => {
  test.each(['guest', 'applicant', 'volunteer', 'reviewer', 'viewer', 'site_admin', 'platform'] as const)(
    '%s is let in where the audience says so and nowhere else',
    async (kind) => {
      const client = clients.get(kind)!
      const wrong: string[] = []
      for (const operation of operations.filter(({ id }) => !ENDING.has(id))) {
        const answer = await knock(client, operation)
        const isOut = answer.code === 'signed_out' || answer.code === 'wrong_door'
        if (isOut === admitted[operation.audience].includes(kind))
          wrong.push(`${operation.id}: ${answer.status} ${answer.code}`)
        if (answer.status >= 500) wrong.push(`${operation.id} fell over: ${answer.status}`)
      }
      expect(wrong).toEqual([])
    },
  )

  test('the list of operations is the whole contract of this issue', () => {
    const ids = new Set(operations.map(({ id }) => id))
    const missing = WORDS.filter((word) => !ids.has(word))
    expect(missing).toEqual([])
  })

  test('an account with no person and no grant is nobody in particular', async () => {
    const { client } = await makeAccount(server, {})
    expect((await client.get('/me/hours')).code).toBe('wrong_door')
    expect((await client.get('/overview')).code).toBe('wrong_door')
  })

  test('a write without the header of our own pages is refused as cross-site', async () => {
    const answer = await server.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: {} })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'cross_site'])
  })
})

const WORDS =
  `getSite listRegions listCategories listTeams getTeam listProjects getProject verifyProof sendPhoneCode
registerVolunteer signIn signOut getMe listMySessions endSession getMyCard listMyHours listMyNotices listMyAccesses
disownRecord requestMembership leaveTeam signUp withdrawSignUp issueProof listMyProofs registerTeam
listMembershipRequests decideMemberships createProject submitProject listSignUps decideSignUps recordScans
listAttendances enterHours approveHours reverseHours listTeamHours listReviews reviewVolunteer reviewTeam reviewProject
getOverview listVolunteers grantStaff`.split(/\s+/)
