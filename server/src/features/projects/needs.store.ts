/** How much each current project needs people (Q3), and that it is found by its team's name: both kept up from time to time. */
import { sql, type RawBuilder } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { NEED_HALF_DAYS, WEIGH_SECONDS, WEIGH_SHARE } from './finding.rules.ts'

/** One run takes this many. */
const BATCH = 1000
const HALF_SECONDS = NEED_HALF_DAYS * 86_400

const isCurrent = sql`projects.status in ('recruiting', 'recruiting_paused', 'running')`

export async function findDueNeed(reader: Reader, now: Date): Promise<boolean> {
  const row = await reader
    .selectFrom('projectNeeds')
    .select('projectId')
    .where('dueAt', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Of a project that has just been published. */
export async function insertNeed(tx: Tx, projectId: ProjectId, now: Date): Promise<void> {
  await tx
    .insertInto('projectNeeds')
    .values({ projectId, need: null, dueAt: now })
    .onConflict((conflict) => conflict.column('projectId').doUpdateSet({ dueAt: now }))
    .execute()
  await weigh(tx, sql`(select ${projectId}::uuid as project_id)`, now)
}

/** Answers how many it took; those of projects that are over go. */
export async function weighDue(tx: Tx, now: Date): Promise<number> {
  const { rows } = await sql<{ projectId: ProjectId }>`
    select project_id from project_needs where due_at <= ${now}
    order by due_at, project_id limit ${BATCH} for update skip locked`.execute(tx)
  if (rows.length === 0) return 0
  const taken = sql`${rows.map(({ projectId }) => projectId)}::uuid[]`
  await sql`delete from project_needs where project_id = any(${taken})
    and not exists (select from projects where projects.project_id = project_needs.project_id and ${isCurrent})`.execute(
    tx,
  )
  await weigh(tx, sql`(select unnest(${taken}) as project_id)`, now)
  return rows.length
}

/**
 * The logarithm of open places times their share, less the time to the shift: the order it gives does not change while
 * time goes by, so that it can be indexed.
 */
async function weigh(tx: Tx, of: RawBuilder<unknown>, now: Date): Promise<void> {
  await sql`
    update project_needs set need = weighed.need, due_at = ${now}::timestamptz + make_interval(secs =>
      least(greatest(extract(epoch from weighed.next_at - ${now}::timestamptz) * ${WEIGH_SHARE}::float8, ${WEIGH_SECONDS.min}::float8), ${WEIGH_SECONDS.max}::float8))
    from ${of} as taken cross join lateral (
      select coalesce(min(starts_at), ${now}::timestamptz + interval '30 days') as next_at, max(
        ln((headcount - admitted_count - held_count)::float8 ^ 2 / headcount) / ln(2::float8) - extract(epoch from starts_at)::float8 / ${HALF_SECONDS}::float8)
        filter (where admitted_count + held_count < headcount) as need
      from shifts where shifts.project_id = taken.project_id and starts_at > ${now} and cancelled_at is null) as weighed
    where project_needs.project_id = taken.project_id`.execute(tx)
  // Never waits for a project that a deed holds: it comes with the next time.
  await sql`
    update projects set grams = projects.grams || teams.grams from teams
    where teams.team_id = projects.team_id and projects.project_id in (
      select projects.project_id from ${of} as taken join projects on projects.project_id = taken.project_id
        join teams on teams.team_id = projects.team_id
      where not projects.grams @> teams.grams for update of projects skip locked)`.execute(tx)
}
