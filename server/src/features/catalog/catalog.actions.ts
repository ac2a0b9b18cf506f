import type { Act } from '../../act.ts'
import type { SiteId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { findRegion } from './catalog.store.ts'
import { findSite, insertSite, updateSite, type SiteChange } from './sites.store.ts'

/** The site of a new installation, named after its place until somebody gives it another name. Opening it again changes nothing. */
export async function openSite(
  act: Act,
  input: { regionCode: string; isDemo: boolean; nameEn: string },
): Promise<SiteId> {
  const known = await findSite(act.tx)
  if (known !== undefined) return known.siteId
  const region = await findRegion(act.tx, input.regionCode)
  if (region === undefined) throw new Refusal('region_not_found', { regionCode: input.regionCode })
  const siteId = uuidv7<SiteId>(act.now)
  await insertSite(act.tx, {
    siteId,
    regionCode: region.regionCode,
    nameZh: `${region.name.replace(/(省|市|县)$/u, '')}志愿服务网`,
    nameEn: input.nameEn,
    taglineZh: '',
    taglineEn: '',
    policies: {},
    isDemo: input.isDemo,
    createdAt: act.now,
  })
  act.mark({ kind: 'site', id: siteId })
  return siteId
}

export async function renameSite(
  act: Act,
  input: Pick<SiteChange, 'nameZh' | 'nameEn' | 'taglineZh' | 'taglineEn'>,
): Promise<void> {
  const site = await findSite(act.tx)
  if (site === undefined) throw new Refusal('site_not_found')
  await updateSite(act.tx, site.siteId, input)
  act.mark({ kind: 'site', id: site.siteId })
}
