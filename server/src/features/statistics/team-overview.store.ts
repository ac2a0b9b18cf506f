/** One team's day: what waits for its staff, who is there, and what the coming days still lack. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { ProjectId, ShiftId, TeamId } from '../../kernel/ids.ts'
import { addDays, dateIn, startOfDay, ZONE, type LocalDate } from '../../kernel/local-date.ts'

const DAYS_AHEAD = 7
const SHIFTS_AHEAD = 5

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

export interface MemberFigures {
  joined: number
  left: number
  active: number
}
/** Who came and went since the day, and who of the members has served since the month. */
export async function getMemberFigures(
  reader: Reader,
  teamId: TeamId,
  since: { day: LocalDate; activeMonth: string },
): Promise<MemberFigures> {
  const day = startOfDay(ZONE, since.day)
  const { rows } = await sql<MemberFigures>`
    select count(*) filter (where m.status = 'member' and m.joined_at >= ${day}) as joined,
      count(*) filter (where m.status = 'left' and m.left_at >= ${day}) as "left",
      count(*) filter (where m.status = 'member' and t.last_month >= ${since.activeMonth}) as active
    from memberships m left join volunteer_totals t using (volunteer_id)
    where m.team_id = ${teamId} and m.status in ('member', 'left')`.execute(reader)
  return rows[0]!
}

export type GradeMinutes = Record<'A' | 'B' | 'C' | 'D' | 'E', number>
export interface TeamMonths {
  grades: GradeMinutes
  /** The months asked for, the empty ones too. */
  months: { month: string; minutes: number }[]
}
/** The months in their order; the grades are those of the last of them. */
export async function getTeamMonths(
  reader: Reader,
  teamId: TeamId,
  shown: readonly string[],
): Promise<TeamMonths> {
  const month = shown.at(-1)!
  const rows = await reader
    .selectFrom('teamMonths')
    .select(['month', 'grade', 'minutes'])
    .where('teamId', '=', teamId)
    .where('month', '>=', shown[0]!)
    .where('month', '<=', month)
    .execute()
  const minutesOf = (grade: string): number =>
    rows.find((row) => row.month === month && row.grade === grade)?.minutes ?? 0
  return {
    grades: { A: minutesOf('A'), B: minutesOf('B'), C: minutesOf('C'), D: minutesOf('D'), E: minutesOf('E') },
    months: shown.map((one) => ({
      month: one,
      minutes: rows.filter((row) => row.month === one).reduce((sum, row) => sum + row.minutes, 0),
    })),
  }
}

export interface ShiftAhead {
  projectId: ProjectId
  shiftId: ShiftId
  title: string
  positionName: string
  startsAt: Date
  endsAt: Date
  admitted: number
  headcount: number
}
/** The next shifts of the seven days from now on, the earliest first. */
export async function listShiftsAhead(reader: Reader, teamId: TeamId, now: Date): Promise<ShiftAhead[]> {
  const until = startOfDay(ZONE, addDays(dateIn(ZONE, now), DAYS_AHEAD))
  const { rows } = await sql<ShiftAhead>`
    select p.project_id, s.shift_id, p.title, o.name as position_name, s.starts_at, s.ends_at,
      s.admitted_count as admitted, s.headcount
    from projects p join shifts s using (project_id)
    join positions o on o.project_id = s.project_id and o.position_id = s.position_id
    where p.team_id = ${teamId} and p.status in ('recruiting', 'recruiting_paused', 'running')
      and s.cancelled_at is null and s.starts_at > ${now} and s.starts_at < ${until}
    order by s.starts_at, s.shift_id limit ${SHIFTS_AHEAD}`.execute(reader)
  return rows
}
