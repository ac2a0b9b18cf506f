/** Whatever tree there is and however its teams move, every scope answers what the parents say. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import type { Act } from '../../act.ts'
import {
  GUEST,
  reachesTeam,
  ROLES_FOR,
  SYSTEM,
  type Actor,
  type Role,
  type TeamDuty,
} from '../../kernel/actor.ts'
import type { AccountId, ProjectId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { insertGrant, listGrants } from '../accounts/index.ts'
// The follower of a move stands in projects, after teams; only this test reaches forward for it.
import { followMove } from '../projects/tree.actions.ts'
import { openReview } from '../reviews/index.ts'
import { reviewsVisibleTo } from '../reviews/reviews.rules.ts'
import { listReviews } from '../reviews/reviews.store.ts'
import { pathUnder } from './liaison.rules.ts'
import { insertSuspension, markSuspensionLifted, settleStanding } from './standing.store.ts'
import { getTeam } from './teams.store.ts'
import { placeTeam } from './tree.actions.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const ROLES = [
  'team_leader',
  'team_admin',
  'team_timekeeper',
  'team_reviewer',
  'team_viewer',
] as const satisfies readonly Role[]
const DUTIES = Object.keys(ROLES_FOR) as TeamDuty[]

interface Node {
  teamId: TeamId
  path: string
  parent: number | null
  accountId: AccountId
  projectId: ProjectId
  /** The open suspension of its own. */
  suspensionId: string | null
}

const actWith = (tx: Act['tx']): Act => ({
  tx,
  actor: SYSTEM,
  now: server.now(),
  vault: server.vault,
  mark: () => undefined,
  last: () => undefined,
})

/** Each team with one person in one role, a draft project, and a review of it by the team above. */
async function plant(parents: readonly number[]): Promise<Node[]> {
  const now = server.now()
  const nodes: Node[] = []
  for (const [i, n] of parents.entries()) {
    const parent = i === 0 || n % (i + 1) === i ? null : n % (i + 1)
    const teamId = uuidv7<TeamId>(now)
    nodes.push({
      teamId,
      parent,
      path: pathUnder(parent === null ? null : nodes[parent]!.path, teamId),
      accountId: uuidv7<AccountId>(now),
      projectId: uuidv7<ProjectId>(now),
      suspensionId: null,
    })
  }
  await server.db.transaction().execute(async (tx) => {
    for (const [i, { teamId, path, parent, accountId, projectId }] of nodes.entries()) {
      const above = parent === null ? null : nodes[parent]!
      await tx
        .insertInto('teams')
        .values({
          teamId,
          path,
          parentId: above?.teamId ?? null,
          name: teamId,
          kind: 'unregistered',
          level: 'team',
          status: 'active',
          regionCode: '441302',
          regionPath: '441302',
          leaderVolunteerId: uuidv7<VolunteerId>(now),
          contactName: '陈静',
          contactPhoneEnc: server.vault.seal('x', 'x'),
          grams: [],
          createdAt: now,
        })
        .execute()
      await tx.insertInto('accounts').values({ accountId, displayName: '陈静', createdAt: now }).execute()
      const grant = {
        role: ROLES[i % ROLES.length]!,
        bodyName: teamId,
        regionPath: null,
        teamId,
        teamPath: path,
      }
      await insertGrant(tx, { ...grant, accountId, grantedBy: null }, now)
      await sql`insert into projects (project_id, team_id, team_path, region_code, region_path, title, status, categories, description,
          risk_statement, leader_name, contact_phone_enc, recruit_until, starts_at, ends_at, place_name, grams, created_by, created_at)
        values (${projectId}, ${teamId}, ${path}, '441302', '441302', '河边捡拾', 'under_review', '{community}', '', '', '陈静', '\\x00',
          ${now}, ${now}, ${new Date(now.getTime() + 1000)}, '江边', '{}', ${accountId}, ${now})`.execute(tx)
      await openReview(tx, {
        subjectKind: 'project',
        subjectId: projectId,
        title: '河边捡拾',
        regionPath: '441302',
        reviewerTeam: above === null ? null : { teamId: above.teamId, path: above.path },
        submittedBy: accountId,
        submittedAt: now,
        dueOn: localDate('2026-12-01'),
      })
    }
  })
  return nodes
}

const isBelow = (nodes: readonly Node[], i: number, root: number): boolean => {
  for (let at: number | null = i; at !== null; at = nodes[at]!.parent) if (at === root) return true
  return false
}

async function move(nodes: readonly Node[], what: number, under: number | null): Promise<void> {
  await server.db.transaction().execute(async (tx) => {
    const team = await getTeam(tx, nodes[what]!.teamId)
    const parent = under === null ? null : await getTeam(tx, nodes[under]!.teamId)
    const act = actWith(tx)
    await followMove(act, await placeTeam(act, team, parent))
  })
  nodes[what]!.parent = under
}

