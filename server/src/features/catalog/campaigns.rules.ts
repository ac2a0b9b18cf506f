/** Who may name the units of a campaign, and how they are written. Pure; the numbers are those of docs/rules/campaigns.md. */
import { reachesRegion, type Actor } from '../../kernel/actor.ts'
import { mint, type Minted } from '../../kernel/minted.ts'

export const UNITS_MAX = 20
export const UNIT_CHARACTERS_MAX = 40

export type SiteReason = 'not_your_region' | 'site_admin_only'
/** What a site says of itself is said by its administrators: reviewers and viewers of the region read it. */
export function whyNotFurnishSite(actor: Actor, site: { regionPath: string }): SiteReason | null {
  const administrators = actor.grants.filter(({ role }) => role === 'platform_admin' || role === 'site_admin')
  if (reachesRegion({ ...actor, grants: administrators }, site.regionPath, 'decide')) return null
  return reachesRegion(actor, site.regionPath, 'read') ? 'site_admin_only' : 'not_your_region'
}

/** K4. The trail of a site is read by the authorities of its region. */
export type SiteTrail = Minted<{ siteId: string }>
export const siteTrailVisibleTo = (
  actor: Actor,
  site: { siteId: string; regionPath: string },
): SiteTrail | null => (reachesRegion(actor, site.regionPath, 'read') ? mint({ siteId: site.siteId }) : null)

export interface Units {
  leadUnit: string | null
  responsibleUnits: readonly string[]
}

const unitName = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim()

/** K3. One writing for each unit, each once, and the lead unit not a second time among the others. */
export function normalizeUnits({ leadUnit, responsibleUnits }: Units): Units {
  const lead = leadUnit === null ? '' : unitName(leadUnit)
  if (lead === '') return { leadUnit: null, responsibleUnits: [] }
  const others = new Set(responsibleUnits.map(unitName).filter((name) => name !== '' && name !== lead))
  return { leadUnit: lead, responsibleUnits: [...others] }
}

const isUnitName = (name: string): boolean =>
  [...name].length >= 2 &&
  [...name].length <= UNIT_CHARACTERS_MAX &&
  /^[\p{L}\p{M}\p{N} ()（）·、.,&/#+-]+$/u.test(name)

export type UnitsReason = 'unit_name_malformed'
/** K3. Asked of what is normalized. */
export function whyNotUnits({ leadUnit, responsibleUnits }: Units): UnitsReason | null {
  const names = leadUnit === null ? [] : [leadUnit, ...responsibleUnits]
  return names.every(isUnitName) ? null : 'unit_name_malformed'
}
