/** A new password for an old one, for one forgotten, and a second factor taken off. A-numbers are those of docs/rules/accounts.md. */
import { PATH_END, type Actor, type Role } from '../../kernel/actor.ts'

export type ProvingReason = 'identity_not_proved' | 'second_factor_needed'

export interface ProvingFacts {
  isCodeRight: boolean
  /** Whether the phone belongs to an account. */
  isKnown: boolean
  /** Null when the account has no identity document, as one of an authority's staff. */
  isDocumentRight: boolean | null
  hasSecondFactor: boolean
  hasTotp: boolean
}

/**
 * A3. The phone, and what the phone alone cannot tell: the identity document of a volunteer, the authenticator of
 * staff. One answer for everything that is wrong, so that nobody learns whose phone or document it is.
 */
export function whyNotProved(facts: ProvingFacts): ProvingReason | null {
  if (!facts.isKnown || !facts.isCodeRight || facts.isDocumentRight === false) return 'identity_not_proved'
  return facts.hasSecondFactor && !facts.hasTotp ? 'second_factor_needed' : null
}

export type ResettingReason =
  'own_second_factor' | 'role_above_yours' | 'not_your_region' | 'second_factor_not_set'

export interface HeldRole {
  role: Role
  /** Of the authority's grant, or of the team that the role is in. */
  regionPath: string | null
}
export interface StaffToReset {
  accountId: string
  hasSecondFactor: boolean
  roles: readonly HeldRole[]
}

/** A5. The platform's administrator for all others; a site's administrator for staff below, so not for an equal. */
export function whyNotResetSecondFactor(actor: Actor, staff: StaffToReset): ResettingReason | null {
  if (staff.accountId === actor.accountId) return 'own_second_factor'
  const isPlatform = actor.grants.some(({ role }) => role === 'platform_admin')
  const roots = actor.grants.flatMap(({ role, regionPath }) =>
    role === 'site_admin' ? (regionPath ?? []) : [],
  )
  if (!isPlatform) {
    if (roots.length === 0) return 'role_above_yours'
    for (const held of staff.roles) {
      const reason = whyNotReach(roots, held)
      if (reason !== null) return reason
    }
  }
  return staff.hasSecondFactor ? null : 'second_factor_not_set'
}

function whyNotReach(
  roots: readonly string[],
  { role, regionPath }: HeldRole,
): 'role_above_yours' | 'not_your_region' | null {
  if (role === 'platform_admin' || regionPath === null) return 'role_above_yours'
  const reaching = roots.filter((root) => regionPath >= root && regionPath < root + PATH_END)
  if (reaching.length === 0) return 'not_your_region'
  return role === 'site_admin' && !reaching.some((root) => regionPath !== root) ? 'role_above_yours' : null
}
