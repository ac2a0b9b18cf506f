/** Sites: what the service calls itself at a place, and what it has chosen there. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { SiteId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { effectivePolicies, type Policies, type PolicyChoices } from './catalog.rules.ts'
import { findRegion } from './catalog.store.ts'
import { TEAM_NAME_FORMS, type TeamNameForm } from './data/team-names.ts'

export interface Site {
  siteId: SiteId
  regionCode: string
  regionPath: string
  regionName: string
  nameZh: string
  nameEn: string
  taglineZh: string
  taglineEn: string
  policies: PolicyChoices
  isDemo: boolean
}
export interface NewSite extends Omit<Site, 'regionPath' | 'regionName'> {
  createdAt: Date
}
export type SiteChange = Partial<Omit<NewSite, 'siteId' | 'createdAt' | 'regionCode'>>

const sites = (reader: Reader) =>
  reader
    .selectFrom('sites')
    .innerJoin('regions', 'regions.regionCode', 'sites.regionCode')
    .select([
      'sites.siteId',
      'sites.regionCode',
      'sites.regionPath',
      'regions.name as regionName',
      'sites.nameZh',
      'sites.nameEn',
      'sites.taglineZh',
      'sites.taglineEn',
      'sites.policies',
      'sites.isDemo',
    ])
const siteOf = (row: Omit<Site, 'policies'> & { policies: unknown }): Site => ({
  ...row,
  policies: row.policies as PolicyChoices,
})

/** The site of this service: of several the widest, and of those the oldest. */
export async function findSite(reader: Reader): Promise<Site | undefined> {
  const row = await sites(reader)
    .orderBy(sql`length(sites.region_path)`)
    .orderBy('sites.createdAt')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : siteOf(row)
}

/** Every site on the way down to a place, the widest first. */
export async function listSitesDownTo(reader: Reader, regionPath: string): Promise<Site[]> {
  const rows = await sites(reader)
    .where(sql<boolean>`starts_with(${regionPath}, sites.region_path)`)
    .orderBy(sql`length(sites.region_path)`)
    .orderBy('sites.createdAt')
    .execute()
  return rows.map(siteOf)
}

/** The site that speaks for a place: the nearest at it or above it. */
export const findSiteFor = async (reader: Reader, regionPath: string): Promise<Site | undefined> =>
  (await listSitesDownTo(reader, regionPath)).at(-1)

export async function getSite(reader: Reader, siteId: SiteId): Promise<Site> {
  const row = await sites(reader).where('sites.siteId', '=', siteId).executeTakeFirst()
  if (row === undefined) throw new Refusal('site_not_found')
  return siteOf(row)
}

/** What a site settles is written one at a time. */
export async function lockSite(tx: Tx, siteId: SiteId): Promise<Site> {
  await tx.selectFrom('sites').select('siteId').where('siteId', '=', siteId).forUpdate().execute()
  return getSite(tx, siteId)
}

/** What holds at a place: the choices of every site on the way down to it. Without any site, the defaults. */
export async function policiesOf(reader: Reader, regionPath: string): Promise<Policies> {
  const rows = await reader
    .selectFrom('sites')
    .select('policies')
    .where(sql<boolean>`starts_with(${regionPath}, region_path)`)
    .orderBy(sql`length(region_path)`)
    .orderBy('createdAt')
    .execute()
  return effectivePolicies(rows.map((row) => row.policies as PolicyChoices))
}

/** Whether a site above this one has said that no team publishes before its review. */
export async function isForbiddenAbove(
  reader: Reader,
  { siteId, regionPath }: { siteId: SiteId; regionPath: string },
): Promise<boolean> {
  const { rows } =
    await sql`select from sites where site_id <> ${siteId} and starts_with(${regionPath}, region_path)
    and length(region_path) < length(${regionPath}) and policies->'trustedTeams' = 'false' limit 1`.execute(
      reader,
    )
  return rows.length > 0
}

/** How teams are to be called at a place: as the nearest site above it has set, or else by the catalogue. */
export async function teamNameFormsOf(reader: Reader, regionPath: string): Promise<readonly TeamNameForm[]> {
  const row = await reader
    .selectFrom('sites')
    .select(sql<readonly TeamNameForm[]>`policies->'teamNameForms'`.as('forms'))
    .where(sql<boolean>`starts_with(${regionPath}, region_path) and policies ? 'teamNameForms'`)
    .orderBy(sql`length(region_path)`, 'desc')
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.forms ?? TEAM_NAME_FORMS
}

/** True until a platform administrator has set a password. */
export async function findNeedsSetup(reader: Reader): Promise<boolean> {
  const row = await reader
    .selectFrom('grants')
    .innerJoin('accounts', 'accounts.accountId', 'grants.accountId')
    .select('grants.grantId')
    .where('grants.role', '=', 'platform_admin')
    .where('grants.endedAt', 'is', null)
    .where('accounts.passwordHash', 'is not', null)
    .where('accounts.closedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row === undefined
}

export async function insertSite(tx: Tx, { policies, ...site }: NewSite): Promise<void> {
  const region = await findRegion(tx, site.regionCode)
  if (region === undefined) throw new Refusal('region_not_found')
  await tx
    .insertInto('sites')
    .values({ ...site, regionPath: region.path, policies: JSON.stringify(policies) })
    .execute()
}

export async function updateSite(tx: Tx, siteId: SiteId, { policies, ...change }: SiteChange): Promise<void> {
  await tx
    .updateTable('sites')
    .set({ ...change, ...(policies === undefined ? {} : { policies: JSON.stringify(policies) }) })
    .where('siteId', '=', siteId)
    .execute()
}
