/**
 * Somebody takes part at the last moment, while the clock draws: they are drawn with the others, or come to wait, and
 * never stand in a draw that is over. The control takes the locks away.
 */
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { performWith } from '../../src/act.ts'
import { drawPlaces, signUp } from '../../src/features/signups/index.ts'
import { GUEST, SYSTEM } from '../../src/kernel/actor.ts'
import {
  makeCrew,
  makeCrewTeam,
  positionForm,
  publishProject,
  type CrewTeam,
  type PublishedProject,
} from '../crews.ts'
import { startTestServer, type TestServer } from '../harness.ts'
import { makeSite } from '../people.ts'
import { placesOf } from '../signing.ts'

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

const WAIT_MS = 300
const DRAW_AT = new Date('2026-11-26T10:00:00Z')
const JUST_BEFORE = new Date(DRAW_AT.getTime() - 1)
type Node = Parameters<KyselyPlugin['transformQuery']>[0]['node']
const locksShifts = (node: Node): boolean =>
  node.kind === 'RawNode' &&
  node.sqlFragments.some((part) => part.includes('order by project_id, shift_id for update'))

const publish = (): Promise<PublishedProject> =>
  publishProject(server, team, { drawAt: DRAW_AT.toISOString(), positions: [positionForm({ headcount: 1 })] })

/** Stops a sign-up right after it has read its shift under the lock, draws meanwhile, and lets it go on. */
async function lastMoment(project: PublishedProject, isLocking: boolean): Promise<string> {
  const [person] = await makeCrew(server, 1, { team })
  const reached = Promise.withResolvers<undefined>()
  const drawn = Promise.withResolvers<undefined>()
  const stopped = new Set<object>()
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      if (!isLocking && node.kind === 'SelectQueryNode') return { ...node, endModifiers: [] }
      if (!locksShifts(node) || node.kind !== 'RawNode') return node
      stopped.add(queryId)
      if (isLocking) return node
      return { ...node, sqlFragments: node.sqlFragments.map((part) => part.replace('for update', '')) }
    },
    transformResult: async ({ result, queryId }) => {
      if (stopped.has(queryId)) {
        reached.resolve(undefined)
        const patience = new Promise<void>((resolve) => setTimeout(resolve, WAIT_MS))
        await (isLocking ? Promise.race([drawn.promise, patience]) : drawn.promise)
      }
      return result
    },
  }
  const actor = {
    ...GUEST,
    accountId: person!.accountId,
    volunteerId: person!.volunteerId,
    volunteerVerified: true,
  }
  const wish = { projectId: project.projectId, shiftId: project.shiftIds[0]!, riskAccepted: true }
  const slow = performWith(server.db.withPlugin(plugin), () => JUST_BEFORE, server.vault)
  const clock = performWith(server.db, () => DRAW_AT, server.vault)
  const signing = slow.perform({ actor, deed: 'signUp' }, signUp, wish)
  await reached.promise
  const drawing = clock
    .perform({ actor: SYSTEM, deed: 'drawPlaces' }, drawPlaces, { projectId: project.projectId })
    .then(() => drawn.resolve(undefined))
  await Promise.all([signing, drawing])
  const { status } = await server.reader
    .selectFrom('signups')
    .select('status')
    .where('volunteerId', '=', person!.volunteerId)
    .executeTakeFirstOrThrow()
  return status
}

test('C4, V5: who comes at the last moment is drawn with the others', async () => {
  const project = await publish()
  expect(await lastMoment(project, true)).toBe('admitted')
  expect(await placesOf(server, project)).toEqual({ admitted: 1, held: 0, waiting: 0 })
})

test('the control: without the locks they stand in a draw that is over', async () => {
  expect(await lastMoment(await publish(), false)).toBe('entered')
})

test('V5: drawn by several at once, it is drawn once', async () => {
  const project = await publish()
  const people = await makeCrew(server, 3, { team })
  for (const { client } of people)
    await client.post(`/projects/${project.projectId}/signups`, {
      shiftId: project.shiftIds[0],
      riskAccepted: true,
    })
  const { perform } = performWith(server.db, () => DRAW_AT, server.vault)
  const draw = () =>
    perform({ actor: SYSTEM, deed: 'drawPlaces' }, drawPlaces, { projectId: project.projectId })
  const outcomes = await Promise.all([draw(), draw(), draw()])
  expect(outcomes.reduce((sum, { drawn }) => sum + drawn, 0)).toBe(1)
  expect(await placesOf(server, project)).toEqual({ admitted: 1, held: 0, waiting: 2 })
})
