/**
 * Two handlers settle one case at once: exactly one outcome, and the other is told. The controls take the lock of the
 * case away, and then the index as well, to show that this test would notice.
 */
import { sql, type KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { performWith } from '../../src/act.ts'
import { settleComplaint } from '../../src/features/complaints/settling.actions.ts'
import { GUEST, type Grant } from '../../src/kernel/actor.ts'
import type { ComplaintId } from '../../src/kernel/ids.ts'
import { accepted } from '../complaining.ts'
import { makeCrewTeam, type CrewTeam } from '../crews.ts'
import { startTestServer, type TestServer } from '../harness.ts'
import { makeSite, makeStaff } from '../people.ts'

const ROUNDS = 5
let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

const withoutCaseLocks: KyselyPlugin = {
  transformQuery: ({ node }) => {
    const isLock = node.kind === 'SelectQueryNode' && JSON.stringify(node.from).includes('"complaints"')
    if (!isLock) return node
    const { endModifiers: _, ...unlocked } = node
    return unlocked
  },
  transformResult: async ({ result }) => result,
}
const grant: Grant = {
  ...{ role: 'authority_reviewer', bodyName: '区文明办', regionPath: '441302', teamId: null, teamPath: null },
}

async function rush(db: TestServer['db']): Promise<{ said: string[]; outcomes: number }> {
  const { complaintId } = await accepted(server, team.teamId)
  const two = [await makeStaff(server, 'authority_reviewer'), await makeStaff(server, 'authority_reviewer')]
  const { perform } = performWith(db, () => server.now(), server.vault)
  const said = await Promise.all(
    two.map(async ({ accountId }, i) => {
      const caller = { actor: { ...GUEST, accountId, grants: [grant] }, deed: 'settleComplaint' }
      try {
        await perform(caller, settleComplaint, {
          ...{ complaintId: complaintId as ComplaintId, words: '已核实。', redirectedTo: '市场监管局' },
          outcome: i === 0 ? 'answered' : 'redirected',
          dismissal: null,
        })
        return 'settled'
      } catch (error) {
        return String((error as { code?: unknown }).code)
      }
    }),
  )
  const rows = await server.reader
    .selectFrom('complaintSteps')
    .select('stepId')
    .where('complaintId', '=', complaintId as ComplaintId)
    .where('kind', 'in', ['answered', 'redirected'])
    .execute()
  return { said: said.sort(), outcomes: rows.length }
}

test('Y13 with the lock one settles and one is told that it is settled', async () => {
  for (let round = 0; round < ROUNDS; round++)
    expect(await rush(server.db)).toEqual({ said: ['already_settled', 'settled'], outcomes: 1 })
}, 60_000)

test('without the lock somebody runs into the index', async () => {
  const seen = new Set<string>()
  for (let round = 0; round < ROUNDS; round++) {
    const { said, outcomes } = await rush(server.db.withPlugin(withoutCaseLocks))
    expect(outcomes).toBe(1)
    for (const one of said) seen.add(one)
  }
  expect(seen).toContain('23505')
}, 60_000)

test('without lock and index a case gets two outcomes', async () => {
  await sql`drop index complaint_steps_outcome`.execute(server.db)
  const counts: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    counts.push((await rush(server.db.withPlugin(withoutCaseLocks))).outcomes)
  expect(Math.max(...counts)).toBe(2)
}, 60_000)
