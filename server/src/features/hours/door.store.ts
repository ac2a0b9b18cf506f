/** What the door reads: card keys, candidates for a short code, counts, attendances and today's shifts. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { AttendanceId, ProjectId, ShiftId, SignupId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { addDays, startOfDay, ZONE, dateIn } from '../../kernel/local-date.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { SIGN_IN_MINUTES_BEFORE } from '../signups/index.ts'
import { FORGOTTEN_AFTER_MINUTES, type DoorScope } from './door.rules.ts'
import { later } from './hours.rules.ts'
import { ON_ROSTER } from './roster.store.ts'

export interface Candidate {
  projectId: ProjectId
  volunteerId: VolunteerId
}

/** Who may stand at these doors: admitted to a shift around now, or at work there. */
export async function listCandidates(
  reader: Reader,
  projectIds: readonly ProjectId[],
  window: { opensBefore: Date; endsAfter: Date },
): Promise<Candidate[]> {
  if (projectIds.length === 0) return []
  const { rows } = await sql<Candidate>`
    select s.project_id, s.volunteer_id
    from signups s
    join shifts sh on sh.project_id = s.project_id and sh.shift_id = s.shift_id
    where s.project_id = any(${projectIds}::uuid[]) and s.status in (${ON_ROSTER})
      and sh.starts_at <= ${window.opensBefore.toISOString()}::timestamptz
      and sh.ends_at >= ${window.endsAfter.toISOString()}::timestamptz
    union select o.project_id, o.volunteer_id from open_attendances o where o.volunteer_id in (
      select s.volunteer_id from signups s where s.project_id = any(${projectIds}::uuid[]))
      and o.project_id = any(${projectIds}::uuid[])`.execute(reader)
  return rows
}

export interface DoorCounts {
  expected: number
  present: number
  left: number
}

/** The day, and around midnight as much of its neighbours as has its door open. */
function dayAround(now: Date): { from: string; to: string } {
  const today = dateIn(ZONE, now)
  const [begins, ends] = [startOfDay(ZONE, today), startOfDay(ZONE, addDays(today, 1))]
  const [stillOpen, alreadyOpen] = [later(now, -FORGOTTEN_AFTER_MINUTES), later(now, SIGN_IN_MINUTES_BEFORE)]
  return {
    from: (stillOpen < begins ? stillOpen : begins).toISOString(),
    to: (alreadyOpen > ends ? alreadyOpen : ends).toISOString(),
  }
}

/** Today's counts of each project, or those of one shift. */
export async function countAtDoors(
  reader: Reader,
  projectIds: readonly ProjectId[],
  at: { now: Date; shiftId?: ShiftId | undefined },
): Promise<Map<ProjectId, DoorCounts>> {
  const { from, to } = dayAround(at.now)
  const { rows } = await sql<DoorCounts & { projectId: ProjectId }>`
    select sh.project_id, sum(sh.admitted_count)::int as expected, coalesce(sum(c.present), 0)::int as present,
      coalesce(sum(c.gone), 0)::int as left
    from shifts sh left join door_counts c on c.project_id = sh.project_id and c.shift_id = sh.shift_id
    where sh.project_id = any(${projectIds}::uuid[])
      and case when ${at.shiftId ?? null}::uuid is null
        then sh.starts_at < ${to}::timestamptz and sh.ends_at > ${from}::timestamptz
        else sh.shift_id = ${at.shiftId ?? null}::uuid end
    group by sh.project_id`.execute(reader)
  return new Map(rows.map(({ projectId, ...counts }) => [projectId, counts]))
}

export interface AttendanceItem {
  attendanceId: AttendanceId
  signupId: SignupId
  shiftId: ShiftId
  volunteerId: VolunteerId
  name: string
  volunteerNumber: string | null
  positionName: string
  status: 'open' | 'closed' | 'auto_closed' | 'confirmed' | 'lapsed'
  signedInAt: Date
  signedOutAt: Date | null
  minutes: number | null
}

