/** People and shifts as the hours see them: who is locked, who is on the roster, what is done at a shift. */
import { sql } from 'kysely'
import { plainArray } from '../../db/arrays.ts'
import type { Reader, Tx } from '../../db/handles.ts'
import type {
  AccountId,
  PositionId,
  ProjectId,
  ShiftId,
  SignupId,
  TeamId,
  VolunteerId,
} from '../../kernel/ids.ts'
import type { Span } from '../../kernel/span.ts'
import type { ShiftTime } from './hours.rules.ts'

export interface Person {
  volunteerId: VolunteerId
  accountId: AccountId
  name: string
  status: string
}

/** The first lock of every posting: people in the order of their ids. Keys of other tables are not guarded by it. */
export async function lockPeople(
  tx: Tx,
  volunteerIds: readonly VolunteerId[],
): Promise<Map<VolunteerId, Person>> {
  if (volunteerIds.length === 0) return new Map()
  const { rows } = await sql<Person>`
    select volunteer_id, account_id, name, status from volunteers
    where volunteer_id = any(${plainArray(volunteerIds)}::uuid[]) order by volunteer_id for no key update`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.volunteerId, row]))
}

/** What the ledger says of a shift: the seven facts of Order 67 a7 apart from day and time. */
export interface Activity extends ShiftTime {
  projectId: ProjectId
  shiftId: ShiftId
  positionId: PositionId
  teamId: TeamId
  regionPath: string
  activityName: string
  content: string
  placeName: string
  unitName: string
  leaderName: string
}

export async function findActivities(
  reader: Reader,
  shiftIds: readonly ShiftId[],
): Promise<Map<ShiftId, Activity>> {
  if (shiftIds.length === 0) return new Map()
  const { rows } = await sql<Activity>`
    select sh.project_id, sh.shift_id, sh.position_id, sh.starts_at, sh.ends_at, sh.break_minutes,
      pr.title as activity_name, left(concat_ws('：', p.name, nullif(p.description, '')), 200) as content,
      pr.place_name, pr.leader_name, t.team_id, t.name as unit_name, t.region_path
    from shifts sh
    join positions p on p.project_id = sh.project_id and p.position_id = sh.position_id
    join projects pr on pr.project_id = sh.project_id
    join teams t on t.team_id = pr.team_id
    where sh.shift_id = any(${shiftIds}::uuid[])`.execute(reader)
  return new Map(rows.map((row) => [row.shiftId, row]))
}

export interface SignupAtProject {
  signupId: SignupId
  volunteerId: VolunteerId
  shiftId: ShiftId
  status: string
}

export async function findSignups(
  reader: Reader,
  projectId: ProjectId,
  signupIds: readonly SignupId[],
): Promise<Map<SignupId, SignupAtProject>> {
  const rows = await reader
    .selectFrom('signups')
    .select(['signupId', 'volunteerId', 'shiftId', 'status'])
    .where('projectId', '=', projectId)
    .where('signupId', 'in', signupIds)
    .execute()
  return new Map(rows.map((row) => [row.signupId, row]))
}

export interface ProjectAtDoor extends Span {
  projectId: ProjectId
  teamId: TeamId
  teamPath: string
  /** Of the recording unit, whose policies hold. */
  regionPath: string
  title: string
  status: string
}

export async function findProjectsAtDoor(
  reader: Reader,
  projectIds: readonly ProjectId[],
): Promise<Map<ProjectId, ProjectAtDoor>> {
  const { rows } = await sql<ProjectAtDoor>`
    select pr.project_id, pr.team_id, pr.team_path, pr.title, pr.status, pr.starts_at, pr.ends_at, t.region_path
    from projects pr join teams t on t.team_id = pr.team_id
    where pr.project_id = any(${projectIds}::uuid[])`.execute(reader)
  return new Map(rows.map((row) => [row.projectId, row]))
}
