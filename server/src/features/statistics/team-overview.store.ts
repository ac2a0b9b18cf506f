/** One team's day: what waits for its staff, who is there, and what the coming days still lack. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { ProjectId, ShiftId, TeamId } from '../../kernel/ids.ts'
import { addDays, startOfDay, ZONE, type LocalDate } from '../../kernel/local-date.ts'

const DAYS_AHEAD = 7

export interface Waiting {
  membershipRequests: number
  signUps: number
  hourDrafts: number
  reviews: number
  childTeams: number
}
export async function getWaiting(
  reader: Reader,
  team: { teamId: TeamId; path: string },
  now: Date,
): Promise<Waiting> {
  const { teamId } = team
  const { rows } = await sql<Waiting>`
    select
      (select count(*) from memberships where team_id = ${teamId} and status = 'requested') as membership_requests,
      (select count(*) from projects p join signups s using (project_id)
        where p.team_id = ${teamId} and p.ends_at > ${now} and s.status = 'applied' and s.starts_at > ${now}) as sign_ups,
      (select count(*) from hour_drafts where team_id = ${teamId} and status = 'pending') as hour_drafts,
      (select count(*) from reviews where reviewer_team_path = ${team.path} and decided_at is null) as reviews,
      (select count(*) from teams where parent_id = ${teamId} and status = 'active') as child_teams`.execute(
    reader,
  )
  return rows[0]!
}

export type GradeMinutes = Record<'A' | 'B' | 'C' | 'D' | 'E', number>
export async function getMonthGrades(reader: Reader, teamId: TeamId, month: string): Promise<GradeMinutes> {
  const rows = await reader
    .selectFrom('teamMonths')
    .select(['grade', 'minutes'])
    .where('teamId', '=', teamId)
    .where('month', '=', month)
    .execute()
  const byGrade = new Map(rows.map((row) => [row.grade, row.minutes]))
  const minutesOf = (grade: string): number => byGrade.get(grade) ?? 0
  return { A: minutesOf('A'), B: minutesOf('B'), C: minutesOf('C'), D: minutesOf('D'), E: minutesOf('E') }
}

export interface ShiftToday {
  projectId: ProjectId
  title: string
  shiftId: ShiftId
  positionName: string
  startsAt: Date
  endsAt: Date
  expected: number
  present: number
  left: number
}
/** Shifts of the team that touch the day, by their beginning. */
export async function listShiftsOn(reader: Reader, teamId: TeamId, day: LocalDate): Promise<ShiftToday[]> {
  const { rows } = await sql<ShiftToday>`
    select p.project_id, p.title, s.shift_id, o.name as position_name, s.starts_at, s.ends_at,
      s.admitted_count as expected, coalesce(c.present, 0) as present, coalesce(c.gone, 0) as "left"
    from projects p
    join shifts s using (project_id)
    join positions o on o.project_id = s.project_id and o.position_id = s.position_id
    left join door_counts c on c.project_id = s.project_id and c.shift_id = s.shift_id
    where p.team_id = ${teamId} and p.status in ('recruiting', 'recruiting_paused', 'running', 'ended')
      and s.starts_at < ${startOfDay(ZONE, addDays(day, 1))} and s.ends_at > ${startOfDay(ZONE, day)}
    order by s.starts_at, s.shift_id`.execute(reader)
  return rows
}

export interface DayAhead {
  date: string
  shifts: number
  missing: number
}
/** Today and the six days after it, the empty ones too. */
export async function listDaysAhead(reader: Reader, teamId: TeamId, today: LocalDate): Promise<DayAhead[]> {
  const days = Array.from({ length: DAYS_AHEAD }, (_, i) => addDays(today, i))
  const starts = days.map((day) => startOfDay(ZONE, day).toISOString())
  const ends = days.map((day) => startOfDay(ZONE, addDays(day, 1)).toISOString())
  const { rows } = await sql<DayAhead>`
    select d.day as date, count(s.shift_id) as shifts, coalesce(sum(s.headcount - s.admitted_count), 0)::int as missing
    from unnest(${days}::text[], ${starts}::timestamptz[], ${ends}::timestamptz[]) as d (day, starts, ends)
    left join (projects p join shifts s using (project_id)) on p.team_id = ${teamId}
      and p.status in ('recruiting', 'recruiting_paused', 'running') and s.starts_at >= d.starts and s.starts_at < d.ends
    group by d.day order by d.day`.execute(reader)
  return rows
}
