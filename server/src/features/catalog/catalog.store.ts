/** Reads of the reference tables: regions, categories, code tables and the official calendar. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import { addDays, localDate, type LocalDate } from '../../kernel/local-date.ts'
import { addWorkingDays, type WorkingCalendar } from '../../kernel/working-days.ts'
import { CODE_KINDS, type CodeKind } from './data/codes.ts'
import type { RegionRow } from './data/regions.ts'

export type Region = RegionRow
export interface NamedCode {
  code: string
  name: { zh: string; en: string }
}
export type CodeTables = Record<CodeKind, NamedCode[]>

const REGION_COLUMNS = ['regionCode', 'parentCode', 'path', 'level', 'name', 'fullName'] as const
const FOUND_REGIONS_MAX = 50

export function findRegion(reader: Reader, regionCode: string): Promise<Region | undefined> {
  return reader
    .selectFrom('regions')
    .select(REGION_COLUMNS)
    .where('regionCode', '=', regionCode)
    .where('validTo', 'is', null)
    .executeTakeFirst()
}

/** The regions that hold a place, the widest first and the place itself last. */
export function listRegionChain(
  reader: Reader,
  regionPath: string,
): Promise<Pick<Region, 'path' | 'level' | 'name'>[]> {
  const paths = [2, 4, 6, 9].filter((length) => length <= regionPath.length)
  return reader
    .selectFrom('regions')
    .select(['path', 'level', 'name'])
    .where(
      'path',
      'in',
      paths.length === 0 ? [regionPath] : paths.map((length) => regionPath.slice(0, length)),
    )
    .where('validTo', 'is', null)
    .orderBy('path')
    .execute()
}

/** The regions right below one, or the provinces. */
export function listRegions(reader: Reader, parentCode: string | null): Promise<Region[]> {
  return reader
    .selectFrom('regions')
    .select(REGION_COLUMNS)
    .where('parentCode', parentCode === null ? 'is' : '=', parentCode)
    .where('validTo', 'is', null)
    .orderBy('regionCode')
    .execute()
}

/** Regions by pieces of their full name, the ones named so themselves and the wider ones first. */
export async function findRegionsByName(
  reader: Reader,
  words: readonly string[],
  withinCode: string | null,
): Promise<Region[]> {
  const within = withinCode === null ? undefined : await findRegion(reader, withinCode)
  const last = words.at(-1)
  if (last === undefined || (withinCode !== null && within === undefined)) return []
  let query = reader.selectFrom('regions').select(REGION_COLUMNS).where('validTo', 'is', null)
  for (const word of words) query = query.where(sql<boolean>`strpos(full_name, ${word}) > 0`)
  if (within !== undefined) query = query.where(sql<boolean>`starts_with(path, ${within.path})`)
  return query
    .orderBy(sql`strpos(name, ${last}) = 0`)
    .orderBy(sql`length(path)`)
    .orderBy('path')
    .limit(FOUND_REGIONS_MAX)
    .execute()
}

const named = (row: { code: string; nameZh: string; nameEn: string }): NamedCode => ({
  code: row.code,
  name: { zh: row.nameZh, en: row.nameEn },
})

export async function listServiceCategories(reader: Reader): Promise<NamedCode[]> {
  const rows = await reader
    .selectFrom('categories')
    .select(['categoryCode as code', 'nameZh', 'nameEn'])
    .where('kind', '=', 'service')
    .orderBy('place')
    .execute()
  return rows.map(named)
}

export async function listCodes(reader: Reader): Promise<CodeTables> {
  const rows = await reader
    .selectFrom('codes')
    .select(['codeKind', 'code', 'nameZh', 'nameEn'])
    .orderBy('codeKind')
    .orderBy('place')
    .execute()
  const tables = CODE_KINDS.map((kind) => [kind, rows.filter((row) => row.codeKind === kind).map(named)])
  return Object.fromEntries(tables) as CodeTables
}

/** Which of these are in no code table; empty when all are known. */
export async function listUnknownCodes(
  reader: Reader,
  kind: CodeKind,
  codes: readonly string[],
): Promise<string[]> {
  if (codes.length === 0) return []
  const rows = await reader
    .selectFrom('codes')
    .select('code')
    .where('codeKind', '=', kind)
    .where('code', '=', sql<string>`any(${[...codes]}::text[])`)
    .execute()
  const known = new Set(rows.map((row) => row.code))
  return codes.filter((code) => !known.has(code))
}

export async function listUnknownCategories(
  reader: Reader,
  kind: 'service' | 'campaign',
  codes: readonly string[],
): Promise<string[]> {
  if (codes.length === 0) return []
  const rows = await reader
    .selectFrom('categories')
    .select('categoryCode')
    .where('kind', '=', kind)
    .where('categoryCode', '=', sql<string>`any(${[...codes]}::text[])`)
    .execute()
  const known = new Set(rows.map((row) => row.categoryCode))
  return codes.filter((code) => !known.has(code))
}

/** Both ends belong to it. */
export async function calendarBetween(
  reader: Reader,
  from: LocalDate,
  to: LocalDate,
): Promise<WorkingCalendar> {
  const rows = await reader
    .selectFrom('calendarDays')
    .select(['day', 'kind'])
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute()
  return new Map(rows.map((row) => [localDate(row.day), row.kind]))
}

/** The day on which something is due that must be done within so many working days. */
export async function findDueDay(reader: Reader, start: LocalDate, workingDays: number): Promise<LocalDate> {
  // The longest run of days off is nine; three days for each working one and a month cover any of them.
  const calendar = await calendarBetween(reader, start, addDays(start, workingDays * 3 + 31))
  return addWorkingDays(start, workingDays, calendar)
}
