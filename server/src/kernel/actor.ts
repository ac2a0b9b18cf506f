import type { AccountId, SessionId, TeamId, VolunteerId } from './ids.ts'
import { Refusal } from './refusal.ts'

/** The roles of a team, the weightiest first. */
export const TEAM_ROLES = [
  'team_leader',
  'team_admin',
  'team_reviewer',
  'team_timekeeper',
  'team_viewer',
] as const
export type TeamRole = (typeof TEAM_ROLES)[number]
export type Role = 'platform_admin' | 'site_admin' | 'authority_reviewer' | 'authority_viewer' | TeamRole

export interface Grant {
  role: Role
  bodyName: string
  /** Set for authorities: the subtree of regions they answer for. */
  regionPath: string | null
  /** Set for team staff: their team, and the path whose subtree they reach. */
  teamId: TeamId | null
  teamPath: string | null
}

/** Who is acting, with every grant they hold. Made once per request, never looked up again. */
export interface Actor {
  accountId: AccountId | null
  sessionId: SessionId | null
  volunteerId: VolunteerId | null
  volunteerVerified: boolean
  /** How the audit trail names this actor to other people. */
  label: string
  grants: readonly Grant[]
}

export const GUEST: Actor = {
  accountId: null,
  sessionId: null,
  volunteerId: null,
  volunteerVerified: false,
  label: 'guest',
  grants: [],
}

/** The program itself: jobs and the command line. */
export const SYSTEM: Actor = { ...GUEST, label: 'system' }

export function accountOf(actor: Actor): AccountId {
  if (actor.accountId === null) throw new Refusal('signed_out')
  return actor.accountId
}

export function volunteerOf(actor: Actor): VolunteerId {
  if (actor.volunteerId === null) throw new Refusal('wrong_door')
  return actor.volunteerId
}

/**
 * What is done for a team: to decide everything, to review what is asked of it, to stand at the door and keep the
 * hours, to read about its people, to read what it does.
 */
export type TeamDuty = 'decide' | 'review' | 'keep_time' | 'read_people' | 'read'
export const ROLES_FOR: Readonly<Record<TeamDuty, readonly Role[]>> = {
  decide: ['team_leader', 'team_admin'],
  review: ['team_leader', 'team_admin', 'team_reviewer'],
  keep_time: ['team_leader', 'team_admin', 'team_timekeeper'],
  read_people: ['team_leader', 'team_admin', 'team_reviewer', 'team_viewer'],
  read: TEAM_ROLES,
}

/** The sentinel that closes a subtree range: every path of the tree continues with a label or '/'. */
export const PATH_END = '~'

const below = (path: string, root: string): boolean => path >= root && path < root + PATH_END

/** Team grants reach their own team and every descendant, for what their role may do. */
export function reachesTeam(actor: Actor, teamPath: string, duty: TeamDuty): boolean {
  return actor.grants.some(
    (grant) =>
      grant.teamPath !== null && ROLES_FOR[duty].includes(grant.role) && below(teamPath, grant.teamPath),
  )
}

/** Authority grants reach their region's subtree; a platform administrator reaches all. */
export function reachesRegion(actor: Actor, regionPath: string, duty: 'decide' | 'read'): boolean {
  return actor.grants.some((grant) => {
    if (grant.role === 'platform_admin') return true
    const fits = duty === 'read' || grant.role === 'site_admin' || grant.role === 'authority_reviewer'
    return fits && grant.regionPath !== null && below(regionPath, grant.regionPath)
  })
}
