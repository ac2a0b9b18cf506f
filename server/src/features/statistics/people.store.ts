/** The rows behind the figures: people and ledger lines of a subtree of regions. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { VolunteerId } from '../../kernel/ids.ts'
import { decodeCursor, decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { normalizeNumber } from '../../kernel/public-number.ts'
import { HOUR_ITEMS, type HourItem } from '../hours/index.ts'
import type { VolunteerStatus } from '../volunteers/index.ts'
import type { Figure, RegionScope } from './statistics.rules.ts'

export interface VolunteerItem {
  volunteerId: VolunteerId
  name: string
  volunteerNumber: string | null
  regionName: string
  regionPath: string
  status: VolunteerStatus
  registeredAt: Date
  lastMonth: string | null
}
export interface VolunteerFilter {
  status?: VolunteerStatus | undefined
  figure?: Figure | undefined
  q?: string | undefined
  /** The month from which on a person counts as active. */
  since: string
}
const REGION_FORM = /^\d{2,9}$/

function placeAfter(after: string | undefined): { path: string; id: VolunteerId } | null {
  const [path = '', id = ''] = decodeCursor(after, 2) ?? []
  const known = decodeIdKey(Buffer.from(JSON.stringify([id])).toString('base64url'))
  return known === null || !REGION_FORM.test(path) ? null : { path, id: known as VolunteerId }
}

/** By region, then by the time of registration, which is the order of the index. */
export async function listVolunteers(
  reader: Reader,
  scope: RegionScope,
  filter: VolunteerFilter,
  query: PageQuery,
): Promise<Page<VolunteerItem>> {
  const limit = limitOf(query)
  const after = placeAfter(query.after)
  const word = filter.q?.trim() ?? ''
  let rows = reader
    .selectFrom('volunteers')
    .innerJoin('regions', 'regions.regionCode', 'volunteers.regionCode')
    .leftJoin('volunteerTotals', 'volunteerTotals.volunteerId', 'volunteers.volunteerId')
    .select([
      'volunteers.volunteerId',
      'volunteers.name',
      'volunteers.volunteerNumber',
      'regions.name as regionName',
      'volunteers.regionPath',
      'volunteers.status',
      'volunteers.registeredAt',
      'volunteerTotals.lastMonth',
    ])
    .where('volunteers.regionPath', '>=', scope.path)
    .where('volunteers.regionPath', '<', scope.path + PATH_END)
  if (filter.status !== undefined) rows = rows.where('volunteers.status', '=', filter.status)
  if (filter.figure === 'active') rows = rows.where('volunteerTotals.lastMonth', '>=', filter.since)
  // Registered is who holds their identity: a second application for it is nobody new.
  if (filter.figure === 'registered' || filter.figure === 'claimed')
    rows = rows.where(
      sql<boolean>`exists (select from identity_keys where identity_keys.volunteer_id = volunteers.volunteer_id)`,
    )
  if (filter.figure === 'claimed') rows = rows.where('volunteers.claimedAt', 'is not', null)
  if (word !== '')
    rows = rows.where(
      sql<boolean>`(strpos(volunteers.name, ${word}) > 0 or volunteers.volunteer_number = ${normalizeNumber(word)})`,
    )
  if (after !== null)
    rows = rows.where(
      sql<boolean>`(volunteers.region_path, volunteers.volunteer_id) > (${after.path}, ${after.id}::uuid)`,
    )
  const found = await rows
    .orderBy('volunteers.regionPath')
    .orderBy('volunteers.volunteerId')
    .limit(limit + 1)
    .execute()
  return pageOf(found, limit, (row) => [row.regionPath, row.volunteerId])
}

/** Lines recorded by units of the subtree, the latest first. */
export async function listRegionHours(
  reader: Reader,
  scope: RegionScope,
  month: string | undefined,
  query: PageQuery,
): Promise<Page<HourItem>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  const first = month === undefined ? null : `${month}-01`
  const { rows } = await sql<HourItem>`
    ${HOUR_ITEMS}
    where e.region_path >= ${scope.path} and e.region_path < ${scope.path + PATH_END}
      and (${first}::date is null or (e.served_on >= ${first}::date and e.served_on < ${first}::date + interval '1 month'))
      and (${after}::uuid is null or e.hour_entry_id < ${after}::uuid)
    order by e.hour_entry_id desc limit ${limit + 1}`.execute(reader)
  return pageOf(rows, limit, (row) => [row.hourEntryId])
}
