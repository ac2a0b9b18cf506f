/** Teams in the database. Whoever changes a team's members locks its row, after the volunteers' rows. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { staffOf } from '../accounts/index.ts'
import type { JoinMode, TeamKind, TeamLevel, TeamStatus } from './teams.rules.ts'

export interface TeamCard {
  teamId: TeamId
  teamNumber: string | null
  name: string
  kind: TeamKind
  level: TeamLevel
  regionName: string
  memberCount: number
  joinMode: JoinMode
  intro: string
}
export interface Team extends TeamCard {
  status: TeamStatus
  path: string
  regionCode: string
  regionPath: string
  leaderVolunteerId: VolunteerId
  parent: { teamId: TeamId; name: string; path: string; status: TeamStatus } | null
}

export const CARD_COLUMNS = [
  'teams.teamId',
  'teams.teamNumber',
  'teams.name',
  'teams.kind',
  'teams.level',
  'regions.name as regionName',
  'teams.memberCount',
  'teams.joinMode',
  'teams.intro',
] as const

export const cards = (reader: Reader) =>
  reader
    .selectFrom('teams')
    .innerJoin('regions', 'regions.regionCode', 'teams.regionCode')
    .select(CARD_COLUMNS)

/** Of any status; a public page shows active ones only. */
export async function findTeam(reader: Reader, teamId: TeamId): Promise<Team | undefined> {
  const row = await cards(reader)
    .leftJoin('teams as parents', 'parents.teamId', 'teams.parentId')
    .select([
      'teams.status',
      'teams.path',
      'teams.regionCode',
      'teams.regionPath',
      'teams.leaderVolunteerId',
      'teams.parentId',
      'parents.name as parentName',
      'parents.path as parentPath',
      'parents.status as parentStatus',
    ])
    .where('teams.teamId', '=', teamId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { parentId, parentName, parentPath, parentStatus, ...team } = row
  const hasParent = parentId !== null && parentName !== null && parentPath !== null && parentStatus !== null
  return {
    ...team,
    parent: hasParent ? { teamId: parentId, name: parentName, path: parentPath, status: parentStatus } : null,
  }
}

export async function getTeam(reader: Reader, teamId: TeamId): Promise<Team> {
  const team = await findTeam(reader, teamId)
  if (team === undefined) throw new Refusal('team_not_found')
  return team
}

/** Locks before it reads, so that what is answered is what stands when the lock is held. */
export async function lockTeam(tx: Tx, teamId: TeamId): Promise<Team> {
  await tx.selectFrom('teams').select('teamId').where('teamId', '=', teamId).forUpdate().execute()
  return getTeam(tx, teamId)
}

/** For what copies the team's path: held until it is written, so that a move waits or has been. */
export async function holdTeam(tx: Tx, teamId: TeamId): Promise<Team> {
  await sql`select from teams where team_id in (${teamId}, (select parent_id from teams where team_id = ${teamId}))
    order by team_id for share`.execute(tx)
  return getTeam(tx, teamId)
}

export interface TeamFigures {
  openProjects: number
  projects: number
  minutes: number
  children: number
}
export async function getTeamFigures(reader: Reader, teamId: TeamId, now: Date): Promise<TeamFigures> {
  const { rows } = await sql<TeamFigures>`
    select
      (select count(*) from projects where team_id = ${teamId} and status in ('recruiting', 'recruiting_paused', 'running')
        and visibility = 'public' and ends_at > ${now}) as open_projects,
      (select count(*) from projects where team_id = ${teamId}
        and visibility = 'public' and status in ('recruiting', 'recruiting_paused', 'running', 'ended', 'closed')) as projects,
      (select coalesce(sum(minutes), 0)::bigint from team_months where team_id = ${teamId}) as minutes,
      (select count(*) from teams where parent_id = ${teamId} and status = 'active') as children`.execute(
    reader,
  )
  return rows[0]!
}

export async function updateJoinMode(tx: Tx, teamId: TeamId, joinMode: JoinMode): Promise<void> {
  await tx.updateTable('teams').set({ joinMode }).where('teamId', '=', teamId).execute()
}

/** Who decides in that very team: leader and administrators. */
export const listDeciders = (reader: Reader, teamId: TeamId): Promise<AccountId[]> =>
  staffOf(reader, { duty: 'decide', teamId })
