/**
 * C4, C5, W1–W7, S15, S21, S22, R2, R5, R6, R8: whatever people and teams do, in whatever order, the database says what
 * the model says: who is in, who is asked, and who waits in which order. The controls spoil a word of the SQL each, and
 * the same random search must find it.
 */
import fc from 'fast-check'
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  makeCrew,
  makeCrewTeam,
  positionForm,
  publishProject,
  type CrewMember,
  type CrewTeam,
  type PublishedProject,
} from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { Model, type Mode } from '../../../test/waiting-model.ts'
import { expected, OWN_DEEDS, play, type Deed, type Found, type Step } from '../../../test/waiting-play.ts'
import { performWith, type Perform } from '../../act.ts'
import type { SignupId } from '../../kernel/ids.ts'

const PEOPLE = 7
const HEADCOUNTS = [2, 1]
const HOUR_MS = 3_600_000
/** A week before a shift is the earliest that a deadline can be; both come within the first days of a run. */
const DEADLINE_HOURS = 168
const BEGINS = [180, 204].map((hours) => Date.parse(TEST_NOW) + hours * HOUR_MS)
/** So far the clock may go, before the first shift begins. */
const LAST = BEGINS[0]! - HOUR_MS

let server: TestServer
let team: CrewTeam
let crowd: CrewMember[]
const projects = new Map<Mode, PublishedProject>()

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  crowd = await makeCrew(server, PEOPLE, { team })
  const shifts = BEGINS.map((begin) => ({
    startsAt: new Date(begin).toISOString(),
    endsAt: new Date(begin + 3 * HOUR_MS).toISOString(),
    headcount: 2,
  }))
  for (const mode of ['auto', 'team'] as const)
    projects.set(
      mode,
      await publishProject(server, team, {
        autoAdmit: mode === 'auto',
        keepsWaitingList: true,
        withdrawHoursBefore: DEADLINE_HOURS,
        positions: [positionForm(...shifts)],
        recruitUntil: new Date(BEGINS[1]!).toISOString(),
      }),
    )
}, 60_000)
afterAll(() => server.stop())

const step: fc.Arbitrary<Step> = fc.record({
  // Signing up is what most people do; without a crowd nothing else happens.
  deed: fc.oneof(
    { weight: 10, arbitrary: fc.constant<Deed>('signUp') },
    { weight: 12, arbitrary: fc.constantFrom<Deed>(...OWN_DEEDS) },
    { weight: 5, arbitrary: fc.constantFrom<Deed>('lapse', 'headcount') },
    { weight: 2, arbitrary: fc.constantFrom<Deed>('pause', 'resume', 'resume', 'cancelShift') },
  ),
  person: fc.nat({ max: PEOPLE - 1 }),
  at: fc.nat({ max: 1 }),
  hours: fc.constantFrom(1, 13, 24),
  places: fc.constantFrom(-2, -1, 1),
  slip: fc.constantFrom(0, 0, 0, -1, 1),
  fate: fc.constantFrom('waiting', 'cancelled'),
})

async function reset({ projectId, shiftIds }: PublishedProject): Promise<void> {
  // Of both projects, whose shifts are at the same hours.
  await server.db.deleteFrom('signups').execute()
  for (const [i, headcount] of HEADCOUNTS.entries())
    await server.db
      .updateTable('shifts')
      .set({ headcount, admittedCount: 0, heldCount: 0, waitingCount: 0, lastWaitingNo: 0 })
      .set({ cancelledAt: null, cancelReason: null })
      .where('projectId', '=', projectId)
      .where('shiftId', '=', shiftIds[i]!)
      .execute()
  await server.db
    .updateTable('projects')
    .set({ status: 'recruiting', pauseReason: null, recruitUntil: new Date(BEGINS[1]!) })
    .set({ startsAt: new Date(BEGINS[0]!), endsAt: new Date(BEGINS[1]! + 3 * HOUR_MS) })
    .where('projectId', '=', projectId)
    .execute()
  server.setNow(TEST_NOW)
}

interface Row {
  signupId: SignupId
  person: number
  at: number
  status: string
}
async function rowsOf({ projectId, shiftIds }: PublishedProject): Promise<Row[]> {
  const rows = await server.reader
    .selectFrom('signups')
    .select(['signupId', 'volunteerId', 'shiftId', 'status', 'waitingNo'])
    .where('projectId', '=', projectId)
    .where('status', 'in', ['applied', 'admitted', 'offered', 'waiting'])
    .orderBy('waitingNo')
    .orderBy('signupId')
    .execute()
  return rows.map((row) => ({
    signupId: row.signupId,
    person: crowd.findIndex(({ volunteerId }) => volunteerId === row.volunteerId),
    at: shiftIds.indexOf(row.shiftId),
    status: row.status,
  }))
}
const peopleWith = (rows: readonly Row[], at: number, status: string) =>
  rows.filter((row) => row.at === at && row.status === status).map(({ person }) => person)
const sorted = (people: Iterable<number>) => [...people].sort((a, b) => a - b)

const countsOf = ({ projectId }: PublishedProject) =>
  server.reader
    .selectFrom('shifts')
    .select(['admittedCount', 'heldCount', 'waitingCount', 'headcount'])
    .where('projectId', '=', projectId)
    .orderBy('startsAt')
    .execute()

