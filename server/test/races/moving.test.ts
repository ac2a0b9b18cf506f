/**
 * A shift that is moved while people sign up for it, and a question that is answered at its very hour. The controls
 * take a lock away, to show that these tests would notice.
 */
import { sql, type KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { performWith } from '../../src/act.ts'
import { moveShift } from '../../src/features/running/index.ts'
import {
  acceptOffer,
  answerMove,
  lapseMoves,
  signUp,
  withdrawSignUp,
} from '../../src/features/signups/index.ts'
import { GUEST, SYSTEM, type Actor } from '../../src/kernel/actor.ts'
import { makeCrew, makeCrewTeam, positionForm, publishProject } from '../crews.ts'
import type { CrewMember, CrewTeam, PublishedProject } from '../crews.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../harness.ts'
import { makeSite } from '../people.ts'
import { placesOf } from '../signing.ts'

const PEOPLE = 40
let server: TestServer
let team: CrewTeam
let crowd: CrewMember[]
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  crowd = await makeCrew(server, PEOPLE, { team })
}, 60_000)
afterAll(() => server.stop())
beforeEach(() => server.setNow(TEST_NOW))

/** Shifts and sign-ups are read without waiting for whoever holds them. */
const unlocked: KyselyPlugin = {
  transformQuery({ node }) {
    if (node.kind === 'RawNode')
      return { ...node, sqlFragments: node.sqlFragments.map((part) => part.replace(/for update(?! of)/, '')) }
    if (node.kind !== 'SelectQueryNode') return node
    const { endModifiers: _, ...rest } = node
    return rest
  },
  transformResult: async ({ result }) => result,
}
const performer = (plugin: KyselyPlugin | null) =>
  performWith(plugin === null ? server.db : server.db.withPlugin(plugin), server.now, server.vault).perform
const leader = (): Actor => ({
  ...GUEST,
  accountId: team.leader.accountId,
  grants: [
    { role: 'team_leader', bodyName: team.name, teamId: team.teamId, teamPath: team.path, regionPath: null },
  ],
})
const actorOf = ({ accountId, volunteerId }: CrewMember): Actor => ({
  ...GUEST,
  accountId,
  volunteerId,
  volunteerVerified: true,
})
const codeOf = (outcome: PromiseSettledResult<unknown>): string =>
  outcome.status === 'fulfilled' ? 'in' : String((outcome.reason as { code?: string }).code)
const hour = (day: string, at: number) => ({
  startsAt: new Date(`${day}T${String(at).padStart(2, '0')}:00:00Z`),
  endsAt: new Date(`${day}T${String(at).padStart(2, '0')}:50:00Z`),
})
const opened = (day: string, headcount: number, terms: object = {}) => {
  const { startsAt, endsAt } = hour(day, 1)
  const shift = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), headcount }
  return publishProject(server, team, {
    ...{ autoAdmit: true, positions: [positionForm(shift)], recruitUntil: shift.endsAt, ...terms },
  })
}
const moveTo = (project: PublishedProject, span: ReturnType<typeof hour>, perform = performer(null)) =>
  perform({ actor: leader(), deed: 'moveShift' }, moveShift, {
    ...{ projectId: project.projectId, shiftId: project.shiftIds[0]!, ...span },
    ...{ breakMinutes: null, reason: '场地有变' },
  })

const CHECK_VIOLATION = '23514'
/** Half of a crowd before, half behind one move; how many stand in the books at a time that is not the shift's. */
async function crush(day: string, plugin: KyselyPlugin | null) {
  const project = await opened(day, PEOPLE)
  const perform = performer(plugin)
  const outcomes = await Promise.allSettled(
    crowd.flatMap((person, i) => {
      const wish = { projectId: project.projectId, shiftId: project.shiftIds[0]!, riskAccepted: true }
      const come = perform({ actor: actorOf(person), deed: 'signUp' }, signUp, wish)
      return i === PEOPLE / 2 ? [come, moveTo(project, hour(day, 8), perform)] : [come]
    }),
  )
  const { rows } = await sql<{ astray: number; unasked: number }>`
    select count(*) filter (where s.starts_at <> sh.starts_at)::int as astray,
      count(*) filter (where s.starts_at = sh.starts_at and m.answer_by is null)::int as unasked
    from signups s join shifts sh using (project_id, shift_id)
    left join moved_signups m on m.project_id = s.project_id and m.signup_id = s.signup_id
    where s.project_id = ${project.projectId}`.execute(server.reader)
  return { codes: outcomes.map(codeOf), ...rows[0]! }
}

/** Somebody has read the old time and stands just before their place is counted, while the shift is moved. */
async function besideTheMove(day: string, plugin: KyselyPlugin | null) {
  const project = await opened(day, 2)
  const [, person] = crowd as [CrewMember, CrewMember]
  const perform = performer(plugin)
  const moments: Promise<unknown>[] = []
  await server.db.transaction().execute(async (tx) => {
    await sql`select from shifts where project_id = ${project.projectId} for update`.execute(tx)
    const wish = { projectId: project.projectId, shiftId: project.shiftIds[0]!, riskAccepted: true }
    moments.push(perform({ actor: actorOf(person), deed: 'signUp' }, signUp, wish))
    await new Promise((resolve) => setTimeout(resolve, 400))
    moments.push(moveTo(project, hour(day, 8), perform))
    await new Promise((resolve) => setTimeout(resolve, 400))
  })
  const outcomes = await Promise.allSettled(moments)
  const question = await server.reader
    .selectFrom('movedSignups')
    .select('answerBy')
    .where('projectId', '=', project.projectId)
    .executeTakeFirst()
  return { codes: outcomes.map(codeOf), asked: (question?.answerBy ?? null) !== null }
}

