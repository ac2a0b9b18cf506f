import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { InTwoLanguages, Instant, Nullable, PageOf, Reason, Uuid } from '../../http/shapes.ts'
import { UNIT_CHARACTERS_MAX, UNITS_MAX, type SiteReason, type UnitsReason } from './campaigns.rules.ts'
import type { Campaign, UnitsChange } from './campaigns.store.ts'
import type { Site } from './sites.store.ts'

const RegionCode = Type.String({ pattern: '^[0-9]{6}([0-9]{3})?$' })
export const CampaignUnitsQuery = Type.Object({ region: Type.Optional(RegionCode) })
export const SiteParams = Type.Object({ siteId: Uuid })
export const CampaignParams = Type.Object({
  siteId: Uuid,
  campaign: Type.String({ pattern: '^[a-z_]{2,40}$' }),
})

const Unit = Type.String({ maxLength: 2 * UNIT_CHARACTERS_MAX })
export const CampaignUnitsBody = Type.Object({
  leadUnit: Type.Unsafe<string | null>({
    ...Nullable(Unit),
    description: 'null takes what the site above has named',
  }),
  responsibleUnits: Type.Array(Unit, { maxItems: UNITS_MAX }),
})

export const NamedSite = Type.Object({
  siteId: Uuid,
  name: InTwoLanguages,
  regionCode: Type.String(),
  regionName: Type.String(),
})
const UnitsFields = { leadUnit: Nullable(Type.String()), responsibleUnits: Type.Array(Type.String()) }
export const CampaignUnitsList = Type.Object({
  site: NamedSite,
  items: Type.Array(
    Type.Object({
      code: Type.String(),
      name: InTwoLanguages,
      ...UnitsFields,
      from: Nullable(Type.Object({ siteId: Uuid, name: InTwoLanguages })),
      isOwn: Type.Boolean({ description: 'named by the site itself and not by one above' }),
    }),
  ),
  whyNot: Type.Object({ setCampaignUnits: Reason }),
})
export const UnitsChangePage = PageOf(
  Type.Object({
    changeId: Uuid,
    code: Type.String(),
    name: InTwoLanguages,
    ...UnitsFields,
    changedBy: Type.String(),
    changedAt: Instant,
  }),
)

export const showNamedSite = (site: Site): Static<typeof NamedSite> => ({
  siteId: site.siteId,
  name: { zh: site.nameZh, en: site.nameEn },
  regionCode: site.regionCode,
  regionName: site.regionName,
})
export const showCampaignUnits = (
  { siteId, siteName, ...campaign }: Campaign,
  site: Site,
): Static<typeof CampaignUnitsList>['items'][number] => ({
  ...campaign,
  from: siteId === null || siteName === null ? null : { siteId, name: siteName },
  isOwn: siteId === site.siteId,
})
export const showUnitsChange = ({
  changedByLabel,
  ...change
}: UnitsChange): Static<typeof UnitsChangePage>['items'][number] => ({
  ...change,
  responsibleUnits: [...change.responsibleUnits],
  changedBy: changedByLabel,
  changedAt: change.changedAt.toISOString(),
})

export const unitsListRefuses = { region_not_found: 404, site_not_found: 404 } satisfies Refuses<
  'region_not_found' | 'site_not_found'
>
export const unitsChangesRefuses = { site_not_found: 404, not_your_region: 403 } satisfies Refuses<
  'site_not_found' | 'not_your_region'
>
export const setUnitsRefuses = {
  ...unitsChangesRefuses,
  site_admin_only: 403,
  campaign_not_found: 404,
  unit_name_malformed: 422,
} satisfies Refuses<SiteReason | UnitsReason | 'site_not_found' | 'campaign_not_found'>
