/**
 * R12, R13: somebody signs up at the very end, while the clock ends the project and its team closes it. Whoever got in
 * is told that there will be no answer; nobody is left behind in what is closed. The control does not hold the project.
 */
import { sql, type KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { performWith } from '../../src/act.ts'
import { advanceProjects } from '../../src/features/projects/index.ts'
import { closeProject } from '../../src/features/running/index.ts'
import { signUp } from '../../src/features/signups/index.ts'
import { GUEST, SYSTEM, type Actor } from '../../src/kernel/actor.ts'
import { makeCrew, makeCrewTeam, positionForm, publishProject, type CrewTeam } from '../crews.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../harness.ts'
import { makeSite } from '../people.ts'
import { aMoment, without } from '../unlocking.ts'

const SHIFT = { startsAt: '2026-11-25T01:00:00.000Z', endsAt: '2026-11-25T04:00:00.000Z' }

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
}, 60_000)
afterAll(() => server.stop())

const codeOf = async (deed: Promise<unknown>): Promise<string> => {
  try {
    await deed
    return 'done'
  } catch (error) {
    return String((error as { code?: string }).code)
  }
}

/** The sign-up stands at the lock of its shift when the clock and the team come. */
async function signUpAtTheEnd(plugin: KyselyPlugin | null) {
  server.setNow(TEST_NOW)
  const recruitUntil = SHIFT.endsAt
  const wishes = { autoAdmit: false, recruitUntil, positions: [positionForm(SHIFT)] }
  const { projectId, shiftIds } = await publishProject(server, team, wishes)
  const [late] = await makeCrew(server, 1, { team })
  const { accountId, volunteerId } = late!
  const self: Actor = { ...GUEST, accountId, volunteerId, volunteerVerified: true }
  const leader: Actor = {
    ...GUEST,
    accountId: team.leader.accountId,
    grants: [
      {
        ...{ role: 'team_leader', bodyName: team.name, regionPath: null },
        ...{ teamId: team.teamId, teamPath: team.path },
      },
    ],
  }
  const db = plugin === null ? server.db : server.db.withPlugin(plugin)
  const { perform } = server.engine
  const spoilt = performWith(db, server.now, server.vault).perform
  const advance = () => perform({ actor: SYSTEM, deed: 'advanceProjects' }, advanceProjects, undefined)
  const close = () => perform({ actor: leader, deed: 'closeProject' }, closeProject, { projectId })

  server.setNow('2026-11-25T03:00:00.000Z')
  await advance()
  const outcomes: Promise<string>[] = []
  await server.db.transaction().execute(async (tx) => {
    await sql`select from shifts where project_id = ${projectId} for update`.execute(tx)
    const wish = { projectId, shiftId: shiftIds[0]!, riskAccepted: true }
    outcomes.push(codeOf(spoilt({ actor: self, deed: 'signUp' }, signUp, wish)))
    await aMoment()
    server.setNow('2026-11-25T08:00:01.000Z')
    await advance()
    outcomes.push(codeOf(close()))
    await aMoment()
  })
  await Promise.all(outcomes)
  await advance()
  const again = await codeOf(close())
  const { rows } = await sql<{ status: string; project: string; told: boolean }>`
    select s.status, p.status as project, exists (
      select from notices where account_id = ${accountId} and notice_kind = 'signup_unanswered') as told
    from signups s join projects p using (project_id) where project_id = ${projectId}`.execute(server.reader)
  return { again, rows }
}

test('R13: who signs up while the project ends is told that there will be no answer', async () => {
  const { again, rows } = await signUpAtTheEnd(null)
  expect(again).toBe('done')
  expect(rows).toEqual([{ status: 'cancelled', project: 'closed', told: true }])
}, 30_000)

test('the control: where the sign-up does not hold the project, its person waits for ever', async () => {
  const { again, rows } = await signUpAtTheEnd(without('projects'))
  expect(again).toBe('already_closed')
  expect(rows).toEqual([{ status: 'applied', project: 'closed', told: false }])
}, 30_000)
