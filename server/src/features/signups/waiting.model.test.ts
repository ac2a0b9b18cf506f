/**
 * C4, C5, W1–W7, S22: whatever people and teams do, in whatever order, the database says what the model says: who is
 * in, who is asked, and who waits in which order. The control spoils one word of the SQL and must be noticed.
 */
import fc from 'fast-check'
import { sql, type KyselyPlugin } from 'kysely'
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
import { performWith, type Action, type Perform } from '../../act.ts'
import { GUEST, SYSTEM, type Actor } from '../../kernel/actor.ts'
import type { SignupId } from '../../kernel/ids.ts'
import type { ShiftKey } from '../projects/index.ts'
import { changeSignUp } from './changing.actions.ts'
import { decideSignUps } from './deciding.actions.ts'
import type { SignUpDecision } from './deciding.rules.ts'
import { acceptOffer, declineOffer, withdrawSignUp } from './leaving.actions.ts'
import { lapseOffers, offerFreePlaces } from './offering.actions.ts'
import { signUp } from './signups.actions.ts'

const PEOPLE = 7
const HEADCOUNTS = [2, 1]

let server: TestServer
let team: CrewTeam
let crowd: CrewMember[]
const projects = new Map<Mode, PublishedProject>()

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  crowd = await makeCrew(server, PEOPLE, { team })
  // Long before the shifts, so that an offer always stands its whole day.
  const shifts = ['2027-03-01', '2027-03-02'].map((day) => ({
    startsAt: `${day}T01:00:00.000Z`,
    endsAt: `${day}T04:00:00.000Z`,
    headcount: 2,
  }))
  for (const mode of ['auto', 'team'] as const)
    projects.set(
      mode,
      await publishProject(server, team, {
        autoAdmit: mode === 'auto',
        keepsWaitingList: true,
        positions: [positionForm(...shifts)],
        recruitUntil: '2027-03-01T01:00:00.000Z',
      }),
    )
}, 60_000)
afterAll(() => server.stop())

const DEEDS = ['signUp', 'withdraw', 'accept', 'decline', 'change', 'admit', 'waitlist', 'refuse'] as const
type Deed = (typeof DEEDS)[number] | 'lapse' | 'raise'
interface Step {
  deed: Deed
  person: number
  at: number
  hours: number
}
const step: fc.Arbitrary<Step> = fc.record({
  // Signing up is what most people do; without a crowd nothing else happens.
  deed: fc.oneof(
    { weight: 8, arbitrary: fc.constant<Deed>('signUp') },
    { weight: 10, arbitrary: fc.constantFrom<Deed>(...DEEDS) },
    { weight: 1, arbitrary: fc.constantFrom<Deed>('lapse', 'raise') },
  ),
  person: fc.nat({ max: PEOPLE - 1 }),
  at: fc.nat({ max: 1 }),
  hours: fc.constantFrom(1, 13, 24),
})

async function reset({ projectId, shiftIds }: PublishedProject): Promise<void> {
  // Of both projects, whose shifts are at the same hours.
  await server.db.deleteFrom('signups').execute()
  for (const [i, headcount] of HEADCOUNTS.entries())
    await server.db
      .updateTable('shifts')
      .set({ headcount, admittedCount: 0, heldCount: 0, waitingCount: 0, lastWaitingNo: 0 })
      .where('projectId', '=', projectId)
      .where('shiftId', '=', shiftIds[i]!)
      .execute()
  server.setNow(TEST_NOW)
}

