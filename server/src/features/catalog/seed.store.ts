/** Brings the reference tables up to the data of this version. Changes nothing that is right already. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import { CALENDAR } from './data/calendar.ts'
import { CAMPAIGN_CATEGORIES, SERVICE_CATEGORIES } from './data/categories.ts'
import { CODE_KINDS, CODES } from './data/codes.ts'
import { readRegions, type RegionRow } from './data/regions.ts'

/** Idempotent; regions and days go in as one statement each, since there are tens of thousands. */
export async function seedCatalog(tx: Tx): Promise<void> {
  await seedRegions(tx)
  await seedCategories(tx)
  await seedCodes(tx)
  await seedCalendar(tx)
}

async function seedRegions(tx: Tx): Promise<void> {
  const rows = readRegions()
  if ((await fingerprintInDatabase(tx)) === fingerprintOf(rows)) return
  await sql`
    insert into regions (region_code, parent_code, path, level, name, full_name)
    select * from unnest(
      ${rows.map((row) => row.regionCode)}::text[], ${rows.map((row) => row.parentCode)}::text[],
      ${rows.map((row) => row.path)}::text[], ${rows.map((row) => row.level)}::text[],
      ${rows.map((row) => row.name)}::text[], ${rows.map((row) => row.fullName)}::text[])
    on conflict (region_code) do update set
      parent_code = excluded.parent_code, path = excluded.path, level = excluded.level,
      name = excluded.name, full_name = excluded.full_name
    where (regions.parent_code, regions.path, regions.level, regions.name, regions.full_name)
      is distinct from (excluded.parent_code, excluded.path, excluded.level, excluded.name, excluded.full_name)
  `.execute(tx)
}

/** Tells in a fraction of the time whether there is anything to bring up to date, at every start. */
function fingerprintOf(rows: readonly RegionRow[]): string {
  const lines = [...rows]
    .sort((a, b) => (a.regionCode < b.regionCode ? -1 : 1))
    .map(({ regionCode, parentCode, path, level, name, fullName }) =>
      [regionCode, parentCode ?? '', path, level, name, fullName].join('|'),
    )
  return createHash('md5').update(lines.join('\n')).digest('hex')
}

async function fingerprintInDatabase(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ fingerprint: string | null }>`
    select md5(string_agg(
      region_code || '|' || coalesce(parent_code, '') || '|' || path || '|' || level || '|' || name || '|' || full_name,
      E'\\n' order by region_code)) as fingerprint
    from regions
  `.execute(tx)
  return rows[0]?.fingerprint ?? null
}

async function seedCategories(tx: Tx): Promise<void> {
  const kinds = [
    ['service', SERVICE_CATEGORIES],
    ['campaign', CAMPAIGN_CATEGORIES],
  ] as const
  const rows = kinds.flatMap(([kind, categories]) =>
    categories.map(({ code, zh, en }, place) => ({
      categoryCode: code,
      kind,
      nameZh: zh,
      nameEn: en,
      place,
    })),
  )
  await tx
    .insertInto('categories')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('categoryCode').doUpdateSet((row) => ({
        kind: row.ref('excluded.kind'),
        nameZh: row.ref('excluded.nameZh'),
        nameEn: row.ref('excluded.nameEn'),
        place: row.ref('excluded.place'),
      })),
    )
    .execute()
}

async function seedCodes(tx: Tx): Promise<void> {
  const rows = CODE_KINDS.flatMap((codeKind) =>
    CODES[codeKind].map(([code, nameZh, nameEn], place) => ({ codeKind, code, nameZh, nameEn, place })),
  )
  await tx
    .insertInto('codes')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['codeKind', 'code']).doUpdateSet((row) => ({
        nameZh: row.ref('excluded.nameZh'),
        nameEn: row.ref('excluded.nameEn'),
        place: row.ref('excluded.place'),
      })),
    )
    .execute()
}

async function seedCalendar(tx: Tx): Promise<void> {
  await tx
    .insertInto('calendarDays')
    .values([...CALENDAR])
    .onConflict((conflict) =>
      conflict.column('day').doUpdateSet((row) => ({
        kind: row.ref('excluded.kind'),
        name: row.ref('excluded.name'),
      })),
    )
    .execute()
}
