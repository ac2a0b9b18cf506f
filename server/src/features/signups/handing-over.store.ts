/** Sign-ups whose project goes to another team. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, TeamId, VolunteerId } from '../../kernel/ids.ts'

/** The copies of the team, in sign-ups and in attendances. */
export async function handOverSignUps(tx: Tx, projectIds: readonly ProjectId[], to: TeamId): Promise<void> {
  const ids = sql<ProjectId>`any(${[...projectIds]}::uuid[])`
  await tx.updateTable('signups').set({ teamId: to }).where('projectId', '=', ids).execute()
  await tx.updateTable('attendances').set({ teamId: to }).where('projectId', '=', ids).execute()
}

export interface Expected {
  volunteerId: VolunteerId
  accountId: AccountId
  projectId: ProjectId
  title: string
}
/** Who has applied for or holds a place in the projects of a team that are not over; once for each project. */
export async function listExpected(reader: Reader, teamId: TeamId): Promise<Expected[]> {
  const { rows } = await sql<Expected>`
    select distinct s.volunteer_id, v.account_id, p.project_id, p.title from projects p
    join signups s on s.project_id = p.project_id and s.status in ('applied', 'entered', 'waiting', 'offered', 'admitted', 'served', 'no_show')
    join volunteers v on v.volunteer_id = s.volunteer_id
    where p.team_id = ${teamId} and p.status in ('recruiting', 'recruiting_paused', 'running', 'ended')
    order by s.volunteer_id, p.project_id`.execute(reader)
  return rows
}