describe('R15 moveShift against signUp', () => {
  test('who came before is asked, who comes behind sees the new time: nobody stands at the old one', async () => {
    const { codes, astray, unasked } = await crush('2026-12-01', null)
    expect(codes.filter((code) => code !== 'in' && code !== 'shift_moved')).toEqual([])
    expect(astray).toBe(0)
    // Only those who read the new time before they locked the shift have a place there without a question.
    const behind = codes.filter((code) => code === 'in').length - 1
    expect(unasked).toBeLessThanOrEqual(behind)
  }, 60_000)

  test('who is just signing up is asked too', async () => {
    expect(await besideTheMove('2026-12-02', null)).toEqual({ codes: ['in', 'in'], asked: true })
  }, 30_000)

  test('the control: without the locks they have a place at a time that nobody told them of', async () => {
    expect(await besideTheMove('2026-12-03', unlocked)).toEqual({ codes: ['in', 'in'], asked: false })
  }, 30_000)
})

/** A no and the clock at the same moment: both would give the place back. */
async function atTheHour(day: string, plugin: KyselyPlugin | null) {
  const project = await opened(day, 2)
  const [person] = crowd as [CrewMember]
  const { signupId } = await performer(null)({ actor: actorOf(person), deed: 'signUp' }, signUp, {
    ...{ projectId: project.projectId, shiftId: project.shiftIds[0]!, riskAccepted: true },
  })
  await moveTo(project, hour(day, 8))
  const { answerBy } = await server.reader
    .selectFrom('movedSignups')
    .select('answerBy')
    .where('signupId', '=', signupId)
    .executeTakeFirstOrThrow()
  const perform = performer(plugin)
  let answered: Promise<unknown> = Promise.resolve()
  let lapsed: Promise<unknown> = Promise.resolve()
  await server.db.transaction().execute(async (tx) => {
    // The shift's row: held, so that the answer stands at it while the clock's job begins.
    await sql`select from shifts where project_id = ${project.projectId} for update`.execute(tx)
    answered = perform({ actor: actorOf(person), deed: 'answerMove' }, answerMove, {
      ...{ signupId, comes: false },
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    server.setNow(answerBy!.toISOString())
    lapsed = perform({ actor: SYSTEM, deed: 'lapseMoves' }, lapseMoves, undefined)
    await new Promise((resolve) => setTimeout(resolve, 300))
  })
  const outcomes = await Promise.allSettled([answered, lapsed])
  return { codes: outcomes.map(codeOf), places: await placesOf(server, project) }
}

describe('R16 answerMove against lapseMoves', () => {
  test('the place is given back once', async () => {
    const { codes, places } = await atTheHour('2026-12-08', null)
    expect(codes).toEqual(['in', 'in'])
    expect(places).toEqual({ admitted: 0, held: 0, waiting: 0 })
  }, 30_000)

  test('the control: without the locks it would be given back twice, and runs into the check', async () => {
    const { codes } = await atTheHour('2026-12-09', unlocked)
    expect(codes).toContain(CHECK_VIOLATION)
  }, 30_000)
})

/** Somebody signs up elsewhere at the very time that an offer of theirs is moved to, and takes the offer meanwhile. */
async function ontoAnother(day: string, plugin: KyselyPlugin | null) {
  const [first, person] = crowd as [CrewMember, CrewMember]
  const { startsAt, endsAt } = hour(day, 8)
  const other = await publishProject(server, team, {
    ...{ autoAdmit: true, recruitUntil: endsAt.toISOString() },
    positions: [
      positionForm({ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), headcount: 2 }),
    ],
  })
  const project = await opened(day, 1, { keepsWaitingList: true })
  const wishFor = (at: PublishedProject) => ({
    ...{ projectId: at.projectId, shiftId: at.shiftIds[0]!, riskAccepted: true },
  })
  const perform = performer(plugin)
  const taken = await perform({ actor: actorOf(first), deed: 'signUp' }, signUp, wishFor(project))
  const { signupId } = await perform({ actor: actorOf(person), deed: 'signUp' }, signUp, wishFor(project))
  await perform({ actor: actorOf(first), deed: 'withdrawSignUp' }, withdrawSignUp, {
    ...{ signupId: taken.signupId, reason: null },
  })
  const moments: Promise<unknown>[] = []
  await server.db.transaction().execute(async (tx) => {
    await sql`select from shifts where project_id = ${other.projectId} for update`.execute(tx)
    moments.push(perform({ actor: actorOf(person), deed: 'signUp' }, signUp, wishFor(other)))
    await new Promise((resolve) => setTimeout(resolve, 400))
    moments.push(moveTo(project, hour(day, 8)))
    await new Promise((resolve) => setTimeout(resolve, 400))
    moments.push(perform({ actor: actorOf(person), deed: 'acceptOffer' }, acceptOffer, { signupId }))
    await new Promise((resolve) => setTimeout(resolve, 400))
  })
  return (await Promise.allSettled(moments)).map(codeOf)
}

describe('W6, S12 acceptOffer against signUp', () => {
  test('nobody says yes to two places at one time', async () => {
    expect(await ontoAnother('2026-12-10', null)).toEqual(['in', 'in', 'shift_clashes'])
  }, 30_000)

  test('the control: without the locks they have both', async () => {
    expect(await ontoAnother('2026-12-11', unlocked)).toEqual(['in', 'in', 'in'])
  }, 30_000)
})