const HOLDING = ['admitted', 'offered']
const isOwn = (deed: Deed): boolean => OWN_DEEDS.some((own) => own === deed)
/** Somebody who has a sign-up does something with it; and where somebody is asked, the answer often comes next. */
function aimed(one: Step, rows: readonly Row[]): Step | null {
  const asked = rows.filter(({ status }) => status === 'offered')
  const answers = asked.length > 0 && one.slip !== 0
  if (!answers && !isOwn(one.deed)) return one
  const among = answers ? asked : rows
  const row = among[(2 * one.person + one.at) % Math.max(1, among.length)]
  if (row === undefined) return null
  const deed = answers ? (one.fate === 'waiting' ? 'accept' : 'decline') : one.deed
  return { ...one, deed, person: row.person, at: row.at }
}
/** What has come of which deed, so that a search that never gets anywhere is noticed. */
const outcomes = new Set<string>()

async function agrees(mode: Mode, steps: readonly Step[], perform: Perform): Promise<void> {
  const project = projects.get(mode)!
  await reset(project)
  const { now, setNow } = server
  const begins = BEGINS.map((startsAt, i) => ({ startsAt, headcount: HEADCOUNTS[i]! }))
  const model = new Model(mode, begins, { now: now().getTime(), deadlineHours: DEADLINE_HOURS })
  for (const wanted of steps) {
    const rows = await rowsOf(project)
    const one = aimed(wanted, rows)
    if (one === null || (one.deed === 'lapse' && now().getTime() + one.hours * HOUR_MS > LAST)) continue
    const live = rows.find(({ person, at }) => person === one.person && at === one.at)?.signupId
    const holders = rows.filter(({ at, status }) => at === one.at && HOLDING.includes(status))
    const found: Found = { live, holders, headcount: model.shifts[one.at]!.headcount }
    const said = await play({ perform, project, team, crowd, now, setNow }, one, found)
    expect(said, JSON.stringify(one)).toBe(expected(model, one, found))
    outcomes.add(`${one.deed} ${said}`)
    const after = await rowsOf(project)
    const counts = await countsOf(project)
    for (const [at, shift] of model.shifts.entries()) {
      expect(sorted(peopleWith(after, at, 'admitted'))).toEqual(sorted(shift.admitted))
      expect(sorted(peopleWith(after, at, 'offered'))).toEqual(sorted(shift.offered.keys()))
      expect(sorted(peopleWith(after, at, 'applied'))).toEqual(sorted(shift.applied))
      expect(peopleWith(after, at, 'waiting')).toEqual(shift.line.map(({ person }) => person))
      expect(counts[at]).toEqual({
        admittedCount: shift.admitted.size,
        heldCount: shift.offered.size,
        waitingCount: shift.line.length,
        headcount: shift.headcount,
      })
    }
  }
}
const steps = fc.array(step, { minLength: 10, maxLength: 30 })

test.each(['auto', 'team'] as const)(
  'whatever is done, the places are those of the model: %s',
  async (mode) => {
    await fc.assert(
      fc.asyncProperty(steps, (some) => agrees(mode, some, server.engine.perform)),
      { numRuns: 50 },
    )
  },
  240_000,
)

test('every deed has been carried out on the way', () => {
  const carriedOut = [
    ...['signUp admitted', 'signUp waiting', 'withdraw withdrawn', 'absence withdrawn', 'accept admitted'],
    ...['decline withdrawn', 'change admitted', 'admit admitted', 'refuse refused', 'headcount changed'],
    ...['cancelShift cancelled', 'pause paused', 'resume resumed', 'lapse lapsed'],
  ]
  expect(carriedOut.filter((one) => !outcomes.has(one))).toEqual([])
})

const spoiling = (right: string, wrong: string): KyselyPlugin => ({
  transformQuery: ({ node }) =>
    node.kind === 'RawNode'
      ? { ...node, sqlFragments: node.sqlFragments.map((part) => part.replace(right, wrong)) }
      : node,
  transformResult: async ({ result }) => result,
})

test.each([
  [
    'who is next is looked for from the end of the line',
    'order by waiting_no limit',
    'order by waiting_no desc limit',
  ],
  [
    'whoever loses a place to fewer places stands behind',
    'coalesce(min(waiting_no), 1) - 1',
    'coalesce(max(waiting_no), 1) + 7',
  ],
  [
    'places are offered while recruiting rests',
    'p.status as project_status, p.pause_reason,',
    "'recruiting' as project_status, null::text as pause_reason,",
  ],
  [
    'a shift that is called off goes on',
    'last_waiting_no, cancel_reason',
    'last_waiting_no, null::text as cancel_reason',
  ],
])(
  'the control: that %s is found by the same search',
  async (_, right, wrong) => {
    const spoilt = performWith(server.db.withPlugin(spoiling(right, wrong)), server.now, server.vault).perform
    const found = await fc.check(
      fc.asyncProperty(steps, (some) => agrees('auto', some, spoilt)),
      { numRuns: 2000, endOnFailure: true },
    )
    expect(found.failed).toBe(true)
    expect(String(found.errorInstance)).toContain('AssertionError')
  },
  240_000,
)
