/** Shifts of a published project at other times, and new ones. The locks of the project and of its shifts are held. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { PositionId, ProjectId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import type { Span } from '../../kernel/span.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { ShiftKey } from './places.store.ts'

export interface Rescheduled extends Span {
  breakMinutes: number
}
export async function updateShiftTime(
  tx: Tx,
  { projectId, shiftId }: ShiftKey,
  { startsAt, endsAt, breakMinutes }: Rescheduled,
): Promise<void> {
  await tx
    .updateTable('shifts')
    .set({ startsAt, endsAt, breakMinutes })
    .where('projectId', '=', projectId)
    .where('shiftId', '=', shiftId)
    .execute()
}

/** Calendars that follow it see a change; the end up to which it was planned stays known. Before the shifts are written. */
export async function markRescheduled(tx: Tx, projectId: ProjectId, at: Date): Promise<void> {
  await sql`
    update projects set altered_at = ${at}::timestamptz, planned_until = coalesce(planned_until, ends_at)
    where project_id = ${projectId}`.execute(tx)
}

export interface NewPosition {
  name: string
  description: string
  requirements: string
  skills: string[]
}
/** Comes last among the positions. */
export async function insertPosition(
  tx: Tx,
  projectId: ProjectId,
  { name, description, requirements, skills }: NewPosition,
  at: Date,
): Promise<PositionId> {
  const positionId = uuidv7<PositionId>(at)
  await sql`
    insert into positions (project_id, position_id, name, description, requirements, skills, place)
    select ${projectId}, ${positionId}, ${name}, ${description}, ${requirements}, ${skills}::text[],
      coalesce(max(place) + 1, 0) from positions where project_id = ${projectId}`.execute(tx)
  return positionId
}

/** What a time of a shift is measured by. */
export interface SchedulingTerms {
  endsAt: Date
  /** The end before the first shift was moved or added; null where none was. */
  plannedUntil: Date | null
  teamStatus: string
  minAge: number
  maxAge: number | null
  isDangerous: boolean
  offerHours: number
  insured: { from: LocalDate; to: LocalDate } | null
  drawAt: Date | null
  drawnAt: Date | null
}
export async function getSchedulingTerms(reader: Reader, projectId: ProjectId): Promise<SchedulingTerms> {
  const { insuredFrom, insuredTo, ...row } = await reader
    .selectFrom('projects')
    .innerJoin('teams', 'teams.teamId', 'projects.teamId')
    .select([
      'projects.endsAt',
      'projects.plannedUntil',
      'teams.status as teamStatus',
      'projects.minAge',
      'projects.maxAge',
      'projects.isDangerous',
      'projects.offerHours',
      'projects.insuredFrom',
      'projects.insuredTo',
      'projects.drawAt',
      'projects.drawnAt',
    ])
    .where('projectId', '=', projectId)
    .executeTakeFirstOrThrow()
  const insured =
    insuredFrom === null || insuredTo === null
      ? null
      : { from: insuredFrom as LocalDate, to: insuredTo as LocalDate }
  return { ...row, insured }
}
