/**
 * R6, W6: somebody says yes to the place they are offered while the team has fewer places and names them to leave.
 * One comes after the other and each knows what the first has done. The control takes the locks of the person, of the
 * shift and of the sign-up away.
 */
import { sql, type KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { performWith } from '../../src/act.ts'
import { changeHeadcount } from '../../src/features/running/index.ts'
import { acceptOffer } from '../../src/features/signups/index.ts'
import { GUEST, type Actor } from '../../src/kernel/actor.ts'
import type { SignupId } from '../../src/kernel/ids.ts'
import { makeCrew, makeCrewTeam, positionForm, publishProject, type CrewTeam } from '../crews.ts'
import { startTestServer, type TestServer } from '../harness.ts'
import { makeSite } from '../people.ts'
import { checked } from '../teams.ts'
import { aMoment, without } from '../unlocking.ts'

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
}, 60_000)
afterAll(() => server.stop())

/** Two places; one is taken and the other is offered to the first who waited. */
async function offered(day: string) {
  const at = (hour: string) => `${day}T${hour}:00:00.000Z`
  const project = await publishProject(server, team, {
    ...{ autoAdmit: true, keepsWaitingList: true, recruitUntil: at('01') },
    positions: [positionForm({ startsAt: at('01'), endsAt: at('04'), headcount: 2 })],
  })
  const [first, second, third] = await makeCrew(server, 3, { team })
  const wish = { shiftId: project.shiftIds[0]!, riskAccepted: true }
  const ids: SignupId[] = []
  for (const { client } of [first!, second!, third!]) {
    const answer = await client.post<{ signupId: SignupId }>(`/projects/${project.projectId}/signups`, wish)
    ids.push(checked(answer, 201).signupId)
  }
  checked(await first!.client.post(`/me/signups/${ids[0]!}/withdraw`, {}), 200)
  return { project, person: third!, signupId: ids[2]! }
}

type First = 'the person' | 'the team'
/** Both stand before the shift, which is held until both have come. */
async function answerWhileFewer(day: string, first: First, plugin: KyselyPlugin | null) {
  const { project, person, signupId } = await offered(day)
  const { projectId, shiftIds } = project
  const db = plugin === null ? server.db : server.db.withPlugin(plugin)
  const { perform } = performWith(db, server.now, server.vault)
  const { accountId, volunteerId } = person
  const self: Actor = { ...GUEST, accountId, volunteerId, volunteerVerified: true }
  const grant = {
    ...{ role: 'team_leader' as const, bodyName: team.name, regionPath: null },
    ...{ teamId: team.teamId, teamPath: team.path },
  }
  const leader: Actor = { ...GUEST, accountId: team.leader.accountId, grants: [grant] }
  const said = async (deed: Promise<object>): Promise<string> => {
    try {
      const output = await deed
      return 'status' in output ? String(output.status) : 'fewer'
    } catch (error) {
      return String((error as { code?: string }).code)
    }
  }
  const yes = () => said(perform({ actor: self, deed: 'acceptOffer' }, acceptOffer, { signupId }))
  const fewer = () =>
    said(
      perform({ actor: leader, deed: 'changeHeadcount' }, changeHeadcount, {
        ...{ projectId, shiftId: shiftIds[0]!, headcount: 1 },
        ...{ leaving: [signupId], fate: 'cancelled' as const, reason: '场地变小' },
      }),
    )
  const outcomes: Promise<string>[] = []
  await server.db.transaction().execute(async (tx) => {
    await sql`select from shifts where project_id = ${projectId} for update`.execute(tx)
    for (const deed of first === 'the person' ? [yes, fewer] : [fewer, yes]) {
      outcomes.push(deed())
      await aMoment()
    }
  })
  const answers = await Promise.all(outcomes)
  const { rows } = await sql<{ status: string; counted: number[]; headcount: number }>`
    select s.status, array[h.admitted_count, h.held_count] as counted, h.headcount
    from shifts h join signups s using (project_id, shift_id) where s.signup_id = ${signupId}`.execute(
    server.reader,
  )
  return { answers, ...rows[0]! }
}

describe('changeHeadcount against acceptOffer', () => {
  test('who has said yes first is named as somebody who has the place, and is told', async () => {
    expect(await answerWhileFewer('2026-12-05', 'the person', null)).toEqual({
      ...{ answers: ['admitted', 'fewer'], status: 'cancelled' },
      ...{ counted: [1, 0], headcount: 1 },
    })
  }, 30_000)

  test('who says yes too late hears that there is no place any more', async () => {
    expect(await answerWhileFewer('2026-12-06', 'the team', null)).toEqual({
      ...{ answers: ['fewer', 'no_offer'], status: 'cancelled' },
      ...{ counted: [1, 0], headcount: 1 },
    })
  }, 30_000)

  test('the control: without the locks both believe in the offer, and the places do not add up', async () => {
    const { answers, status, counted } = await answerWhileFewer(
      '2026-12-07',
      'the person',
      without('volunteers', 'shifts', 'signups'),
    )
    const isWrong =
      answers.includes('23514') || status !== 'cancelled' || counted[0] !== 1 || counted[1] !== 0
    expect(isWrong, JSON.stringify({ answers, status, counted })).toBe(true)
  }, 30_000)
})
