/** What may befall a team's standing, by whose act and for which cause. Pure. H-numbers are those of docs/rules/teams.md. */
import { reachesRegion, reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { TeamStatus } from './teams.rules.ts'

export interface OverseenTeam {
  path: string
  regionPath: string
  status: TeamStatus
}
export interface Overseer {
  byAuthority: boolean
  /** The body in whose name the actor speaks. */
  name: string
}

/** H7. A team is overseen by the deciding authorities of its region and by the leaders of the teams above it. */
export function overseerOf(actor: Actor, team: OverseenTeam): Overseer | null {
  const authority = actor.grants.find(
    (grant) =>
      grant.teamPath === null && reachesRegion({ ...actor, grants: [grant] }, team.regionPath, 'decide'),
  )
  if (authority !== undefined) return { byAuthority: true, name: authority.bodyName }
  const above = actor.grants
    .filter(
      ({ role, teamPath }) =>
        role === 'team_leader' &&
        teamPath !== null &&
        teamPath !== team.path &&
        team.path.startsWith(teamPath),
    )
    .sort((a, b) => (b.teamPath ?? '').length - (a.teamPath ?? '').length)[0]
  return above === undefined ? null : { byAuthority: false, name: above.bodyName }
}

export type OverseeingReason = 'not_your_team' | 'above_only' | 'not_your_region'
export function whyNotOversee(actor: Actor, team: OverseenTeam): OverseeingReason | null {
  if (overseerOf(actor, team) !== null) return null
  if (reachesTeam(actor, team.path, 'read')) return 'above_only'
  return actor.grants.some((grant) => grant.teamPath !== null) ? 'not_your_team' : 'not_your_region'
}

export type SuspendingReason = OverseeingReason | 'team_not_active' | 'already_suspended' | 'cause_missing'
/** H8. One of a team's own at a time; below a suspended team a further one may be set, which outlasts the first. */
export function whyNotSuspend(
  actor: Actor,
  team: OverseenTeam,
  known: { hasOwn: boolean; cause: string },
): SuspendingReason | null {
  const overseeing = whyNotOversee(actor, team)
  if (overseeing !== null) return overseeing
  if (known.hasOwn) return 'already_suspended'
  if (team.status !== 'active' && team.status !== 'suspended') return 'team_not_active'
  return known.cause.trim() === '' ? 'cause_missing' : null
}

export type ResumingReason = OverseeingReason | 'not_suspended' | 'authority_only'
/** H9. What an authority has suspended, an authority resumes. A suspension of a team above is lifted there. */
export function whyNotResume(
  actor: Actor,
  team: OverseenTeam,
  own: { byAuthority: boolean } | null,
): ResumingReason | null {
  const overseeing = whyNotOversee(actor, team)
  if (overseeing !== null) return overseeing
  if (own === null) return 'not_suspended'
  return own.byAuthority && overseerOf(actor, team)?.byAuthority !== true ? 'authority_only' : null
}

/** H10. The standing of a team is read by its staff, by those above and by the authorities of its region. */
export function whyNotReadStanding(
  actor: Actor,
  team: OverseenTeam,
): 'not_your_team' | 'not_your_region' | null {
  if (reachesTeam(actor, team.path, 'read') || reachesRegion(actor, team.regionPath, 'read')) return null
  return actor.grants.some((grant) => grant.teamPath !== null) ? 'not_your_team' : 'not_your_region'
}
