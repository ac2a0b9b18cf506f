/**
 * A crowd for a few places, over real HTTP: never more people than places, and a named "no" for
 * everybody else. The controls take the lock away, and then the check as well, to show that this
 * test would notice.
 */
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { performWith } from '../../src/act.ts'
import { signUp } from '../../src/features/signups/index.ts'
import { GUEST, type Actor } from '../../src/kernel/actor.ts'
import type { SignupId } from '../../src/kernel/ids.ts'
import {
  makeCrew,
  makeCrewTeam,
  positionForm,
  publishProject,
  type CrewMember,
  type CrewTeam,
  type PublishedProject,
} from '../crews.ts'
import { startTestServer, type TestServer } from '../harness.ts'
import { makeSite } from '../people.ts'

const PEOPLE = 200
const PLACES = 5

let server: TestServer
let team: CrewTeam
let crowd: CrewMember[]
let origin: string

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  crowd = await makeCrew(server, PEOPLE, { team })
  origin = await server.app.listen({ host: '127.0.0.1', port: 0 })
}, 60_000)
afterAll(() => server.stop())

/** Each test has its own hour, so that the diaries of the crowd do not stand in the way. */
const publish = (hour: number, change = {}): Promise<PublishedProject> => {
  const at = (minutes: string) => `2026-11-27T${String(hour).padStart(2, '0')}:${minutes}:00Z`
  const shift = { startsAt: at('00'), endsAt: at('50'), headcount: PLACES }
  return publishProject(server, team, {
    autoAdmit: true,
    positions: [positionForm(shift)],
    recruitUntil: at('50'),
    ...change,
  })
}
async function post(person: { client: CrewMember['client'] }, path: string, body: object) {
  const answer = await fetch(`${origin}/api/v1${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-requested-with': 'zhiyuan',
      cookie: person.client.cookie ?? '',
    },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as { code?: string; signupId?: SignupId } }
}
const joinOverHttp = (person: CrewMember, { projectId, shiftIds }: PublishedProject) =>
  post(person, `/projects/${projectId}/signups`, { shiftId: shiftIds[0], riskAccepted: true })

/** What the shift counts, and how many people really stand on its roster. */
async function placesOf({ projectId }: PublishedProject) {
  const shift = await server.reader
    .selectFrom('shifts')
    .select('admittedCount')
    .where('projectId', '=', projectId)
    .executeTakeFirstOrThrow()
  const rows = await server.reader
    .selectFrom('signups')
    .select('signupId')
    .where('projectId', '=', projectId)
    .where('status', '=', 'admitted')
    .execute()
  return { counted: shift.admittedCount, admitted: rows.length }
}
const tally = (answers: readonly { status: number; body: { code?: string } }[]) => {
  const counts: Record<string, number> = {}
  for (const { status, body } of answers) {
    const key = `${status} ${body.code ?? ''}`.trim()
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

describe('with the lock', () => {
  test('200 people for 5 places: 5 in, 195 named refusals', async () => {
    const project = await publish(1)
    const answers = await Promise.all(crowd.map((person) => joinOverHttp(person, project)))
    expect(tally(answers)).toEqual({ '201': PLACES, '409 shift_full': PEOPLE - PLACES })
    expect(await placesOf(project)).toEqual({ counted: PLACES, admitted: PLACES })
  }, 60_000)

  test('places given back are taken again, and the count stays true', async () => {
    const project = await publish(3)
    const comeAndGo = async (person: CrewMember, i: number) => {
      const joined = await joinOverHttp(person, project)
      if (joined.body.signupId === undefined || i % 2 === 0) return joined
      await post(person, `/me/signups/${joined.body.signupId}/withdraw`, {})
      return joined
    }
    const answers = await Promise.all(crowd.slice(0, 60).map(comeAndGo))
    expect(answers.filter(({ status, body }) => status !== 201 && body.code !== 'shift_full')).toEqual([])
    const { counted, admitted } = await placesOf(project)
    expect([counted, counted <= PLACES]).toEqual([admitted, true])
  }, 60_000)

  test('two leaders who admit at once do not admit more than there are places', async () => {
    const project = await publish(5, { autoAdmit: false })
    const joined = await Promise.all(
      crowd.slice(0, 2 * PLACES).map((person) => joinOverHttp(person, project)),
    )
    const decisions = joined.map(({ body }) => ({ signupId: body.signupId, decision: 'admit' }))
    const halves = [decisions, [...decisions].reverse()]
    const answers = await Promise.all(
      halves.map((half) =>
        post(team.leader, `/projects/${project.projectId}/signup-decisions`, { decisions: half }),
      ),
    )
    expect(tally(answers)).toEqual({ '200': 2 })
    expect(await placesOf(project)).toEqual({ counted: PLACES, admitted: PLACES })
  }, 60_000)
})

/** The very statements of the deed, without their `for update` on shifts. */
const withoutShiftLocks: KyselyPlugin = {
  transformQuery: ({ node }) =>
    node.kind === 'RawNode' && node.sqlFragments.some((part) => part.includes('from shifts'))
      ? { ...node, sqlFragments: node.sqlFragments.map((part) => part.replace('for update', '')) }
      : node,
  transformResult: async ({ result }) => result,
}
/** The deed itself by the crowd, on a database handle that has lost the lock. */
async function rush({ projectId, shiftIds }: PublishedProject): Promise<Record<string, number>> {
  const { perform } = performWith(server.db.withPlugin(withoutShiftLocks), server.now, server.vault)
  const outcomes = await Promise.allSettled(
    crowd.map(({ accountId, volunteerId }) => {
      const actor: Actor = { ...GUEST, accountId, volunteerId, volunteerVerified: true }
      return perform({ actor, deed: 'signUp' }, signUp, {
        projectId,
        shiftId: shiftIds[0]!,
        riskAccepted: true,
      })
    }),
  )
  return tally(
    outcomes.map((outcome) => {
      const code = outcome.status === 'rejected' ? String((outcome.reason as { code?: string }).code) : 'in'
      return { status: 0, body: { code } }
    }),
  )
}

describe('the controls', () => {
  const CHECK_VIOLATION = '0 23514'

  test('without the lock the check still holds, but people run into it', async () => {
    const project = await publish(7)
    const outcomes = await rush(project)
    expect(outcomes['0 in']).toBe(PLACES)
    expect(outcomes[CHECK_VIOLATION]).toBeGreaterThan(0)
    expect(await placesOf(project)).toEqual({ counted: PLACES, admitted: PLACES })
  }, 60_000)

  test('without the lock and without the check, places are sold twice', async () => {
    const project = await publish(9)
    await server.db.schema.alterTable('shifts').dropConstraint('shifts_never_over').execute()
    const outcomes = await rush(project)
    expect(outcomes['0 in']).toBeGreaterThan(PLACES)
    expect((await placesOf(project)).admitted).toBeGreaterThan(PLACES)
  }, 60_000)

  test('the lock alone is enough', async () => {
    const project = await publish(11)
    const answers = await Promise.all(crowd.map((person) => joinOverHttp(person, project)))
    expect(tally(answers)).toEqual({ '201': PLACES, '409 shift_full': PEOPLE - PLACES })
  }, 60_000)
})
