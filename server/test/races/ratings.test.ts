/**
 * V4, V5: the team changes its rating while the volunteer gives theirs. What the other side can read is changed no more,
 * so one of the two comes first. The control takes the lock of the person away.
 */
import { sql, type KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { performWith } from '../../src/act.ts'
import { rateProject, rateVolunteers } from '../../src/features/evaluations/evaluations.actions.ts'
import { GUEST, type Actor } from '../../src/kernel/actor.ts'
import { makeCrewTeam, type CrewTeam } from '../crews.ts'
import { ratePeople, SCORES, serve, THOUGHT } from '../evaluations.ts'
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

/** The team's change has been judged and stands before its row when the volunteer's rating comes. */
async function bothAtOnce(plugin: KyselyPlugin | null): Promise<string[]> {
  const { projectId, people, leader } = await serve(server, team, 1)
  const { volunteerId, accountId } = people[0]!
  checked(await ratePeople(leader.client, projectId, people), 200)
  const db = plugin === null ? server.db : server.db.withPlugin(plugin)
  const { perform } = performWith(db, server.now, server.vault)
  const grant = {
    ...{ role: 'team_leader' as const, bodyName: team.name, regionPath: null },
    ...{ teamId: team.teamId, teamPath: team.path },
  }
  const staff: Actor = {
    ...GUEST,
    accountId: leader.accountId,
    volunteerId: leader.volunteerId,
    grants: [grant],
  }
  const self: Actor = { ...GUEST, accountId, volunteerId, volunteerVerified: true }
  const order: string[] = []
  const change = async () => {
    const ratings = [{ volunteerId, scores: { ...SCORES, skill: 5 }, words: '补一句' }]
    const results = await perform({ actor: staff, deed: 'rateVolunteers' }, rateVolunteers, {
      projectId,
      ratings,
    })
    order.push(`team ${results[0]!.reason ?? results[0]!.outcome}`)
  }
  const give = async () => {
    const input = { projectId, scores: THOUGHT, words: '' }
    const { outcome } = await perform({ actor: self, deed: 'rateProject' }, rateProject, input)
    order.push(`volunteer ${outcome}`)
  }
  const both: Promise<void>[] = []
  await server.db.transaction().execute(async (tx) => {
    await sql`select from evaluations where project_id = ${projectId} for update`.execute(tx)
    both.push(change())
    await aMoment()
    both.push(give())
    await aMoment()
  })
  await Promise.all(both)
  return order
}

describe('rateVolunteers against rateProject', () => {
  test('V5: a change that has begun is there before the other side’s rating', async () => {
    expect(await bothAtOnce(null)).toEqual(['team changed', 'volunteer rated'])
  }, 30_000)

  test('the control: without the lock of the person something is changed that the other side could read', async () => {
    expect(await bothAtOnce(without('volunteers'))).toEqual(['volunteer rated', 'team changed'])
  }, 30_000)
})
