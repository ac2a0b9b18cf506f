/** Among very many projects the calendar of a tree of teams goes by an index, however wide the tree is. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { fillProjects } from '../../../test/many-projects.ts'
import { inTree, publicShifts } from './calendars.store.ts'

const MANY = 20_000

let server: TestServer
let now: Date
beforeAll(async () => {
  server = await startTestServer()
  await fillProjects(server.db, MANY)
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(server.db)
  now = rows[0]!.now
  // Most of what a team has ever published is over.
  await sql`update projects set status = 'closed', starts_at = starts_at - interval '1 year', ends_at = ends_at - interval '1 year',
    recruit_until = recruit_until - interval '1 year' where mod(hashtext(project_id::text), 10) < 8`.execute(
    server.db,
  )
  await sql`update projects set status = 'cancelled', cancelled_at = now(), cancelled_by = created_by, cancel_reason = '暴雨'
    where status = 'recruiting' and mod(hashtext(project_id::text), 10) = 8`.execute(server.db)
  await sql`vacuum (analyze) projects`.execute(server.db)
}, 120_000)
afterAll(() => server.stop())

async function planOf(path: string, db = server.reader): Promise<string> {
  const question = publicShifts(inTree(path), { now, from: now })
  return (await sql<Record<string, string>>`explain ${question}`.execute(db)).rows
    .map((row) => Object.values(row).join(''))
    .join('\n')
}

describe('J15: a calendar reads no table from end to end', () => {
  test.each([
    ['of one team', '/5/'],
    ['of some', '/1'],
    ['of all', '/'],
  ])('%s', async (_, path) => {
    const plan = await planOf(path)
    expect(plan).not.toMatch(/Seq Scan on (projects|shifts|positions)/)
    expect(plan).toMatch(/projects_current|projects_current_tree/)
    const { rows } = await publicShifts(inTree(path), { now, from: now }).execute(server.reader)
    expect(rows.length).toBeGreaterThan(0)
    expect(new Set(rows.map(({ projectId }) => projectId)).size).toBeLessThanOrEqual(100)
  })

  test('a control: without its index what is called off is looked for among all', async () => {
    await server.db
      .transaction()
      .execute(async (tx) => {
        await sql`drop index projects_called_off_tree, projects_team_path`.execute(tx)
        expect(await planOf('/', tx as never)).toMatch(/Seq Scan on projects/)
        throw new Error('undone')
      })
      .catch((error: unknown) => expect(String(error)).toContain('undone'))
  })
})
