/** What the end of a project is decided by, and whose sign-ups end with it. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { AccountId, PositionId, ProjectId, ShiftId, SignupId } from '../../kernel/ids.ts'

export interface EndingFacts {
  teamStatus: string
  plannedUntil: Date | null
  extendedAt: Date | null
  atWork: number
  undecided: number
}
export async function findEnding(reader: Reader, projectId: ProjectId): Promise<EndingFacts> {
  const { rows } = await sql<EndingFacts>`
    select t.status as team_status, p.planned_until, p.extended_at,
      (select count(*)::int from open_attendances where project_id = p.project_id) as at_work,
      (select count(*)::int from hour_drafts d where d.project_id = p.project_id and d.status = 'pending') as undecided
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
    where s.project_id = any(${[...projectIds]}::uuid[]) and s.status in ('applied', 'waiting', 'offered')
    order by s.project_id, s.signup_id`.execute(reader)
  return rows
}
