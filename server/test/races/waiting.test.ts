/**
 * C4, C5: places given back, offered, taken and changed all at once. Nobody waits while there is a place for them, no
 * place is held twice, and offers go out in the order of the numbers. The control takes the lock of the shift away.
 */
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { performWith, type Perform } from '../../src/act.ts'
import { acceptOffer, changeSignUp, signUp, withdrawSignUp } from '../../src/features/signups/index.ts'
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

const PLACES = 5
const CROWD = 40

let server: TestServer
let team: CrewTeam
let crowd: CrewMember[]

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  crowd = await makeCrew(server, CROWD, { team })
}, 60_000)
afterAll(() => server.stop())

const publish = (day: string): Promise<PublishedProject> =>
  publishProject(server, team, {
    autoAdmit: true,
    keepsWaitingList: true,
    recruitUntil: `${day}T01:00:00.000Z`,
    positions: [
      positionForm(
        { startsAt: `${day}T01:00:00.000Z`, endsAt: `${day}T02:00:00.000Z`, headcount: PLACES },
        { startsAt: `${day}T03:00:00.000Z`, endsAt: `${day}T04:00:00.000Z`, headcount: PLACES },
      ),
    ],
  })
const actorOf = ({ accountId, volunteerId }: CrewMember): Actor => ({
  ...GUEST,
  accountId,
  volunteerId,
  volunteerVerified: true,
})
const livesOf = ({ projectId }: PublishedProject) =>
  server.reader
    .selectFrom('signups')
    .select(['signupId', 'volunteerId', 'shiftId', 'status', 'waitingNo'])
    .where('projectId', '=', projectId)
    .where('status', 'in', ['admitted', 'offered', 'waiting'])
    .execute()

/** The first half comes and goes and changes while the second half comes; whoever is asked says yes. */
async function turmoil(perform: Perform, project: PublishedProject): Promise<string[]> {
  const faults: string[] = []
  const run = async <Output>(work: Promise<Output>): Promise<Output | null> => {
    try {
      return await work
    } catch (error) {
      faults.push(String((error as { code?: string }).code))
      return null
    }
  }
  const [first = '' as never, second = '' as never] = project.shiftIds
  const come = (person: CrewMember, shiftId = first) =>
    run(
      perform({ actor: actorOf(person), deed: 'signUp' }, signUp, {
        projectId: project.projectId,
        shiftId,
        riskAccepted: true,
      }),
    )
  const own = (person: CrewMember, signupId: SignupId) => ({
    leave: () =>
      run(
        perform({ actor: actorOf(person), deed: 'withdrawSignUp' }, withdrawSignUp, {
          signupId,
          reason: null,
        }),
      ),
    change: () =>
      run(
        perform({ actor: actorOf(person), deed: 'changeSignUp' }, changeSignUp, {
          signupId,
          shiftId: second,
        }),
      ),
    accept: () => run(perform({ actor: actorOf(person), deed: 'acceptOffer' }, acceptOffer, { signupId })),
  })
  const early = await Promise.all(crowd.slice(0, CROWD / 2).map((person) => come(person)))
  const going = crowd.slice(0, CROWD / 2).map(async (person, i) => {
    const mine = early[i]
    if (mine == null) return
    await (i % 3 === 0 ? own(person, mine.signupId).change() : own(person, mine.signupId).leave())
  })
  const coming = crowd.slice(CROWD / 2).map((person) => come(person))
  await Promise.all([...going, ...coming])
  const asked = (await livesOf(project)).filter(({ status }) => status === 'offered')
  await Promise.all(
    asked.map(({ signupId, volunteerId }) =>
      own(
        crowd.find((person) => person.volunteerId === volunteerId)!,
        signupId,
      ).accept(),
    ),
  )
  return faults
}

/** What the counts of a shift say, against the rows, and what is wrong with the order. */
async function stateOf(project: PublishedProject, at: number) {
  const shift = await server.reader
    .selectFrom('shifts')
    .select(['headcount', 'admittedCount', 'heldCount', 'waitingCount'])
    .where('shiftId', '=', project.shiftIds[at]!)
    .executeTakeFirstOrThrow()
  const rows = (await livesOf(project)).filter(({ shiftId }) => shiftId === project.shiftIds[at])
  const count = (status: string) => rows.filter((row) => row.status === status).length
  const numbersOf = (status: string) =>
    rows.flatMap((row) => (row.status === status && row.waitingNo !== null ? [row.waitingNo] : []))
  return {
    counted: [shift.admittedCount, shift.heldCount, shift.waitingCount],
    stored: [count('admitted'), count('offered'), count('waiting')],
    taken: count('admitted') + count('offered'),
    headcount: shift.headcount,
    waiting: count('waiting'),
    overtaken: numbersOf('waiting').filter((no) => numbersOf('offered').some((offered) => offered > no))
      .length,
  }
}

test('all at once: every place is somebody’s, and the line is kept', async () => {
  const project = await publish('2026-12-05')
  const faults = await turmoil(server.engine.perform, project)
  // Refusals have words; a fault of the database would have a number.
  expect(faults.filter((code) => /^\d/.test(code))).toEqual([])
  for (const at of [0, 1]) {
    const state = await stateOf(project, at)
    expect(state.counted).toEqual(state.stored)
    expect(state.taken).toBeLessThanOrEqual(state.headcount)
    expect(state.overtaken).toBe(0)
    if (state.waiting > 0) expect(state.taken).toBe(state.headcount)
  }
  expect((await stateOf(project, 0)).taken).toBe(PLACES)
}, 120_000)

const withoutShiftLocks: KyselyPlugin = {
  transformQuery: ({ node }) =>
    node.kind === 'RawNode' && node.sqlFragments.some((part) => part.includes('from shifts'))
      ? { ...node, sqlFragments: node.sqlFragments.map((part) => part.replace('for update', '')) }
      : node,
  transformResult: async ({ result }) => result,
}
test('the control: without the lock of the shift people run into the constraints', async () => {
  const project = await publish('2026-12-12')
  const { perform } = performWith(server.db.withPlugin(withoutShiftLocks), server.now, server.vault)
  const faults = await turmoil(perform, project)
  expect(faults.filter((code) => code === '23514' || code === '23505').length).toBeGreaterThan(0)
}, 120_000)
