/**
 * Places taken away while others come for them, and an activity called off while people come through its door.
 * The controls take a lock away, to show that these tests would notice.
 */
import { sql, type KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { performWith, type Perform } from '../../src/act.ts'
import { cancelProject, changeHeadcount } from '../../src/features/running/index.ts'
import { decideSignUps, signUp } from '../../src/features/signups/index.ts'
import { GUEST, type Actor } from '../../src/kernel/actor.ts'
import type { ProjectId, SignupId } from '../../src/kernel/ids.ts'
import { makeCrew, makeCrewTeam, positionForm, publishProject } from '../crews.ts'
import type { CrewMember, CrewTeam, PublishedProject } from '../crews.ts'
import { NINE, scanOf, startDoor, type Door } from '../door.ts'
import { TEST_NOW } from '../harness.ts'
import { makeSite } from '../people.ts'
import { aMoment, without } from '../unlocking.ts'

const PEOPLE = 60
let door: Door
let team: CrewTeam
let crowd: CrewMember[]
beforeAll(async () => {
  door = await startDoor()
  await makeSite(door.server)
  team = await makeCrewTeam(door.server)
  crowd = await makeCrew(door.server, PEOPLE, { team })
}, 60_000)
afterAll(() => door.server.stop())

const performer = (plugin: KyselyPlugin | null) => {
  const { db, now, vault } = door.server
  return performWith(plugin === null ? db : db.withPlugin(plugin), now, vault).perform
}
const leaderOf = (of: CrewTeam): Actor => ({
  ...GUEST,
  accountId: of.leader.accountId,
  grants: [
    { role: 'team_leader', bodyName: of.name, teamId: of.teamId, teamPath: of.path, regionPath: null },
  ],
})
const codeOf = (outcome: PromiseSettledResult<unknown>): string =>
  outcome.status === 'fulfilled' ? 'in' : String((outcome.reason as { code?: string }).code)

async function crush(hour: number, plugin: KyselyPlugin | null) {
  const at = (minutes: string) => `2026-11-27T0${hour}:${minutes}:00Z`
  const project = await publishProject(door.server, team, {
    autoAdmit: true,
    positions: [positionForm({ startsAt: at('00'), endsAt: at('50'), headcount: PEOPLE / 2 })],
    recruitUntil: at('50'),
  })
  const { projectId } = project
  const [shiftId] = project.shiftIds as [(typeof project.shiftIds)[0]]
  const perform = performer(plugin)
  const fewer = (headcount: number) =>
    perform({ actor: leaderOf(team), deed: 'changeHeadcount' }, changeHeadcount, {
      ...{ projectId, shiftId, headcount, leaving: [], fate: 'waiting', reason: '' },
    })
  const outcomes = await Promise.allSettled(
    crowd.flatMap(({ accountId, volunteerId }, i) => {
      const actor: Actor = { ...GUEST, accountId, volunteerId, volunteerVerified: true }
      const wish = { projectId, shiftId, riskAccepted: true }
      const come = perform({ actor, deed: 'signUp' }, signUp, wish)
      return i % 4 === 3 ? [come, fewer(Math.max(1, PEOPLE / 2 - i))] : [come]
    }),
  )
  return { project, codes: outcomes.map(codeOf) }
}
async function tallyOf({ projectId }: PublishedProject) {
  const { rows } = await sql<{ headcount: number; counted: number; admitted: number }>`
    select headcount, admitted_count as counted,
      (select count(*)::int from signups where project_id = ${projectId} and status = 'admitted') as admitted
    from shifts where project_id = ${projectId}`.execute(door.server.reader)
  return rows[0]!
}
const CHECK_VIOLATION = '23514'

describe('R6 changeHeadcount against signUp', () => {
  test('never fewer places than people, and nobody runs into the check', async () => {
    const { project, codes } = await crush(1, null)
    const known = ['in', 'shift_full', 'headcount_below_admitted']
    expect(codes.filter((code) => !known.includes(code))).toEqual([])
    const { headcount, counted, admitted } = await tallyOf(project)
    expect([counted, admitted <= headcount]).toEqual([admitted, true])
  }, 60_000)

  test('the control: without the lock of the shift people run into the check', async () => {
    const { codes } = await crush(3, without('shifts'))
    expect(codes).toContain(CHECK_VIOLATION)
  }, 60_000)
})

/** Somebody is at the door, scanned but not yet written, while the team does something that concerns them. */
async function meetAtTheDoor(
  at: string,
  plugin: KyselyPlugin | null,
  deed: (perform: Perform, meeting: { projectId: ProjectId; signupId: SignupId }) => Promise<unknown>,
) {
  door.server.setNow(at)
  const { projectId, people, signupIds } = await door.withPeople(2)
  const [first, second] = people
  await door.scan(projectId, scanOf(first!.device, door.now()))
  let done: Promise<unknown> = Promise.resolve()
  let scanned: Promise<unknown> = Promise.resolve()
  await door.server.db.transaction().execute(async (tx) => {
    // The last row that a scan writes: held, so that the scan stands just before its end.
    await sql`select from door_counts where project_id = ${projectId} for update`.execute(tx)
    scanned = door.scan(projectId, scanOf(second!.device, door.now()))
    await aMoment()
    done = deed(performer(plugin), { projectId, signupId: signupIds[1]! })
    await aMoment()
  })
  await Promise.all([done, scanned])
  door.server.setNow(TEST_NOW)
  const { rows } = await sql<{ status: string; attendance: string }>`
    select s.status, a.status as attendance from signups s left join attendances a using (project_id, signup_id)
    where s.project_id = ${projectId} and s.volunteer_id = ${second!.volunteerId}`.execute(door.server.reader)
  return rows
}
const cancelAtTheDoor = (plugin: KyselyPlugin | null) =>
  meetAtTheDoor(NINE, plugin, (perform, { projectId }) =>
    perform({ actor: leaderOf(door.team), deed: 'cancelProject' }, cancelProject, {
      projectId,
      reason: '暴雨',
    }),
  )

describe('R3 cancelProject against recordScans', () => {
  test('who was scanned just before has been there: the place is kept and the time is proposed', async () => {
    expect(await cancelAtTheDoor(null)).toEqual([{ status: 'admitted', attendance: 'auto_closed' }])
  }, 30_000)

  test('the control: without the lock of the person they stay at work where nothing takes place', async () => {
    expect(await cancelAtTheDoor(without('volunteers'))).toEqual([
      { status: 'cancelled', attendance: 'open' },
    ])
  }, 30_000)
})

/** Half an hour before the shift: the door is open, and the team may still take a place back. */
const refuseAtTheDoor = (plugin: KyselyPlugin | null) =>
  meetAtTheDoor('2026-11-24T00:30:00.000Z', plugin, (perform, { projectId, signupId }) =>
    perform({ actor: leaderOf(door.team), deed: 'decideSignUps' }, decideSignUps, {
      projectId,
      decisions: [{ signupId, decision: 'refuse', reason: '人手够了' }],
    }),
  )
const lowerAtTheDoor = (plugin: KyselyPlugin | null) =>
  meetAtTheDoor('2026-11-24T00:30:00.000Z', plugin, async (perform, { projectId, signupId }) => {
    const shiftId = await door.shiftOf(projectId)
    const wish = { headcount: 1, leaving: [signupId], fate: 'cancelled' as const, reason: '场地缩小' }
    await perform({ actor: leaderOf(door.team), deed: 'changeHeadcount' }, changeHeadcount, {
      ...wish,
      ...{ projectId, shiftId },
    }).catch((error: unknown) => error)
  })

describe('S24 a place taken back against recordScans', () => {
  test.each([
    ['decideSignUps', refuseAtTheDoor],
    ['changeHeadcount', lowerAtTheDoor],
  ])(
    '%s: who was scanned just before keeps the place',
    async (_, meet) => expect(await meet(null)).toEqual([{ status: 'admitted', attendance: 'open' }]),
    30_000,
  )

  test.each([
    ['decideSignUps', refuseAtTheDoor, 'refused'],
    ['changeHeadcount', lowerAtTheDoor, 'cancelled'],
  ])(
    'the control: without the lock of the person %s takes it from somebody who is there',
    async (_, meet, status) =>
      expect(await meet(without('volunteers'))).toEqual([{ status, attendance: 'open' }]),
    30_000,
  )
})
