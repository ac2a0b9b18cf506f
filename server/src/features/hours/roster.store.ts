/**
 * What the door must know of the people before it, in one statement after they are locked: asked piece by piece, the
 * database would wait for the program between the pieces, and a crowd would wait for both.
 */
import { sql, type RawBuilder } from 'kysely'
import { plainArray } from '../../db/arrays.ts'
import type { Tx } from '../../db/handles.ts'
import type {
  AttendanceId,
  PositionId,
  ProjectId,
  ScanId,
  ShiftId,
  SignupId,
  VolunteerId,
} from '../../kernel/ids.ts'
import { ZONE } from '../../kernel/local-date.ts'
import { PLACED_STATUSES } from '../signups/index.ts'
import type { OpenAttendance, RosterShift } from './door.rules.ts'

export interface DoorFacts {
  /** The shifts for which each person is on the roster, in the projects asked for. */
  roster: Map<VolunteerId, RosterShift[]>
  /** The one open attendance of each person, in whatever project. */
  open: Map<VolunteerId, OpenAttendance>
  /** The answers already given to these scans. */
  answers: { projectId: ProjectId; scanId: ScanId; answer: unknown }[]
}

/** Rows come as arrays within one value, which costs the program a tenth of what as many rows of the driver do. */
interface Packed {
  roster: [VolunteerId, SignupId, ShiftId, boolean][]
  open: [VolunteerId, SignupId, ShiftId, boolean, AttendanceId, string, ScanId][]
  shifts: [ProjectId, ShiftId, string, string, number, PositionId, string, boolean][]
  answers: [ProjectId, ScanId, unknown][]
}

/** Of whom the team has said that they did not come may have come all the same, and be scanned late. */
export const ON_ROSTER = sql.join(PLACED_STATUSES.map((status) => sql.lit(status)))

/** Whether somebody has come and gone before at a sign-up; looked up for each row, never for all attendances at once. */
const hasLeft = (since: RawBuilder<Date>) => sql`exists (
  select from attendances before where before.volunteer_id = s.volunteer_id and before.signup_id = s.signup_id
    and before.signed_in_at >= ${since} and before.status <> 'open' offset 0) as has_left`

/** Driven by the people, whose sign-ups are few; a project's may be many. */
const places = (people: string, projects: string) => sql`
  select s.*, ${hasLeft(sql`s.starts_at - interval '1 day'`)}
  from unnest(${people}::uuid[]) as person (volunteer_id)
  cross join lateral (
    select signups.volunteer_id, signups.project_id, signups.signup_id, signups.shift_id, signups.starts_at from signups
    where signups.volunteer_id = person.volunteer_id and signups.project_id = any(${projects}::uuid[])
      and signups.status in (${ON_ROSTER}) offset 0) as s`

const atWork = (people: string) => sql`
  select s.volunteer_id, s.project_id, s.signup_id, s.shift_id, s.attendance_id, s.signed_in_at, s.sign_in_scan_id,
    ${hasLeft(sql`s.signed_in_at - interval '2 days'`)}
  from open_attendances o
  join attendances s on s.project_id = o.project_id and s.attendance_id = o.attendance_id
  where o.volunteer_id = any(${people}::uuid[])`

/** `keys` are the scans that may have been answered before. */
export async function loadDoor(
  tx: Tx,
  volunteerIds: readonly VolunteerId[],
  keys: readonly { projectId: ProjectId; scanId: ScanId }[],
): Promise<DoorFacts> {
  const people = plainArray(volunteerIds)
  const projects = plainArray([...new Set(keys.map((key) => key.projectId))])
  const { rows } = await sql<Packed>`
    with places as materialized (${places(people, projects)}), at_work as materialized (${atWork(people)})
    select
      (select coalesce(json_agg(json_build_array(volunteer_id, signup_id, shift_id, has_left)), '[]') from places) as roster,
      (select coalesce(json_agg(json_build_array(volunteer_id, signup_id, shift_id, has_left,
        attendance_id, signed_in_at, sign_in_scan_id)), '[]') from at_work) as open,
      (select coalesce(json_agg(json_build_array(sh.project_id, sh.shift_id, sh.starts_at, sh.ends_at, sh.break_minutes,
        p.position_id, p.name, not pr.is_dangerous or coalesce(pr.insured_from <= (sh.starts_at at time zone ${sql.lit(ZONE)})::date
          and pr.insured_to >= (sh.ends_at at time zone ${sql.lit(ZONE)})::date, false))), '[]')
        from (select project_id, shift_id from places union select project_id, shift_id from at_work) as wanted
        join shifts sh on sh.project_id = wanted.project_id and sh.shift_id = wanted.shift_id
        join positions p on p.project_id = sh.project_id and p.position_id = sh.position_id
        join projects pr on pr.project_id = sh.project_id) as shifts,
      (select coalesce(json_agg(json_build_array(s.project_id, s.scan_id, s.answer)), '[]')
        from unnest(${plainArray(keys.map((key) => key.projectId))}::uuid[], ${plainArray(keys.map((key) => key.scanId))}::uuid[])
          as key (project_id, scan_id)
        join scans s on s.project_id = key.project_id and s.scan_id = key.scan_id) as answers`.execute(tx)
  return unpacked(rows[0]!)
}

function unpacked(packed: Packed): DoorFacts {
  const shifts = new Map(
    packed.shifts.map(
      ([projectId, shiftId, startsAt, endsAt, breakMinutes, positionId, positionName, isInsured]) => [
        shiftId,
        {
          projectId,
          shiftId,
          startsAt: new Date(startsAt),
          endsAt: new Date(endsAt),
          breakMinutes,
          positionId,
          positionName,
          isInsured,
        },
      ],
    ),
  )
  const shiftOf = (signupId: SignupId, shiftId: ShiftId, hasLeftIt: boolean): RosterShift => ({
    ...shifts.get(shiftId)!,
    signupId,
    hasLeft: hasLeftIt,
  })
  const roster = new Map<VolunteerId, RosterShift[]>()
  for (const [volunteerId, signupId, shiftId, left] of packed.roster) {
    const shift = shiftOf(signupId, shiftId, left)
    const known = roster.get(volunteerId)
    if (known === undefined) roster.set(volunteerId, [shift])
    else known.push(shift)
  }
  const open = new Map<VolunteerId, OpenAttendance>()
  for (const [volunteerId, signupId, shiftId, left, attendanceId, signedInAt, signInScanId] of packed.open) {
    const shift = shiftOf(signupId, shiftId, left)
    const { projectId } = shift
    open.set(volunteerId, { projectId, attendanceId, signedInAt: new Date(signedInAt), signInScanId, shift })
  }
  const answers = packed.answers.map(([projectId, scanId, answer]) => ({ projectId, scanId, answer }))
  return { roster, open, answers }
}
