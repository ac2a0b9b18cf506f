/**
 * A mark while hours come in for the same person, and an appeal while the mark is taken back. The controls take a lock
 * away, to show that these tests would notice.
 */
import { sql, type KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { performWith } from '../../src/act.ts'
import { appealNoShow, decideAbsences, undoAbsenceDecision } from '../../src/features/absences/index.ts'
import { GUEST, type Actor } from '../../src/kernel/actor.ts'
import type { ProjectId, SignupId } from '../../src/kernel/ids.ts'
import { mark, missedBy } from '../absences.ts'
import { NINE, NOON, startDoor, type Door, type Guest } from '../door.ts'
import { makeSite } from '../people.ts'

let door: Door
beforeAll(async () => {
  door = await startDoor()
  await makeSite(door.server)
}, 60_000)
afterAll(() => door.server.stop())

const without = (table: 'volunteers' | 'signups'): KyselyPlugin => ({
  transformQuery({ node }) {
    if (node.kind !== 'SelectQueryNode') return node
    const of = JSON.stringify(node.from ?? null)
    const { endModifiers, ...rest } = node
    return endModifiers !== undefined && of.includes(`"name":"${table}"`) ? rest : node
  },
  transformResult: async ({ result }) => result,
})
const performer = (plugin: KyselyPlugin | null) => {
  const { db, now, vault } = door.server
  return performWith(plugin === null ? db : db.withPlugin(plugin), now, vault).perform
}
const leader = (): Actor => {
  const { name, teamId, path, leader: account } = door.team
  const grant = { role: 'team_leader' as const, bodyName: name, teamId, teamPath: path, regionPath: null }
  return { ...GUEST, accountId: account.accountId, grants: [grant] }
}
const soon = () => new Promise((resolve) => setTimeout(resolve, 400))

/** Hours stand just before their end, held at the last row they write, while the same person is marked. */
async function markWhileHoursComeIn(plugin: KyselyPlugin | null) {
  const { projectId, signupIds } = await missedBy(door)
  const [signupId] = signupIds
  const entry = { signupId, startsAt: NINE, endsAt: NOON, breakMinutes: 0, note: '' }
  let entered: Promise<unknown> = Promise.resolve()
  let marked: Promise<unknown> = Promise.resolve()
  await door.server.db.transaction().execute(async (tx) => {
    await sql`select from signups where project_id = ${projectId} for share`.execute(tx)
    entered = door.keeper.post(`/projects/${projectId}/hours`, { entries: [entry] })
    await soon()
    marked = performer(plugin)({ actor: leader(), deed: 'decideAbsences' }, decideAbsences, {
      projectId,
      decisions: [{ signupId: signupId!, verdict: 'no_show', note: '' }],
    })
    await soon()
  })
  await Promise.all([entered, marked])
  const { rows } = await sql<{ status: string; marks: number }>`
    select status, (select count(*)::int from absences where signup_id = ${signupId!}) as marks
    from signups where signup_id = ${signupId!}`.execute(door.server.reader)
  return rows[0]
}

describe('J2 decideAbsences against enterHours', () => {
  test('who gets hours in the same moment has come, and no mark is left', async () => {
    expect(await markWhileHoursComeIn(null)).toEqual({ status: 'served', marks: 0 })
  }, 30_000)

  test('the control: without the locks a person with hours is marked', async () => {
    const both: KyselyPlugin = {
      transformQuery: ({ node, queryId }) =>
        without('signups').transformQuery({
          node: without('volunteers').transformQuery({ node, queryId }),
          queryId,
        }),
      transformResult: async ({ result }) => result,
    }
    expect(await markWhileHoursComeIn(both)).not.toEqual({ status: 'served', marks: 0 })
  }, 30_000)
})

/** The person appeals while the team takes the mark back, each held at the sign-up. */
async function appealWhileUndone(plugin: KyselyPlugin | null) {
  const { projectId, people, signupIds } = await missedBy(door)
  const signupId = signupIds[0]!
  await mark(door.team.leader.client, projectId, signupId)
  return race(plugin, { projectId, person: people[0]!, signupId })
}
async function race(
  plugin: KyselyPlugin | null,
  { projectId, person, signupId }: { projectId: ProjectId; person: Guest; signupId: SignupId },
) {
  const { accountId, volunteerId } = person
  const actor: Actor = { ...GUEST, accountId, volunteerId, volunteerVerified: true }
  let settled: Promise<PromiseSettledResult<unknown>[]> = Promise.resolve([])
  await door.server.db.transaction().execute(async (tx) => {
    await sql`select from absences where signup_id = ${signupId} for update`.execute(tx)
    const undone = performer(plugin)({ actor: leader(), deed: 'undoAbsenceDecision' }, undoAbsenceDecision, {
      projectId,
      signupId,
    })
    await soon()
    const appealed = performer(plugin)({ actor, deed: 'appealNoShow' }, appealNoShow, {
      signupId,
      words: '我八点就到了，是没有扫上码。',
    })
    settled = Promise.allSettled([undone, appealed])
    await soon()
  })
  return (await settled).map((one) =>
    one.status === 'fulfilled' ? 'done' : String((one.reason as { code?: string }).code),
  )
}

describe('J5, J6 appealNoShow against undoAbsenceDecision', () => {
  test('one comes first: what is taken back is not appealed against', async () => {
    expect(await appealWhileUndone(null)).toEqual(['done', 'absence_not_found'])
  }, 30_000)

  test('the control: without the lock of the sign-up the person is told of an appeal that does not exist', async () => {
    expect(await appealWhileUndone(without('signups'))).toEqual(['done', 'done'])
  }, 30_000)
})
