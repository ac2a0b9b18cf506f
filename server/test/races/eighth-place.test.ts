/**
 * Two people for the eighth place of a family: exactly one comes in. The control takes the family's lock
 * away, to show that this test would notice: the check of the table then has to hold.
 */
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { performWith } from '../../src/act.ts'
import { joinFamily } from '../../src/features/families/family-members.actions.ts'
import { GUEST } from '../../src/kernel/actor.ts'
import { familyOf, makeAdults, makeFamily, newCode, type Adult } from '../families.ts'
import { startTestServer, type TestServer } from '../harness.ts'
import { makeSite } from '../people.ts'

const ROUNDS = 5
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
})
afterAll(() => server.stop())

const withoutFamilyLocks: KyselyPlugin = {
  transformQuery: ({ node }) => {
    const isLock = node.kind === 'SelectQueryNode' && JSON.stringify(node.from).includes('"families"')
    if (!isLock) return node
    const { endModifiers: _, ...unlocked } = node
    return unlocked
  },
  transformResult: async ({ result }) => result,
}

async function rush(db: TestServer['db']): Promise<{ outcomes: string[]; people: number | undefined }> {
  const { head } = await makeFamily(server, 6)
  const code = await newCode(head)
  const two = await makeAdults(server, 2)
  const { perform } = performWith(db, () => server.now(), server.vault)
  const joining = async ({ accountId, volunteerId }: Adult): Promise<string> => {
    const actor = { ...GUEST, accountId, volunteerId, volunteerVerified: true }
    try {
      await perform({ actor, deed: 'joinFamily' }, joinFamily, { code })
      return 'in'
    } catch (error) {
      return String((error as { code?: unknown }).code)
    }
  }
  const outcomes = await Promise.all(two.map(joining))
  return { outcomes: outcomes.sort(), people: (await familyOf(head))?.members.length }
}

test('A9 with the lock one is in and one is told that the family is full', async () => {
  for (let round = 0; round < ROUNDS; round++)
    expect(await rush(server.db)).toEqual({ outcomes: ['family_full', 'in'], people: 8 })
}, 60_000)

test('without the lock somebody runs into the check', async () => {
  const seen = new Set<string>()
  for (let round = 0; round < ROUNDS; round++) {
    const { outcomes, people } = await rush(server.db.withPlugin(withoutFamilyLocks))
    expect(people).toBe(8)
    for (const outcome of outcomes) seen.add(outcome)
  }
  expect(seen).toContain('23514')
}, 60_000)
