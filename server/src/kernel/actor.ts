import type { AccountId, SessionId, TeamId, VolunteerId } from './ids.ts'
import { Refusal } from './refusal.ts'

export type Role =
  | 'platform_admin'
  | 'site_admin'
  | 'authority_reviewer'
  | 'authority_viewer'
  | 'team_leader'
  | 'team_admin'
  | 'team_timekeeper'

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

const TEAM_STAFF: readonly Role[] = ['team_leader', 'team_admin', 'team_timekeeper']
const TEAM_DECIDERS: readonly Role[] = ['team_leader', 'team_admin']

/** The sentinel that closes a subtree range: every path of the tree continues with a label or '/'. */
export const PATH_END = '~'

const below = (path: string, root: string): boolean => path >= root && path < root + PATH_END

/** Team grants reach their own team and every descendant. Timekeepers reach the door and the hours only. */
export function reachesTeam(actor: Actor, teamPath: string, duty: 'decide' | 'keep_time'): boolean {
  const roles = duty === 'decide' ? TEAM_DECIDERS : TEAM_STAFF
  return actor.grants.some(
    (grant) => grant.teamPath !== null && roles.includes(grant.role) && below(teamPath, grant.teamPath),
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
