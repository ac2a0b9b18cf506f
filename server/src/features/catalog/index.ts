/** The door of the catalog: what every other feature may know of regions, codes, days and sites. */
export { setCampaignUnits } from './campaigns.actions.ts'
export { siteFor } from './campaigns.routes.ts'
export { siteTrailVisibleTo, whyNotFurnishSite, type SiteReason, type SiteTrail } from './campaigns.rules.ts'
export { CampaignUnitsQuery, NamedSite, showNamedSite, SiteParams } from './campaigns.shapes.ts'
export { listCampaigns, updateCampaignUnits, type Campaign } from './campaigns.store.ts'
export { openSite } from './catalog.actions.ts'
export {
  DEFAULT_POLICIES,
  effectivePolicies,
  NOTICE_VERSIONS,
  type Policies,
  type PolicyChoices,
} from './catalog.rules.ts'
export {
  calendarBetween,
  findDueDay,
  findRegion,
  listCodes,
  listRegionChain,
  listRegions,
  listUnknownCategories,
  listUnknownCodes,
  type Region,
} from './catalog.store.ts'
export { CAMPAIGN_CATEGORIES, SERVICE_CATEGORIES } from './data/categories.ts'
export { CODES, type CodeKind } from './data/codes.ts'
export { HUIZHOU_CAMPAIGN_UNITS, type CampaignUnits } from './data/huizhou-units.ts'
export { TEAM_NAME_FORMS, type TeamNameForm } from './data/team-names.ts'
export { namedDaysBetween, type NamedDays } from './named-calendar.store.ts'
export { seedCatalog } from './seed.store.ts'
export { setTrustedTeams } from './trusted-teams.actions.ts'
export {
  findNeedsSetup,
  findSite,
  findSiteFor,
  getSite,
  insertSite,
  listSitesDownTo,
  lockSite,
  policiesOf,
  teamNameFormsOf,
  updateSite,
  type NewSite,
  type Site,
  type SiteChange,
} from './sites.store.ts'
