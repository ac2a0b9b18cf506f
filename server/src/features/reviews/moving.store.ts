/** Reviews follow the tree: when teams move, the path of their reviewers, and who reviews the team that moved. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'

/** What of a team goes to its liaison team: its projects and their changes, a name of its own choice, changes of its reviewed fields, appeals against its marks. */
const handedInBy = (teamId: TeamId) => sql`(select project_id from projects where team_id = ${teamId}
  union all select rename_batch_id from rename_batches where team_id = ${teamId}
  union all select field_change_id from field_changes where team_id = ${teamId} and status = 'waiting'
  union all select a.signup_id from absences a join projects p on p.project_id = a.project_id
    where p.team_id = ${teamId} and a.state = 'raised'
  union all select project_change_id from project_changes join projects using (project_id)
    where team_id = ${teamId} and project_changes.status = 'waiting')`

/** The open reviews of what a team has handed in, and those that it and the teams below it decide. In the order of their ids. */
export async function lockReviewsOfTeams(tx: Tx, team: { teamId: TeamId; path: string }): Promise<void> {
  await sql`select from reviews where decided_at is null
      and ((reviewer_team_path >= ${team.path} and reviewer_team_path < ${team.path + PATH_END})
        or subject_id in ${handedInBy(team.teamId)})
    order by review_id for update`.execute(tx)
}

export async function rewriteReviewerPaths(tx: Tx, from: string, to: string): Promise<void> {
  await sql`update reviews set reviewer_team_path = ${to} || substr(reviewer_team_path, ${from.length + 1}::integer)
    where reviewer_team_path >= ${from} and reviewer_team_path < ${from + PATH_END}`.execute(tx)
}

/** Open reviews of what a team has handed in go to its new liaison team, or to the authority of the region. */
export async function updateReviewer(
  tx: Tx,
  teamId: TeamId,
  reviewer: { teamId: TeamId; path: string } | null,
): Promise<void> {
  await tx
    .updateTable('reviews')
    .set({ reviewerTeamId: reviewer?.teamId ?? null, reviewerTeamPath: reviewer?.path ?? null })
    .where('decidedAt', 'is', null)
    .where('subjectKind', 'in', [
      'project',
      'project_check',
      'renaming',
      'change',
      'no_show',
      'project_change',
    ])
    .where(sql<boolean>`subject_id in ${handedInBy(teamId)}`)
    .execute()
}

/** Open reviews of a team's names and fields are those of its region; a project's are of the place where it is. */
export async function updateReviewRegion(tx: Tx, teamId: TeamId, regionPath: string): Promise<void> {
  await tx
    .updateTable('reviews')
    .set({ regionPath })
    .where('decidedAt', 'is', null)
    .where('subjectKind', 'in', ['renaming', 'change'])
    .where(sql<boolean>`subject_id in ${handedInBy(teamId)}`)
    .execute()
}

/** What waited for one team, and did not follow another, waits for the next. */
export async function handOverReviews(
  tx: Tx,
  from: TeamId,
  to: { teamId: TeamId; path: string } | null,
): Promise<void> {
  await tx
    .updateTable('reviews')
    .set({ reviewerTeamId: to?.teamId ?? null, reviewerTeamPath: to?.path ?? null })
    .where('decidedAt', 'is', null)
    .where('reviewerTeamId', '=', from)
    .execute()
}
