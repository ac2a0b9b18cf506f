/** Whether a site lets teams be trusted. Pure. P-numbers are those of docs/rules/projects.md. */
import type { Actor } from '../../kernel/actor.ts'
import { whyNotFurnishSite, type SiteReason } from './campaigns.rules.ts'

export type TrustedTeamsReason = SiteReason | 'not_allowed_above'
/** P28. What a site above has forbidden, none below it allows; to forbid is always allowed. */
export function whyNotSetTrustedTeams(
  actor: Actor,
  site: { regionPath: string },
  { allowed, forbiddenAbove }: { allowed: boolean; forbiddenAbove: boolean },
): TrustedTeamsReason | null {
  return whyNotFurnishSite(actor, site) ?? (allowed && forbiddenAbove ? 'not_allowed_above' : null)
}
