/** Who may give a role to whom, and who sees whose grants. */
import { PATH_END, type Actor, type Role } from '../../kernel/actor.ts'
import { maskName } from '../../kernel/masking.ts'
import { mint, type Minted } from '../../kernel/minted.ts'

export type AuthorityRole = Extract<
  Role,
  'site_admin' | 'authority_reviewer' | 'authority_viewer' | 'platform_admin'
>
export const AUTHORITY_ROLES = [
  'site_admin',
  'authority_reviewer',
  'authority_viewer',
  'platform_admin',
] as const

export type GrantReason = 'role_above_yours' | 'not_your_region'
export type EndGrantReason = GrantReason | 'own_grant'

const below = (path: string, root: string): boolean => path >= root && path < root + PATH_END

const holds = (actor: Actor, role: Role): boolean => actor.grants.some((grant) => grant.role === role)

/** A platform administrator gives every role, a site's administrator all but that one, nobody else any. */
export function whyNotGiveRole(actor: Actor, role: AuthorityRole): 'role_above_yours' | null {
  if (holds(actor, 'platform_admin')) return null
  return holds(actor, 'site_admin') && role !== 'platform_admin' ? null : 'role_above_yours'
}

/** Below the platform, only within the region one administers oneself. */
export function whyNotGrantStaff(
  actor: Actor,
  role: AuthorityRole,
  regionPath: string | null,
): GrantReason | null {
  const reason = whyNotGiveRole(actor, role)
  if (reason !== null || regionPath === null || holds(actor, 'platform_admin')) return reason
  const reaches = actor.grants.some(
    (grant) =>
      grant.role === 'site_admin' && grant.regionPath !== null && below(regionPath, grant.regionPath),
  )
  return reaches ? null : 'not_your_region'
}

/** As for giving; and nobody ends their own, so that the last administrator cannot lock the house. */
export function whyNotEndGrant(
  actor: Actor,
  grant: { accountId: string; role: AuthorityRole; regionPath: string | null },
): EndGrantReason | null {
  if (grant.accountId === actor.accountId) return 'own_grant'
  return whyNotGrantStaff(actor, grant.role, grant.regionPath)
}

export type StaffScope = Minted<{ isAll: boolean; regionPaths: readonly string[] }>

/** Administrators of the platform see all authority staff, the others those of their own regions. */
export function staffVisibleTo(actor: Actor): StaffScope {
  return mint({
    isAll: actor.grants.some((grant) => grant.role === 'platform_admin'),
    regionPaths: actor.grants.flatMap((grant) => grant.regionPath ?? []),
  })
}

/** How a session's owner is named to others: staff by their body, everybody else by a masked name. */
export function labelOf(person: {
  displayName: string
  volunteerName: string | null
  bodyName: string | null
}): string {
  if (person.bodyName !== null) return `${person.bodyName} ${person.displayName}`.trim()
  return maskName(person.volunteerName ?? person.displayName)
}
