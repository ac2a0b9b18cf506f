/**
 * A team ends or moves while somebody begins something in it: nothing is left open in a team that has ended, and
 * nothing keeps the place where the team was. The deeds are stopped in the middle; the controls take the lock away.
 */
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { performWith, type Perform } from '../../src/act.ts'
import { dissolveTeam } from '../../src/features/dissolutions/dissolutions.actions.ts'
import { createProject, draftOf as formOf, submitProject } from '../../src/features/projects/index.ts'
import { decideMove } from '../../src/features/projects/tree.actions.ts'
import { signUp } from '../../src/features/signups/index.ts'
import { GUEST, type Actor } from '../../src/kernel/actor.ts'
import type { MoveId, ProjectId } from '../../src/kernel/ids.ts'
import { projectForm } from '../crews.ts'
import { openProject } from '../door.ts'
import { startTestServer, type TestServer } from '../harness.ts'
import { makeSite } from '../people.ts'
import { checked, makeFederation, makeMember, makeTeam, type TestTeam } from '../teams.ts'

let server: TestServer
let north: TestTeam
let south: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  const city = await makeFederation(server)
  const corps = { regionCode: '441302', level: 'corps', parentId: city.teamId } as const
  north = await makeFederation(server, corps)
  south = await makeFederation(server, corps)
}, 60_000)
afterAll(() => server.stop())

const WAIT_MS = 400
const wait = () => new Promise<void>((resolve) => setTimeout(resolve, WAIT_MS))
type Node = Parameters<KyselyPlugin['transformQuery']>[0]['node']
const holdsTeam = (node: Node): boolean =>
  node.kind === 'RawNode' && node.sqlFragments.some((part) => part.includes('order by team_id for share'))
const readsFrom =
  (table: string) =>
  (node: Node): boolean =>
    node.kind === 'SelectQueryNode' && JSON.stringify(node.from).includes(`"${table}"`)
/** What both deeds ask after they have held the team. */
const isHeld = readsFrom('categories')

/** Performs the first deed up to the statement, then the second as far as it comes, then the rest of the first. */
async function between(
  isThere: (node: Node) => boolean,
  first: (perform: Perform) => Promise<unknown>,
  second: (perform: Perform) => Promise<unknown>,
  isLocking: boolean,
): Promise<PromiseSettledResult<unknown>[]> {
  const stopped = new Set<object>()
  const reached = Promise.withResolvers<undefined>()
  const secondDone = Promise.withResolvers<undefined>()
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      if (isThere(node)) stopped.add(queryId)
      if (isLocking || node.kind !== 'RawNode' || !holdsTeam(node)) return node
      return { ...node, sqlFragments: node.sqlFragments.map((part) => part.replace('for share', '')) }
    },
    transformResult: async ({ result, queryId }) => {
      if (stopped.has(queryId)) {
        reached.resolve(undefined)
        await (isLocking ? Promise.race([secondDone.promise, wait()]) : secondDone.promise)
      }
      return result
    },
  }
  const slow = performWith(server.db.withPlugin(plugin), server.now, server.vault)
  const plain = performWith(server.db, server.now, server.vault)
  const begun = first(slow.perform)
  await Promise.race([reached.promise, begun.catch(() => undefined)])
  const then = second(plain.perform).finally(() => secondDone.resolve(undefined))
  return Promise.allSettled([begun, then])
}

async function leaderOf(team: TestTeam): Promise<Actor> {
  const { path } = await server.reader
    .selectFrom('teams')
    .select('path')
    .where('teamId', '=', team.teamId)
    .executeTakeFirstOrThrow()
  const { accountId, volunteerId } = team.leader
  const grant = { role: 'team_leader', bodyName: team.name, regionPath: null } as const
  return {
    ...GUEST,
    ...{ accountId, volunteerId, volunteerVerified: true },
    grants: [{ ...grant, teamId: team.teamId, teamPath: path }],
  }
}
const draftOf = async ({ teamId, leader }: TestTeam) =>
  checked(await leader.client.post<{ projectId: ProjectId }>(`/teams/${teamId}/projects`, projectForm()), 201)
    .projectId
/** A form as the route hands it on. */
const draft = formOf(projectForm())

type Beginning = 'createProject' | 'submitProject'
async function begin(team: TestTeam, deed: Beginning): Promise<(perform: Perform) => Promise<unknown>> {
  const actor = await leaderOf(team)
  if (deed === 'createProject')
    return (perform) => perform({ actor, deed }, createProject, { teamId: team.teamId, draft })
  const projectId = await draftOf(team)
  return (perform) => perform({ actor, deed }, submitProject, { projectId })
}
const dissolving = (team: TestTeam, actor: Actor) => (perform: Perform) =>
  perform({ actor, deed: 'dissolveTeam' }, dissolveTeam, {
    ...{ teamId: team.teamId, receiverId: north.teamId, cause: '队员搬走', name: team.name },
  })
