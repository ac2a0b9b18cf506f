/** A project that is extended, and one that is closed. The lock of the project is held. */
import { sql, type RawBuilder } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, PositionId, ProjectId, ShiftId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { insertNeed } from './needs.store.ts'
import type { ShiftDraft } from './projects.rules.ts'

export interface AddedShift extends ShiftDraft {
  positionId: PositionId
}
export async function insertShifts(
  tx: Tx,
  projectId: ProjectId,
  shifts: readonly AddedShift[],
  at: Date,
): Promise<void> {
  await tx
    .insertInto('shifts')
    .values(
      shifts.map((shift) => ({
        projectId,
        shiftId: uuidv7<ShiftId>(at),
        ...shift,
        // V1: what is added before the draw, and begins after it, is drawn with the rest.
        awaitsDraw: sql<boolean>`(select coalesce(drawn_at is null and draw_at < ${shift.startsAt}::timestamptz, false)
          from projects where projects.project_id = ${projectId})`,
      })),
    )
    .execute()
}

/** It goes on, and people are taken on to its new end, unless a check of it is still not passed (P32). */
export async function markExtended(
  tx: Tx,
  projectId: ProjectId,
  { endsAt, at }: { endsAt: Date; at: Date },
): Promise<void> {
  await sql`update projects set status = 'running', extended_at = ${at}::timestamptz, extended_from = ends_at,
    ends_at = ${endsAt}::timestamptz, recruit_until = ${endsAt}::timestamptz,
    pause_reason = case when check_state in ('refused', 'resubmitted') then 'check_refused' else pause_reason end where project_id = ${projectId}`.execute(
    tx,
  )
  await insertNeed(tx, projectId, at)
}

export async function markClosed(
  tx: Tx,
  projectIds: readonly ProjectId[],
  { at, by }: { at: Date; by: AccountId | null },
): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ status: 'closed', closedAt: at, closedBy: by })
    .where('projectId', '=', sql<ProjectId>`any(${[...projectIds]}::uuid[])`)
    .execute()
}

/** One run takes this many, so that a long stop of the program does not end in one long lock. */
const CLOSED_AT_A_TIME = 100
/** J8 of the absences. Whose mark was lifted has so many days to get their hours after all. */
const HOURS_AFTER_LIFTING_DAYS = 10
const DAY_MS = 86_400_000

/** A mark against which its person may still say something, or has; and one that was lifted a few days ago. */
export function isOpenMark(now: Date): RawBuilder<boolean> {
  const today = dateIn(ZONE, now)
  const liftedAfter = new Date(now.getTime() - HOURS_AFTER_LIFTING_DAYS * DAY_MS)
  return sql<boolean>`(absences.state in ('appealed', 'raised')
    or absences.state = 'marked' and absences.appeal_until >= ${today}::date
    or absences.state = 'upheld' and absences.raise_until >= ${today}::date
    or absences.state = 'lifted' and absences.lifted_at > ${liftedAfter}::timestamptz and exists (
      select from signups where signups.project_id = absences.project_id and signups.signup_id = absences.signup_id
        and signups.status = 'admitted'))`
}

export interface ClosingTimes {
  now: Date
  endedBefore: Date
  /** The last warning was given before this. */
  warnedAgainBefore: Date
}
/**
 * Ended before a time; nobody has anything to say against a mark any more; and nobody waits for hours, or the team was
 * warned twice that they do.
 */
const isDone = ({ now, endedBefore, warnedAgainBefore }: ClosingTimes) => sql`status = 'ended'
  and ends_at <= ${endedBefore}::timestamptz
  and not exists (select from absences where absences.project_id = projects.project_id and ${isOpenMark(now)})
  and (not exists (select from signups where signups.project_id = projects.project_id and signups.status = 'admitted')
    or exists (select from closing_warnings warned where warned.project_id = projects.project_id
      and warned.nth = 2 and warned.told_at <= ${warnedAgainBefore}::timestamptz))`

export async function hasDoneBefore(reader: Reader, times: ClosingTimes): Promise<boolean> {
  const { rows } = await sql`select from projects where ${isDone(times)} limit 1`.execute(reader)
  return rows.length > 0
}

/** One that a deed holds at this moment comes with the next run. */
export async function lockDone(tx: Tx, times: ClosingTimes): Promise<ProjectId[]> {
  const { rows } = await sql<{ projectId: ProjectId }>`
    select project_id from projects where ${isDone(times)}
    order by project_id limit ${CLOSED_AT_A_TIME} for update skip locked`.execute(tx)
  return rows.map(({ projectId }) => projectId)
}
