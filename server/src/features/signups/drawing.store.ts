/** Who takes part in a draw, and what it gave. Of the result nothing leads to a person: tickets are told to their people alone. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { Drawn } from '../../kernel/fair-draw.ts'
import type { AccountId, ProjectId, ShiftId, SignupId, VolunteerId } from '../../kernel/ids.ts'
import { decodeCursor, pageOf, type Page } from '../../kernel/page.ts'
import type { Span } from '../../kernel/span.ts'

export interface Entry extends Span {
  projectId: ProjectId
  signupId: SignupId
  shiftId: ShiftId
  volunteerId: VolunteerId
  accountId: AccountId
  ticket: string
}
const entries = (reader: Reader, projectId: ProjectId) =>
  reader
    .selectFrom('signups')
    .innerJoin('volunteers', 'volunteers.volunteerId', 'signups.volunteerId')
    .select([
      'signups.projectId',
      'signups.signupId',
      'signups.shiftId',
      'signups.volunteerId',
      'signups.startsAt',
      'signups.endsAt',
      'volunteers.accountId',
      sql<string>`signups.ticket`.as('ticket'),
    ])
    .where('signups.projectId', '=', projectId)
    .where('signups.status', '=', 'entered')
    .orderBy('signups.signupId')

/** Without a lock, to learn whom to lock first. */
export const listEntries = (reader: Reader, projectId: ProjectId): Promise<Entry[]> =>
  entries(reader, projectId).execute()
/** Under the locks of the shifts, so that nobody comes or goes any more. */
export const lockEntries = (tx: Tx, projectId: ProjectId): Promise<Entry[]> =>
  entries(tx, projectId).forUpdate('signups').execute()

export const countEntries = async (reader: Reader, projectId: ProjectId): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from signups where project_id = ${projectId} and status = 'entered'`.execute(
    reader,
  )
  return rows[0]?.count ?? 0
}

export const countDrawn = async (reader: Reader, projectId: ProjectId): Promise<number> => {
  const { count } = await reader
    .selectFrom('drawEntries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('projectId', '=', projectId)
    .executeTakeFirstOrThrow()
  return count
}

export async function insertDrawEntries(
  tx: Tx,
  projectId: ProjectId,
  drawn: readonly Drawn[],
): Promise<void> {
  if (drawn.length === 0) return
  await sql`
    insert into draw_entries (project_id, ticket, shift_id, outcome, place)
    select ${projectId}, * from unnest(${drawn.map((d) => d.ticket)}::text[], ${drawn.map((d) => d.lotId)}::uuid[],
      ${drawn.map((d) => d.outcome)}::text[], ${drawn.map((d) => d.place)}::int[])`.execute(tx)
}

export interface Settled {
  signupId: SignupId
  status: 'admitted' | 'waiting' | 'refused'
  waitingNo: number | null
  /** Why the person could not take part; told to nobody else. */
  drawReason: string | null
}
export async function markDrawnSignUps(
  tx: Tx,
  projectId: ProjectId,
  settled: readonly Settled[],
  at: Date,
): Promise<void> {
  if (settled.length === 0) return
  await sql`
    update signups s set status = row.status, waiting_no = row.waiting_no, approved = row.status <> 'refused',
      draw_reason = row.draw_reason, decided_at = case when row.status <> 'waiting' then ${at}::timestamptz end
    from unnest(${settled.map((d) => d.signupId)}::uuid[], ${settled.map((d) => d.status)}::text[],
      ${settled.map((d) => d.waitingNo)}::int[], ${settled.map((d) => d.drawReason)}::text[])
      as row (signup_id, status, waiting_no, draw_reason)
    where s.project_id = ${projectId}::uuid and s.signup_id = row.signup_id`.execute(tx)
}

export const ENTRIES_MAX = 500
export interface DrawEntry {
  ticket: string
  shiftId: ShiftId
  outcome: Drawn['outcome']
  place: number | null
}
/** By ticket, so that who looks for one finds it. */
export async function listDrawEntries(
  reader: Reader,
  projectId: ProjectId,
  query: { after?: string | undefined; limit?: number | undefined },
): Promise<Page<DrawEntry>> {
  const limit = Math.min(query.limit ?? ENTRIES_MAX, ENTRIES_MAX)
  const after = decodeCursor(query.after, 1)
  let rows = reader
    .selectFrom('drawEntries')
    .select(['ticket', 'shiftId', 'outcome', 'place'])
    .where('projectId', '=', projectId)
  if (after !== null) rows = rows.where('ticket', '>', after[0]!)
  const found = await rows
    .orderBy('ticket')
    .limit(limit + 1)
    .execute()
  return pageOf(found, limit, (row) => [row.ticket])
}