const openIn = (team: TestTeam) =>
  server.reader
    .selectFrom('projects')
    .select('status')
    .where('teamId', '=', team.teamId)
    .where('status', 'not in', ['closed', 'cancelled'])
    .execute()

describe('a team ends', () => {
  test.each(['createProject', 'submitProject'] as const)('while %s is on its way', async (deed) => {
    const team = await makeTeam(server, { parent: north })
    const begun = await begin(team, deed)
    const outcomes = await between(isHeld, begun, dissolving(team, await leaderOf(team)), true)
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect(await openIn(team)).toEqual([])
  })
  test.each(['createProject', 'submitProject'] as const)('beside %s', async (deed) => {
    const team = await makeTeam(server, { parent: north })
    const begun = await begin(team, deed)
    const actor = await leaderOf(team)
    const plain = performWith(server.db, server.now, server.vault)
    const outcomes = await Promise.allSettled([dissolving(team, actor)(plain.perform), begun(plain.perform)])
    expect(outcomes[0].status).toBe('fulfilled')
    expect(await openIn(team)).toEqual([])
  })
  test('the control: without the lock a draft is left in it', async () => {
    const team = await makeTeam(server, { parent: north })
    await between(isHeld, await begin(team, 'createProject'), dissolving(team, await leaderOf(team)), false)
    expect(await openIn(team)).toEqual([{ status: 'draft' }])
  })

  test('while somebody signs up: the place is in the team that goes on', async () => {
    const team = await makeTeam(server, { parent: north })
    const person = await makeMember(server, team)
    const { path, regionPath } = await server.reader
      .selectFrom('teams')
      .select(['path', 'regionPath'])
      .where('teamId', '=', team.teamId)
      .executeTakeFirstOrThrow()
    const shift = { startsAt: '2026-11-28T01:00:00Z', endsAt: '2026-11-28T04:00:00Z' }
    const { projectId, shiftIds } = await openProject(server, { ...team, path, regionPath }, [shift], {
      status: 'recruiting',
    })
    const wish = { projectId, shiftId: shiftIds[0]!, riskAccepted: true }
    const { accountId, volunteerId } = person
    const actor: Actor = { ...GUEST, accountId, volunteerId, volunteerVerified: true }
    const outcomes = await between(
      readsFrom('shifts'),
      (perform) => perform({ actor, deed: 'signUp' }, signUp, wish),
      dissolving(team, await leaderOf(team)),
      true,
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    const rows = await server.reader
      .selectFrom('signups')
      .innerJoin('projects', 'projects.projectId', 'signups.projectId')
      .select(['signups.teamId', 'projects.teamId as holder'])
      .where('signups.projectId', '=', projectId)
      .execute()
    expect(rows).toEqual([{ teamId: north.teamId, holder: north.teamId }])
  })
})

describe('a team moves', () => {
  async function moving(team: TestTeam): Promise<(perform: Perform) => Promise<unknown>> {
    const form = { parentId: south.teamId, reason: '片区调整' }
    const { moveId } = checked(
      await team.leader.client.post<{ moveId: MoveId }>(`/teams/${team.teamId}/moves`, form),
      201,
    )
    checked(await north.leader.client.post(`/team-moves/${moveId}/decide`, { decision: 'agree' }), 200)
    const actor = await leaderOf(south)
    const input = { moveId, decision: 'agree', reason: '' } as const
    return (perform) => perform({ actor, deed: 'decideMove' }, decideMove, input)
  }
  const strayed = (team: TestTeam) =>
    server.reader
      .selectFrom('projects')
      .innerJoin('teams', 'teams.teamId', 'projects.teamId')
      .leftJoin('reviews', 'reviews.subjectId', 'projects.projectId')
      .select(['projects.status', 'reviews.reviewerTeamId'])
      .where('projects.teamId', '=', team.teamId)
      .where((eb) =>
        eb.or([
          eb('projects.teamPath', '<>', eb.ref('teams.path')),
          eb('reviews.reviewerTeamId', '<>', eb.ref('teams.parentId')),
        ]),
      )
      .execute()

  test.each(['createProject', 'submitProject'] as const)('while %s is on its way', async (deed) => {
    const team = await makeTeam(server, { parent: north })
    const begun = await begin(team, deed)
    const outcomes = await between(isHeld, begun, await moving(team), true)
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect(await strayed(team)).toEqual([])
  })
  test('the control: without the lock a draft keeps the old place', async () => {
    const team = await makeTeam(server, { parent: north })
    await between(isHeld, await begin(team, 'createProject'), await moving(team), false)
    expect(await strayed(team)).toEqual([{ status: 'draft', reviewerTeamId: null }])
  })
})
