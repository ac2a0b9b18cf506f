/** What the end of a project is decided by, and whose sign-ups end with it. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import { isOpenMark } from '../projects/index.ts'
import type { AccountId, PositionId, ProjectId, ShiftId, SignupId } from '../../kernel/ids.ts'

export interface EndingFacts {
  teamStatus: string
  plannedUntil: Date | null
  extendedAt: Date | null
  atWork: number
  undecided: number
  proposed: number
  openMarks: number
  unrecorded: number
}
export async function findEnding(reader: Reader, projectId: ProjectId, now: Date): Promise<EndingFacts> {
  const { rows } = await sql<EndingFacts>`
    select t.status as team_status, p.planned_until, p.extended_at,
      (select count(*)::int from open_attendances where project_id = p.project_id) as at_work,
      (select count(*)::int from hour_drafts d where d.project_id = p.project_id and d.status = 'pending') as undecided,
      (select count(*)::int from attendances a join signups s on s.project_id = a.project_id and s.signup_id = a.signup_id
        where a.project_id = p.project_id and a.status = 'auto_closed' and s.status = 'admitted') as proposed,
      (select count(*)::int from absences where absences.project_id = p.project_id and ${isOpenMark(now)}) as open_marks,
      (select count(*)::int from signups where project_id = p.project_id and status = 'admitted') as unrecorded
    from projects p join teams t on t.team_id = p.team_id where p.project_id = ${projectId}`.execute(reader)
  return rows[0]!
}

export async function listPositionIds(reader: Reader, projectId: ProjectId): Promise<PositionId[]> {
  const rows = await reader
    .selectFrom('positions')
    .select('positionId')
    .where('projectId', '=', projectId)
    .execute()
  return rows.map(({ positionId }) => positionId)
}

export interface Undecided {
  projectId: ProjectId
  shiftId: ShiftId
  signupId: SignupId
  accountId: AccountId
  title: string
}
/** Sign-ups on which nothing was said until the end. */
export async function listUnanswered(reader: Reader, projectIds: readonly ProjectId[]): Promise<Undecided[]> {
  const { rows } = await sql<Undecided>`
    select s.project_id, s.shift_id, s.signup_id, v.account_id, p.title
    from signups s join volunteers v using (volunteer_id) join projects p on p.project_id = s.project_id
    where s.project_id = any(${[...projectIds]}::uuid[]) and s.status in ('applied', 'entered', 'waiting', 'offered')
    order by s.project_id, s.signup_id`.execute(reader)
  return rows
}