/** Suspends a team, or resumes it when it is. */
async function turn(node: Node): Promise<void> {
  await server.db.transaction().execute(async (tx) => {
    const by = node.accountId
    const at = server.now()
    if (node.suspensionId === null) {
      const suspension = { teamId: node.teamId, cause: '逾期未整改', byAuthority: true, byName: '文明办' }
      node.suspensionId = await insertSuspension(tx, { ...suspension, suspendedBy: by, suspendedAt: at })
    } else {
      await markSuspensionLifted(tx, node.suspensionId, { liftedBy: by, liftedAt: at })
      node.suspensionId = null
    }
    await settleStanding(tx, (await getTeam(tx, node.teamId)).path)
  })
}

/** Every column of the database that copies a path, by its name, against the path of the team it names. */
async function expectCopiesRight(): Promise<void> {
  const copies = await sql<{ tableName: string; columnName: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and column_name like '%team\\_path'`.execute(server.reader)
  expect(copies.rows.map((copy) => copy.tableName)).toEqual(
    expect.arrayContaining(['grants', 'projects', 'reviews']),
  )
  for (const { tableName, columnName } of copies.rows) {
    const team = sql.ref(`${tableName}.${columnName.replace(/_path$/, '_id')}`)
    const { rows } = await sql`select 1 from ${sql.table(tableName)} join teams on teams.team_id = ${team}
      where teams.path is distinct from ${sql.ref(`${tableName}.${columnName}`)}`.execute(server.reader)
    expect(rows, `${tableName}.${columnName}`).toEqual([])
  }
}

async function expectScopesRight(nodes: readonly Node[]): Promise<void> {
  const stored = await server.reader
    .selectFrom('teams')
    .select(['teamId', 'path', 'parentId', 'status'])
    .where(
      'teamId',
      'in',
      nodes.map((node) => node.teamId),
    )
    .execute()
  const rows = new Map(stored.map((row) => [row.teamId, row]))
  for (const [i, node] of nodes.entries()) {
    const parent = node.parent === null ? null : nodes[node.parent]!
    const row = rows.get(node.teamId)!
    expect(row.parentId).toBe(parent?.teamId ?? null)
    expect(row.path).toBe(pathUnder(parent === null ? null : rows.get(parent.teamId)!.path, node.teamId))
    const isHeld = nodes.some((other, at) => other.suspensionId !== null && isBelow(nodes, i, at))
    expect(row.status).toBe(isHeld ? 'suspended' : 'active')
    const actor: Actor = { ...GUEST, grants: await listGrants(server.reader, node.accountId) }
    const reached = (duty: TeamDuty) =>
      nodes.filter(({ teamId }) => reachesTeam(actor, rows.get(teamId)!.path, duty)).map((n) => n.teamId)
    const naive = nodes.filter((_, other) => isBelow(nodes, other, i)).map((n) => n.teamId)
    const may = (duty: TeamDuty): boolean => ROLES_FOR[duty].includes(ROLES[i % ROLES.length]!)
    for (const duty of DUTIES) expect(reached(duty)).toEqual(may(duty) ? naive : [])
    const reviews = await listReviews(
      server.reader,
      reviewsVisibleTo(actor, null),
      { limit: 50 },
      localDate('2026-11-24'),
    )
    const reviewed = nodes.filter((n) => n.parent !== null && isBelow(nodes, n.parent, i))
    expect(reviews.items.map((review) => review.subjectId).sort()).toEqual(
      (may('review') ? reviewed : []).map((n) => n.projectId).sort(),
    )
  }
}

async function clear(nodes: readonly Node[]): Promise<void> {
  const ids = nodes.map((node) => node.teamId)
  await sql`delete from reviews where subject_id = any(${nodes.map((n) => n.projectId)}::uuid[])`.execute(
    server.db,
  )
  await server.db.deleteFrom('projects').where('teamId', 'in', ids).execute()
  await server.db.deleteFrom('teamSuspensions').where('teamId', 'in', ids).execute()
  await server.db.deleteFrom('grants').where('teamId', 'in', ids).execute()
  await sql`delete from teams where team_id = any(${ids}::uuid[])`.execute(server.db)
}

test('B3: after any moves and suspensions in any tree, scopes, paths and standing are those of the parents', async () => {
  const trees = fc.array(fc.nat(), { minLength: 2, maxLength: 10 })
  const wishes = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { minLength: 1, maxLength: 6 })
  const run = async (parents: number[], deeds: [number, number, boolean][]): Promise<void> => {
    const nodes = await plant(parents)
    for (const [a, b, moves] of deeds) {
      const what = a % nodes.length
      const under = b % (nodes.length + 1) === nodes.length ? null : b % (nodes.length + 1)
      if (!moves) await turn(nodes[what]!)
      else if (under === null || !isBelow(nodes, under, what)) await move(nodes, what, under)
      await expectScopesRight(nodes)
    }
    await expectCopiesRight()
    await clear(nodes)
  }
  await fc.assert(fc.asyncProperty(trees, wishes, run), { numRuns: 15 })
}, 120_000)