/** The attendances of a project, the latest first. Minutes are those the sign-out has posted. */
export async function listAttendances(
  reader: Reader,
  scope: DoorScope,
  query: PageQuery & { shiftId?: ShiftId | undefined },
): Promise<Page<AttendanceItem>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  const { rows } = await sql<AttendanceItem>`
    select a.attendance_id, a.signup_id, a.shift_id, a.volunteer_id, v.name, v.volunteer_number, p.name as position_name,
      a.status, a.signed_in_at, a.signed_out_at, (
        select sum(e.minutes)::int from hour_entries e where e.volunteer_id = a.volunteer_id
          and e.source_ref >= 'scan:' || a.sign_out_scan_id || ':' and e.source_ref < 'scan:' || a.sign_out_scan_id || ';'
      ) as minutes
    from attendances a
    join volunteers v on v.volunteer_id = a.volunteer_id
    join shifts sh on sh.project_id = a.project_id and sh.shift_id = a.shift_id
    join positions p on p.project_id = sh.project_id and p.position_id = sh.position_id
    where a.project_id = ${scope.projectId}
      and (${query.shiftId ?? null}::uuid is null or a.shift_id = ${query.shiftId ?? null}::uuid)
      and (${after}::uuid is null or a.attendance_id < ${after}::uuid)
    order by a.attendance_id desc limit ${limit + 1}`.execute(reader)
  return pageOf(rows, limit, (row) => [row.attendanceId])
}

export interface DoorShift {
  projectId: ProjectId
  title: string
  shiftId: ShiftId
  positionName: string
  startsAt: Date
  endsAt: Date
  placeName: string
  expected: number
  present: number
  left: number
}

/** A team's doors of a day: the shifts of its projects that are at work. */
export async function listShiftsToday(reader: Reader, teamId: TeamId, now: Date): Promise<DoorShift[]> {
  const { from, to } = dayAround(now)
  const { rows } = await sql<DoorShift>`
    select pr.project_id, pr.title, sh.shift_id, p.name as position_name, sh.starts_at, sh.ends_at, pr.place_name,
      sh.admitted_count as expected, coalesce(c.present, 0) as present, coalesce(c.gone, 0) as left
    from projects pr
    join shifts sh on sh.project_id = pr.project_id
    join positions p on p.project_id = sh.project_id and p.position_id = sh.position_id
    left join door_counts c on c.project_id = sh.project_id and c.shift_id = sh.shift_id
    where pr.team_id = ${teamId} and pr.status in ('recruiting', 'recruiting_paused', 'running', 'ended')
      and sh.cancelled_at is null and sh.starts_at < ${to}::timestamptz and sh.ends_at > ${from}::timestamptz
    order by sh.starts_at, sh.shift_id limit 200`.execute(reader)
  return rows
}

export interface Forgotten {
  projectId: ProjectId
  attendanceId: AttendanceId
  shiftId: ShiftId
  signupId: SignupId
  volunteerId: VolunteerId
  signedInAt: Date
  endsAt: Date
}

/** Open attendances of shifts that ended before a time; of the given people when they are named. */
export async function listForgotten(
  reader: Reader,
  endedBefore: Date,
  limit: number,
  among: readonly VolunteerId[] | null = null,
): Promise<Forgotten[]> {
  const { rows } = await sql<Forgotten>`
    select a.project_id, a.attendance_id, a.shift_id, a.signup_id, a.volunteer_id, a.signed_in_at, sh.ends_at
    from open_attendances o
    join attendances a on a.project_id = o.project_id and a.attendance_id = o.attendance_id
    join shifts sh on sh.project_id = a.project_id and sh.shift_id = a.shift_id
    where sh.ends_at <= ${endedBefore.toISOString()}::timestamptz and a.status = 'open'
      and (${among}::uuid[] is null or o.volunteer_id = any(${among}::uuid[]))
    order by o.volunteer_id limit ${limit}`.execute(reader)
  return rows
}

export const hasForgotten = async (reader: Reader, endedBefore: Date): Promise<boolean> =>
  (await listForgotten(reader, endedBefore, 1)).length > 0
