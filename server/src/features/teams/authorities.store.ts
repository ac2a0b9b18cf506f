/** The bodies that decide in a place: the registering authorities of legal persons. Reads the grants of accounts. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'

export interface Authority {
  name: string
  regionName: string
  regionPath: string
}

/** The nearest first, and of those of one region the reviewing body before the site's own. */
export async function listAuthorities(reader: Reader, regionPath: string): Promise<Authority[]> {
  const { rows } = await sql<Authority>`
    select body_name as name, regions.name as region_name, region_path
    from grants join regions on regions.path = grants.region_path and regions.valid_to is null
    where ended_at is null and role in ('site_admin', 'authority_reviewer') and body_name <> ''
      and starts_with(${regionPath}, region_path)
    group by body_name, regions.name, region_path
    order by length(region_path) desc, bool_or(role = 'authority_reviewer') desc, body_name`.execute(reader)
  return rows
}
