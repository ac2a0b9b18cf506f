import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { gramsOf } from '../../db/grams.ts'
import { GUEST, PATH_END, reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { TeamId, VolunteerId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { pathUnder } from './liaison.rules.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

test('whatever tree there is, the range of a path holds exactly the team and those below it', async () => {
  const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 14 })
  const leader = uuidv7<VolunteerId>(server.now())
  const run = async (parents: number[]): Promise<void> => {
    const rows: { teamId: TeamId; path: string; parent: number | null }[] = []
    for (const [i, n] of parents.entries()) {
      const parent = i === 0 || n % (i + 1) === i ? null : n % (i + 1)
      const teamId = uuidv7<TeamId>(server.now())
      rows.push({ teamId, path: pathUnder(parent === null ? null : rows[parent]!.path, teamId), parent })
    }
    await server.db.transaction().execute(async (tx) => {
      for (const row of rows)
        await tx
          .insertInto('teams')
          .values({
            teamId: row.teamId,
            path: row.path,
            name: row.teamId,
            kind: 'unregistered',
            level: 'team',
            status: 'under_review',
            regionCode: '441302',
            regionPath: '441302',
            leaderVolunteerId: leader,
            contactName: '陈静',
            contactPhoneEnc: server.vault.seal('x', 'x'),
            grams: gramsOf('x'),
            createdAt: server.now(),
          })
          .execute()
    })
    const isBelow = (i: number, root: number): boolean =>
      i === root || (rows[i]!.parent !== null && isBelow(rows[i]!.parent, root))
    for (const [root, { teamId, path }] of rows.entries()) {
      const naive = rows
        .filter((_, i) => isBelow(i, root))
        .map((row) => row.teamId)
        .sort()
      const ranged = await server.reader
        .selectFrom('teams')
        .select('teamId')
        .where('path', '>=', path)
        .where('path', '<', path + PATH_END)
        .execute()
      expect(ranged.map((row) => row.teamId).sort()).toEqual(naive)
      const grant = { role: 'team_admin', bodyName: '', regionPath: null, teamId, teamPath: path } as const
      const actor: Actor = { ...GUEST, grants: [grant] }
      expect(
        rows
          .filter((row) => reachesTeam(actor, row.path, 'decide'))
          .map((row) => row.teamId)
          .sort(),
      ).toEqual(naive)
    }
    await server.db
      .deleteFrom('teams')
      .where(
        'name',
        'in',
        rows.map((row) => row.teamId),
      )
      .execute()
  }
  await fc.assert(fc.asyncProperty(trees, run), { numRuns: 25 })
})
