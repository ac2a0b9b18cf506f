/** Teams that are trusted, for tests: what a team has done before goes in by SQL, since a year of it is needed. */
import { sql } from 'kysely'
import type { ProjectId, ReviewId } from '../src/kernel/ids.ts'
import { projectForm, type CrewTeam } from './crews.ts'
import type { TestServer } from './harness.ts'
import { makeStaff } from './people.ts'
import { checked } from './teams.ts'

/** By the administrator of the city's site. */
export async function allowTrust(server: TestServer, allowed = true): Promise<void> {
  const { client } = await makeStaff(server, 'site_admin')
  const { siteId } = await server.reader.selectFrom('sites').select('siteId').executeTakeFirstOrThrow()
  checked(await client.put(`/sites/${siteId}/trusted-teams`, { allowed }), 204)
}

/** So many projects that were published so many days ago and are over. */
export async function publishedBefore(
  server: TestServer,
  team: CrewTeam,
  { count = 10, daysAgo = 60 }: { count?: number; daysAgo?: number } = {},
): Promise<ProjectId[]> {
  const at = new Date(server.now().getTime() - daysAgo * 86_400_000)
  const { rows } = await sql<{ projectId: ProjectId }>`
    insert into projects (project_id, team_id, team_path, region_code, region_path, title, status, categories, description,
      risk_statement, leader_name, contact_phone_enc, recruit_until, starts_at, ends_at, place_name, grams, created_by, created_at, published_at, published_team_id)
    select gen_random_uuid(), ${team.teamId}, ${team.path}, ${team.regionPath}, ${team.regionPath}, '从前的项目' || n, 'closed', '{community}', '', '',
      '陈思远', '\\x00', ${at}::timestamptz + interval '1 day', ${at}::timestamptz + interval '1 day', ${at}::timestamptz + interval '2 days', '西湖', '{}',
      ${team.leader.accountId}, ${at}, ${at}, ${team.teamId} from generate_series(1, ${count}::int) as n
    returning project_id`.execute(server.db)
  return rows.map(({ projectId }) => projectId)
}

/** A team with a year behind it, as P29 asks. */
export async function prove(server: TestServer, team: CrewTeam): Promise<ProjectId[]> {
  const activatedAt = new Date(server.now().getTime() - 400 * 86_400_000)
  await server.db.updateTable('teams').set({ activatedAt }).where('teamId', '=', team.teamId).execute()
  return publishedBefore(server, team)
}

export const TAKES_ADULTS = { acceptsMinors: false, minAge: 18, autoAdmit: true }

export interface Published {
  projectId: ProjectId
  reviewId: ReviewId
  way: 'review' | 'check'
  because: string | null
  projectNumber: string | null
}
/** Written and sent by the team's leader. */
export async function sendProject(
  team: CrewTeam,
  change: Readonly<Record<string, unknown>> = TAKES_ADULTS,
): Promise<Published> {
  const { client } = team.leader
  const path = `/teams/${team.teamId}/projects`
  const { projectId } = checked(await client.post<{ projectId: ProjectId }>(path, projectForm(change)), 201)
  const sent = await client.post<Omit<Published, 'projectId'>>(`/projects/${projectId}/submit`)
  return { ...checked(sent, 200), projectId }
}
