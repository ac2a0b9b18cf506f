/** A site lets teams be trusted, or does so no longer. */
import type { Act } from '../../act.ts'
import type { SiteId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { isForbiddenAbove, lockSite, updateSite } from './sites.store.ts'
import { whyNotSetTrustedTeams } from './trusted-teams.rules.ts'

/** Teams keep the trust they have; while it is not allowed it does nothing. */
export async function setTrustedTeams(
  act: Act,
  { siteId, allowed }: { siteId: SiteId; allowed: boolean },
): Promise<void> {
  const site = await lockSite(act.tx, siteId)
  const forbiddenAbove = await isForbiddenAbove(act.tx, site)
  refuseIf(whyNotSetTrustedTeams(act.actor, site, { allowed, forbiddenAbove }))
  const before = site.policies.trustedTeams ?? null
  if (before === allowed) return
  await updateSite(act.tx, siteId, { policies: { ...site.policies, trustedTeams: allowed } })
  act.mark({ kind: 'site', id: siteId, facts: { before, allowed } })
}
