/** The end of teams, written down; and what a team has open, read over all features before it. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, TeamId } from '../../kernel/ids.ts'
import { isOpenMark } from '../projects/index.ts'
import type { Receiver, WeighedProject, Work } from './dissolutions.rules.ts'

/** What is neither closed nor cancelled; templates are no work. */
export async function listWeighedProjects(
  reader: Reader,
  teamId: TeamId,
  now: Date,
): Promise<WeighedProject[]> {
  const { rows } = await sql<WeighedProject>`
    select project_id, title, status, ends_at,
      exists (select from hour_drafts d where d.project_id = p.project_id and d.status = 'pending') as has_drafts,
      exists (select from signups s where s.project_id = p.project_id and s.status = 'admitted') as has_unserved,
      exists (select from absences where absences.project_id = p.project_id and ${isOpenMark(now)}) as has_open_marks
    from projects p where team_id = ${teamId} and status not in ('closed', 'cancelled', 'back_filled', 'template')
    order by project_id`.execute(reader)
  return rows
}

type Counted = Omit<
  Work,
  | 'drafts'
  | 'past_projects'
  | 'projects_under_review'
  | 'projects_recruiting'
  | 'projects_running'
  | 'projects_with_open_hours'
>
type CountedRow = { [Kind in keyof Counted as Camel<Kind>]: number }
type Camel<Text extends string> = Text extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Text

const signUps = (teamId: TeamId, statuses: string) => sql`
  select count(*)::int from signups s join projects p using (project_id)
  where p.team_id = ${teamId} and p.status in ('recruiting', 'recruiting_paused', 'running') and ${sql.raw(statuses)}`

/** All that is counted without being weighed. */
export async function countWork(reader: Reader, teamId: TeamId): Promise<Counted> {
  const { rows } = await sql<CountedRow>`select
    (select count(*)::int from open_attendances join projects using (project_id) where team_id = ${teamId}) as people_at_door,
    (select count(*)::int from teams where parent_id = ${teamId} and status in ('under_review', 'active', 'suspended')) as sub_teams,
    (${signUps(teamId, "s.status in ('admitted', 'served')")}) as places,
    (${signUps(teamId, "s.status in ('applied', 'entered', 'waiting', 'offered')")}) as applications,
    (select count(*)::int from hour_drafts where team_id = ${teamId} and status = 'pending') as hours_waiting,
    (select count(*)::int from reviews where reviewer_team_id = ${teamId} and decided_at is null) as reviews_here,
    (select count(*)::int from memberships where team_id = ${teamId} and status = 'requested') as requests,
    (select count(*)::int from invitations where team_id = ${teamId} and state = 'open') as invitations,
    (select count(*)::int from team_moves m join team_move_sides s using (move_id) where s.team_id = ${teamId} and m.status = 'open') as moves,
    (select count(*)::int from leader_proposals where team_id = ${teamId} and status = 'open') as leader_proposals,
    (select count(*)::int from rename_rows where team_id = ${teamId} and status = 'waiting') as renames,
    (select count(*)::int from memberships where team_id = ${teamId} and status = 'member') as members,
    (select count(distinct account_id)::int from grants where team_id = ${teamId} and ended_at is null) as staff`.execute(
    reader,
  )
  const row = rows[0]!
  return {
    people_at_door: row.peopleAtDoor,
    sub_teams: row.subTeams,
    places: row.places,
    applications: row.applications,
    hours_waiting: row.hoursWaiting,
    reviews_here: row.reviewsHere,
    requests: row.requests,
    invitations: row.invitations,
    moves: row.moves,
    leader_proposals: row.leaderProposals,
    renames: row.renames,
    members: row.members,
    staff: row.staff,
  }
}

const COLUMNS = ['teamId', 'name', 'level', 'status', 'path', 'regionPath', 'parentId'] as const
const RECEIVERS_MAX = 200

/** The team above and those beside it, of which there may be many, so by name. */
export async function listNear(
  reader: Reader,
  team: { teamId: TeamId; parent: { teamId: TeamId } | null },
): Promise<Receiver[]> {
  if (team.parent === null) return []
  const { teamId: parentId } = team.parent
  return reader
    .selectFrom('teams')
    .select(COLUMNS)
    .where((eb) => eb.or([eb('teamId', '=', parentId), eb('parentId', '=', parentId)]))
    .where('teamId', '<>', team.teamId)
    .where('status', 'in', ['active', 'suspended'])
    .orderBy(sql`team_id <> ${parentId}`)
    .orderBy('name')
    .limit(RECEIVERS_MAX)
    .execute()
}

export function findReceiver(reader: Reader, teamId: TeamId): Promise<Receiver | undefined> {
  return reader.selectFrom('teams').select(COLUMNS).where('teamId', '=', teamId).executeTakeFirst()
}

export interface Dissolution {
  teamId: TeamId
  cause: string
  byAuthority: boolean
  byName: string
  receiverId: TeamId | null
  teams: number
  projects: number
  dissolvedBy: AccountId
  dissolvedAt: Date
}
export async function insertDissolution(tx: Tx, dissolution: Dissolution): Promise<void> {
  await tx.insertInto('teamDissolutions').values(dissolution).execute()
}
