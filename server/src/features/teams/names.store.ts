/** Names of teams: those of a county that could be meant by another, and the names teams had before. */
import { sql } from 'kysely'
import { kindredGrams } from '../../db/grams.ts'
import type { Reader } from '../../db/handles.ts'
import type { TeamId } from '../../kernel/ids.ts'
import type { OtherName } from './names.rules.ts'

/** A county holds hundreds of teams; what shares a pair of characters with a name is far less. */
const KINDRED_MAX = 500
const COUNTY_LENGTH = 6
export const countyOf = (regionPath: string): string => regionPath.slice(0, COUNTY_LENGTH)

export interface KindredTeam extends OtherName {
  teamNumber: string | null
  regionName: string
  isActive: boolean
}

/** The live teams of a county that bear one of the names, or share a piece of writing or sound with the core. */
export async function listKindredTeams(
  reader: Reader,
  wanted: { names: readonly string[]; core: string; regionPath: string; except: TeamId | null },
): Promise<KindredTeam[]> {
  const { rows } = await sql<Omit<KindredTeam, 'syllables'> & { sound: string }>`
    select team_id, team_number, teams.name, regions.name as region_name, status = 'active' as is_active,
      (select substr(gram, 4) from unnest(grams) with ordinality as held (gram, place)
        where starts_with(gram, 'P=') order by place limit 1) as sound
    from teams join regions using (region_code)
    where substr(teams.region_path, 1, 6) = ${countyOf(wanted.regionPath)}
      and status in ('under_review', 'active', 'suspended')
      and team_id is distinct from ${wanted.except}::uuid
      and (teams.name = any(${[...wanted.names]}::text[]) or grams && ${kindredGrams(wanted.core)}::text[])
    order by teams.name = any(${[...wanted.names]}::text[]) desc, team_id limit ${KINDRED_MAX}`.execute(
    reader,
  )
  return rows.map(({ sound, ...row }) => ({ ...row, syllables: sound.split('|') }))
}

/** Active teams of a county that bore the name before. */
export async function listFormerHolders(
  reader: Reader,
  wanted: { name: string; regionPath: string; except: TeamId | null },
): Promise<Pick<KindredTeam, 'teamId' | 'teamNumber' | 'name' | 'regionName'>[]> {
  return reader
    .selectFrom('teamFormerNames')
    .innerJoin('teams', 'teams.teamId', 'teamFormerNames.teamId')
    .innerJoin('regions', 'regions.regionCode', 'teams.regionCode')
    .select(['teams.teamId', 'teams.teamNumber', 'teams.name', 'regions.name as regionName'])
    .where('teamFormerNames.name', '=', wanted.name)
    .where('teams.status', '=', 'active')
    .where(sql<boolean>`substr(teams.region_path, 1, 6) = ${countyOf(wanted.regionPath)}`)
    .where(sql<boolean>`teams.team_id is distinct from ${wanted.except}::uuid`)
    .orderBy('teams.teamId')
    .limit(5)
    .execute()
}

export interface FormerName {
  teamId: TeamId
  name: string
  namedUntil: Date
}
/** The latest first. */
export async function listFormerNames(reader: Reader, teamIds: readonly TeamId[]): Promise<FormerName[]> {
  if (teamIds.length === 0) return []
  return reader
    .selectFrom('teamFormerNames')
    .select(['teamId', 'name', 'namedUntil'])
    .where('teamId', '=', sql<TeamId>`any(${[...teamIds]}::uuid[])`)
    .orderBy('namedUntil', 'desc')
    .orderBy('name')
    .execute()
}
