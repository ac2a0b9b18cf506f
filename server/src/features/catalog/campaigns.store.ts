/** The eighteen campaigns, and who leads each at a place. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, SiteId } from '../../kernel/ids.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { SiteTrail, Units } from './campaigns.rules.ts'
import type { CampaignUnits } from './data/huizhou-units.ts'

export interface Campaign {
  code: string
  name: { zh: string; en: string }
  leadUnit: string | null
  responsibleUnits: string[]
  /** The site that has named them; a site without units of its own has those of the next one above. */
  siteId: SiteId | null
  siteName: { zh: string; en: string } | null
}

/** K2. At a place, by the nearest site that has named units for it. */
export async function listCampaigns(reader: Reader, regionPath: string): Promise<Campaign[]> {
  const { rows } = await sql<{
    code: string
    nameZh: string
    nameEn: string
    leadUnit: string | null
    responsibleUnits: string[] | null
    siteId: SiteId | null
    siteNameZh: string | null
    siteNameEn: string | null
  }>`
    select c.category_code as code, c.name_zh, c.name_en, u.lead_unit, u.responsible_units, u.site_id,
      u.site_name_zh, u.site_name_en
    from categories c left join lateral (
      select lead_unit, responsible_units, s.site_id, s.name_zh as site_name_zh, s.name_en as site_name_en
      from campaign_units join sites s using (site_id)
      where category_code = c.category_code and starts_with(${regionPath}, s.region_path)
      order by length(s.region_path) desc, s.created_at desc limit 1) as u on true
    where c.kind = 'campaign' order by c.place`.execute(reader)
  return rows.map(({ nameZh, nameEn, siteNameZh, siteNameEn, responsibleUnits, ...row }) => ({
    ...row,
    name: { zh: nameZh, en: nameEn },
    responsibleUnits: responsibleUnits ?? [],
    siteName: siteNameZh === null || siteNameEn === null ? null : { zh: siteNameZh, en: siteNameEn },
  }))
}

/** The units that a site itself has named for a campaign. */
export async function findOwnUnits(reader: Reader, siteId: SiteId, code: string): Promise<Units | undefined> {
  return reader
    .selectFrom('campaignUnits')
    .select(['leadUnit', 'responsibleUnits'])
    .where('siteId', '=', siteId)
    .where('categoryCode', '=', code)
    .executeTakeFirst()
}

/** The caller has locked the site. Without a lead unit the site names none of its own any more. */
export async function saveUnits(tx: Tx, siteId: SiteId, code: string, units: Units): Promise<void> {
  const { leadUnit } = units
  if (leadUnit === null) {
    await tx
      .deleteFrom('campaignUnits')
      .where('siteId', '=', siteId)
      .where('categoryCode', '=', code)
      .execute()
    return
  }
  const named = { leadUnit, responsibleUnits: [...units.responsibleUnits] }
  await tx
    .insertInto('campaignUnits')
    .values({ siteId, categoryCode: code, ...named })
    .onConflict((conflict) => conflict.columns(['siteId', 'categoryCode']).doUpdateSet(named))
    .execute()
}

/** Who leads each campaign at a site, in place of whoever was named before. */
export async function updateCampaignUnits(
  tx: Tx,
  siteId: SiteId,
  units: readonly CampaignUnits[],
): Promise<void> {
  await tx.deleteFrom('campaignUnits').where('siteId', '=', siteId).execute()
  if (units.length === 0) return
  const rows = units.map(({ code, ...rest }) => ({ siteId, categoryCode: code, ...rest }))
  await tx.insertInto('campaignUnits').values(rows).execute()
}

export interface UnitsChange extends Units {
  changeId: string
  code: string
  name: { zh: string; en: string }
  changedByLabel: string
  changedAt: Date
}

export async function insertUnitsChange(
  tx: Tx,
  siteId: SiteId,
  change: Units & { code: string },
  by: { accountId: AccountId; label: string; at: Date },
): Promise<void> {
  const { code, leadUnit, responsibleUnits } = change
  await tx
    .insertInto('campaignUnitChanges')
    .values({
      siteId,
      changeId: uuidv7(by.at),
      categoryCode: code,
      leadUnit,
      responsibleUnits: [...responsibleUnits],
      changedBy: by.accountId,
      changedByLabel: by.label,
      changedAt: by.at,
    })
    .execute()
}

/** The latest first. */
export async function listUnitsChanges(
  reader: Reader,
  scope: SiteTrail,
  query: PageQuery,
): Promise<Page<UnitsChange>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = reader
    .selectFrom('campaignUnitChanges')
    .innerJoin('categories', 'categories.categoryCode', 'campaignUnitChanges.categoryCode')
    .select([
      'campaignUnitChanges.changeId',
      'campaignUnitChanges.categoryCode as code',
      'categories.nameZh',
      'categories.nameEn',
      'campaignUnitChanges.leadUnit',
      'campaignUnitChanges.responsibleUnits',
      'campaignUnitChanges.changedByLabel',
      'campaignUnitChanges.changedAt',
    ])
    .where('campaignUnitChanges.siteId', '=', scope.siteId as SiteId)
  if (after !== null) rows = rows.where('campaignUnitChanges.changeId', '<', after)
  const found = await rows
    .orderBy('campaignUnitChanges.changeId', 'desc')
    .limit(limit + 1)
    .execute()
  const changes = found.map(({ nameZh, nameEn, ...row }) => ({ ...row, name: { zh: nameZh, en: nameEn } }))
  return pageOf(changes, limit, (row) => [row.changeId])
}
