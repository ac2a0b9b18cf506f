import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Nullable, Reason } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import { NamedSite, showNamedSite } from './campaigns.shapes.ts'
import type { Site } from './sites.store.ts'
import { whyNotSetTrustedTeams, type TrustedTeamsReason } from './trusted-teams.rules.ts'

export const TrustedTeamsBody = Type.Object({ allowed: Type.Boolean() })
export const TrustedTeamsShape = Type.Object({
  site: NamedSite,
  allowed: Type.Boolean({ description: 'what holds, given what the sites above have said' }),
  own: Nullable(Type.Boolean({ description: 'what the site itself has said, null for nothing' })),
  whyNot: Type.Object({ allow: Reason, forbid: Reason }),
})

export const showTrustedTeams = (
  actor: Actor,
  site: Site,
  { allowed, forbiddenAbove }: { allowed: boolean; forbiddenAbove: boolean },
): Static<typeof TrustedTeamsShape> => ({
  site: showNamedSite(site),
  allowed,
  own: site.policies.trustedTeams ?? null,
  whyNot: {
    allow: whyNotSetTrustedTeams(actor, site, { allowed: true, forbiddenAbove }),
    forbid: whyNotSetTrustedTeams(actor, site, { allowed: false, forbiddenAbove }),
  },
})

export const trustedTeamsRefuses = { region_not_found: 404, site_not_found: 404 } satisfies Refuses<
  'region_not_found' | 'site_not_found'
>
export const setTrustedTeamsRefuses = {
  site_not_found: 404,
  not_your_region: 403,
  site_admin_only: 403,
  not_allowed_above: 409,
} satisfies Refuses<TrustedTeamsReason | 'site_not_found'>