/** The step in the program: what it came to, in the model's words. */
async function play(
  perform: Perform,
  project: PublishedProject,
  { deed, person, at, hours }: Step,
  live: SignupId,
) {
  const { projectId, shiftIds } = project
  const { accountId, volunteerId } = crowd[person]!
  const actor: Actor = { ...GUEST, accountId, volunteerId, volunteerVerified: true }
  const run = async <Input, Output>(action: Action<Input, Output>, input: Input, by = actor) => {
    try {
      return await perform({ actor: by, deed }, action, input)
    } catch (error) {
      return { status: String((error as { code?: string }).code) }
    }
  }
  switch (deed) {
    case 'signUp':
      return (await run(signUp, { projectId, shiftId: shiftIds[at]!, riskAccepted: true })).status
    case 'withdraw':
      return (await run(withdrawSignUp, { signupId: live, reason: null })).status
    case 'accept':
      return (await run(acceptOffer, { signupId: live })).status
    case 'decline':
      return (await run(declineOffer, { signupId: live })).status
    case 'change':
      return (await run(changeSignUp, { signupId: live, shiftId: shiftIds[1 - at]! })).status
    case 'lapse':
      server.setNow(new Date(server.now().getTime() + hours * 3_600_000))
      await perform({ actor: SYSTEM, deed: 'lapseOffers' }, (act) => lapseOffers(act), undefined)
      return 'lapsed'
    case 'raise':
      return (await run(raise, { projectId, shiftId: shiftIds[at]! })).status
    case 'admit':
    case 'waitlist':
    case 'refuse':
      return decide(perform, project, { signupId: live, decision: deed, reason: '名单调整' })
  }
}
const raise: Action<ShiftKey, { status: string }> = async (act, shift) => {
  await sql`update shifts set headcount = headcount + 1 where shift_id = ${shift.shiftId}`.execute(act.tx)
  await offerFreePlaces(act, [shift])
  return { status: 'raised' }
}
async function decide(
  perform: Perform,
  { projectId }: PublishedProject,
  decision: SignUpDecision,
): Promise<string> {
  const grant = {
    role: 'team_leader',
    bodyName: team.name,
    regionPath: null,
    teamId: team.teamId,
    teamPath: team.path,
  } as const
  const leader: Actor = { ...GUEST, accountId: team.leader.accountId, grants: [grant] }
  const decisions = [decision]
  const results = await perform({ actor: leader, deed: 'decideSignUps' }, decideSignUps, {
    projectId,
    decisions,
  })
  return results[0]?.reason ?? String(results[0]?.outcome)
}
function expected(model: Model, { deed, person, at, hours }: Step): string {
  if (deed === 'signUp') return model.signUp(person, at)
  if (deed === 'withdraw') return model.withdraw(person, at)
  if (deed === 'accept' || deed === 'decline') return model.answer(person, at, deed === 'accept')
  if (deed === 'change') return model.change(person, at)
  if (deed === 'lapse') return model.lapse(hours)
  return deed === 'raise' ? model.raise(at) : model.decide(person, at, deed)
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

async function agrees(mode: Mode, steps: readonly Step[], perform: Perform): Promise<void> {
  const project = projects.get(mode)!
  await reset(project)
  const model = new Model(mode, HEADCOUNTS, Date.parse(TEST_NOW))
  for (const one of steps) {
    const rows = await rowsOf(project)
    const live = rows.find(({ person, at }) => person === one.person && at === one.at)
    const isOfNobody = live === undefined && !['signUp', 'lapse', 'raise'].includes(one.deed)
    if (isOfNobody) continue
    const said = await play(perform, project, one, live?.signupId as SignupId)
    expect(said, JSON.stringify(one)).toBe(expected(model, one))
    const after = await rowsOf(project)
    const counts = await server.reader
      .selectFrom('shifts')
      .select(['admittedCount', 'heldCount', 'waitingCount', 'headcount'])
      .where('projectId', '=', project.projectId)
      .orderBy('startsAt')
      .execute()
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
      { numRuns: 20 },
    )
  },
  240_000,
)

/** The very statement that finds who is next, from the other end of the line. */
const fromTheEnd: KyselyPlugin = {
  transformQuery: ({ node }) =>
    node.kind === 'RawNode'
      ? {
          ...node,
          sqlFragments: node.sqlFragments.map((part) =>
            part.replace('order by waiting_no limit', 'order by waiting_no desc limit'),
          ),
        }
      : node,
  transformResult: async ({ result }) => result,
}
test('the control: a list that is read from its end is noticed', async () => {
  const spoilt = performWith(server.db.withPlugin(fromTheEnd), server.now, server.vault).perform
  const crowded: Step[] = [0, 1, 2, 3].map((person) => ({ deed: 'signUp', person, at: 1, hours: 1 }))
  const leaving: Step = { deed: 'withdraw', person: 0, at: 1, hours: 1 }
  await agrees('auto', [...crowded, leaving], server.engine.perform)
  await expect(agrees('auto', [...crowded, leaving], spoilt)).rejects.toThrow()
}, 60_000)
