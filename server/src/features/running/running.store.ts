/** What running a project is decided by, read over projects and sign-ups. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { AttendanceId, PositionId, ProjectId, ShiftId, SignupId, VolunteerId } from '../../kernel/ids.ts'
import { decodeTimeKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { Span } from '../../kernel/span.ts'
import { hasCome, type RosterScope, type SignUpStatus } from '../signups/index.ts'
import { ENDING_STATUSES } from './cancelling.rules.ts'

export interface RunShift extends Span {
  projectId: ProjectId
  shiftId: ShiftId
  positionId: PositionId
  positionName: string
  cancelReason: string | null
  breakMinutes: number
  headcount: number
  admitted: number
  held: number
  waiting: number
  applied: number
  /** Of those with a place or a wish, how many are still asked whether they come at the new time. */
  asked: number
}
/** The shifts of a project by time, with how many people each concerns. */
export async function listRunShifts(reader: Reader, projectId: ProjectId): Promise<RunShift[]> {
  const { rows } = await sql<RunShift>`
    select s.project_id, s.shift_id, s.position_id, p.name as position_name, s.starts_at, s.ends_at, s.cancel_reason,
      s.break_minutes, s.headcount, s.admitted_count as admitted, s.held_count as held, s.waiting_count as waiting,
      coalesce(a.applied, 0) as applied, coalesce(m.asked, 0) as asked
    from shifts s join positions p using (project_id, position_id)
    left join (select shift_id, count(*)::int as applied from signups
      where project_id = ${projectId} and status = 'applied' group by shift_id) as a on a.shift_id = s.shift_id
    left join (select shift_id, count(*)::int as asked from moved_signups
      join signups using (project_id, signup_id)
      where project_id = ${projectId} and moved_signups.answer_by is not null and status in ('applied', 'entered', 'admitted')
      group by shift_id) as m on m.shift_id = s.shift_id
    where s.project_id = ${projectId}
    order by s.starts_at, s.shift_id`.execute(reader)
  return rows
}

export interface Concerned {
  signupId: SignupId
  volunteerId: VolunteerId
  /** They are there, or have been: what they did stays theirs, and with it their place. */
  hasCome: boolean
}
/** Who wants to come to these shifts, or is there: asked once to know whom to lock, and again under the locks. */
export async function listConcerned(
  reader: Reader,
  projectId: ProjectId,
  shiftIds: readonly ShiftId[],
): Promise<Concerned[]> {
  const { rows } = await sql<Concerned>`
    select signups.signup_id, signups.volunteer_id, ${hasCome}
    from signups where signups.project_id = ${projectId} and signups.shift_id = any(${[...shiftIds]}::uuid[])
      and (signups.status = any(${[...ENDING_STATUSES]}::text[]) or signups.status in ('served', 'no_show') and exists (
        select from open_attendances o where o.volunteer_id = signups.volunteer_id and o.project_id = signups.project_id))`.execute(
    reader,
  )
  return rows
}

export interface AtWork {
  projectId: ProjectId
  attendanceId: AttendanceId
  shiftId: ShiftId
  volunteerId: VolunteerId
  signedInAt: Date
  endsAt: Date
}
export async function listAtWork(
  reader: Reader,
  projectId: ProjectId,
  shiftIds: readonly ShiftId[],
): Promise<AtWork[]> {
  const { rows } = await sql<AtWork>`
    select a.project_id, a.attendance_id, a.shift_id, a.volunteer_id, a.signed_in_at, s.ends_at
    from attendances a join shifts s using (project_id, shift_id)
    where a.project_id = ${projectId} and a.shift_id = any(${[...shiftIds]}::uuid[]) and a.status = 'open'
    order by a.volunteer_id`.execute(reader)
  return rows
}

export interface PlaceHolder {
  signupId: SignupId
  volunteerId: VolunteerId
  name: string
  volunteerNumber: string | null
  status: SignUpStatus
  /** When the place was given, or offered. */
  since: Date
  hasCome: boolean
}
/** Who holds or is offered a place at a shift, in the order of admission. */
export async function listPlaceHolders(
  reader: Reader,
  scope: RosterScope,
  shiftId: ShiftId,
  query: PageQuery,
): Promise<Page<PlaceHolder>> {
  const limit = limitOf(query)
  const after = decodeTimeKey(query.after)
  const { rows } = await sql<PlaceHolder>`
    select signup_id, signups.volunteer_id, v.name, v.volunteer_number, signups.status, coalesce(decided_at, applied_at) as since, ${hasCome}
    from signups join volunteers v on v.volunteer_id = signups.volunteer_id
    where project_id = ${scope.projectId} and shift_id = ${shiftId} and signups.status in ('admitted', 'offered')
      and (${after === null} or (coalesce(decided_at, applied_at), signup_id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by since, signup_id limit ${limit + 1}`.execute(reader)
  return pageOf(rows, limit, (row) => [row.since.toISOString(), row.signupId])
}
