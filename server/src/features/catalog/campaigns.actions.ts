/** A site names the units of its campaigns. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { SiteId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { normalizeUnits, whyNotFurnishSite, whyNotUnits, type Units } from './campaigns.rules.ts'
import { findOwnUnits, insertUnitsChange, saveUnits } from './campaigns.store.ts'
import { listUnknownCategories } from './catalog.store.ts'
import { lockSite } from './sites.store.ts'

export interface SetCampaignUnits extends Units {
  siteId: SiteId
  code: string
}

const written = (units: Units): string => JSON.stringify([units.leadUnit, ...units.responsibleUnits])

/** K3, K4. What is as it was leaves no trace. */
export async function setCampaignUnits(act: Act, input: SetCampaignUnits): Promise<void> {
  const { tx, actor, now } = act
  const site = await lockSite(tx, input.siteId)
  refuseIf(whyNotFurnishSite(actor, site))
  const unknown = await listUnknownCategories(tx, 'campaign', [input.code])
  if (unknown.length > 0) throw new Refusal('campaign_not_found')
  const units = normalizeUnits(input)
  refuseIf(whyNotUnits(units))
  const before = (await findOwnUnits(tx, site.siteId, input.code)) ?? { leadUnit: null, responsibleUnits: [] }
  if (written(before) === written(units)) return
  await saveUnits(tx, site.siteId, input.code, units)
  const by = { accountId: accountOf(actor), label: actor.label, at: now }
  await insertUnitsChange(tx, site.siteId, { code: input.code, ...units }, by)
  act.mark({ kind: 'site', id: site.siteId, facts: { campaign: input.code, before, units } })
}
