/** What belongs to a project besides its own row: places, named teams, excluded projects, pictures. Read in one with it. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { FileId, ProjectId, TeamId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import type { Insurance, Place, Terms, Visibility } from './terms.rules.ts'

export interface NamedTeam {
  teamId: TeamId
  name: string
}
export interface ExcludedProject {
  projectId: ProjectId
  projectNumber: string | null
  title: string
  /** Whether everybody may read of it. */
  isPublic: boolean
}
/** The terms as they are stored: the code only encrypted, the excluded projects by their ids. */
export interface StoredTerms extends Omit<Terms, 'signUpCode' | 'excludes'> {
  signUpCodeEnc: Buffer | null
  excludedIds: ProjectId[]
}
/** The terms as they are read, with the names of what they name. */
export interface TermsDetail extends Omit<Terms, 'signUpCode' | 'excludes' | 'teamIds'> {
  signUpCodeEnc: Buffer | null
  teams: NamedTeam[]
  excludes: ExcludedProject[]
}

/** The columns of `projects` that carry terms. */
export const termColumnsOf = (terms: StoredTerms & { place: Place }) => ({
  recipients: terms.recipients,
  leaderPublic: terms.leaderPublic,
  visibility: terms.visibility,
  signUpCodeEnc: terms.signUpCodeEnc,
  recruitFrom: terms.recruitFrom,
  drawAt: terms.drawAt,
  maxAge: terms.maxAge,
  guardianPresent: terms.guardianPresent,
  training: terms.training,
  qualification: terms.qualification,
  minMinutes: terms.minMinutes,
  exclusionsConfirmed: terms.exclusionsConfirmed,
  coverFileId: terms.coverFileId,
  ...insuranceColumnsOf(terms.insured),
})
export const insuranceColumnsOf = (insured: Insurance | null) => ({
  insurer: insured?.insurer ?? null,
  policyNumber: insured?.policyNumber ?? null,
  insuredFrom: insured?.from ?? null,
  insuredTo: insured?.to ?? null,
})

export const TERM_COLUMNS = [
  'projects.recipients',
  'projects.leaderPublic',
  'projects.visibility',
  'projects.signUpCodeEnc',
  'projects.recruitFrom',
  'projects.drawAt',
  'projects.drawnAt',
  'projects.maxAge',
  'projects.guardianPresent',
  'projects.training',
  'projects.qualification',
  'projects.minMinutes',
  'projects.exclusionsConfirmed',
  'projects.coverFileId',
  'projects.insurer',
  'projects.policyNumber',
  'projects.insuredFrom',
  'projects.insuredTo',
] as const

/** Rows of other tables, gathered into one value each so that a project is read in one statement. */
interface Parts {
  places: Place[]
  teams: NamedTeam[]
  excludes: ExcludedProject[]
  pictures: FileId[]
}
export const parts = sql<Parts>`json_build_object(
  'places', (select coalesce(json_agg(json_build_object('name', name, 'address', address, 'longitude', longitude,
      'latitude', latitude, 'radiusMetres', radius_metres) order by place), '[]')
    from project_places where project_places.project_id = projects.project_id),
  'teams', (select coalesce(json_agg(json_build_object('teamId', named.team_id, 'name', named.name) order by named.name), '[]')
    from project_teams join teams named on named.team_id = project_teams.team_id
    where project_teams.project_id = projects.project_id),
  'excludes', (select coalesce(json_agg(json_build_object('projectId', other.project_id, 'projectNumber', other.project_number,
      'title', other.title, 'isPublic', other.visibility = 'public'
        and other.status in ('recruiting', 'recruiting_paused', 'running', 'ended', 'closed')) order by other.project_id), '[]')
    from project_exclusions join projects other on other.project_id = project_exclusions.excluded_id
    where project_exclusions.project_id = projects.project_id
      and (other.team_id = projects.team_id or other.visibility = 'public')),
  'pictures', (select coalesce(json_agg(file_id order by place), '[]') from project_files
    where project_files.project_id = projects.project_id and place is not null))`.as('parts')

interface TermsRow {
  recipients: string[]
  leaderPublic: boolean
  visibility: Visibility
  signUpCodeEnc: Buffer | null
  recruitFrom: Date | null
  drawAt: Date | null
  maxAge: number | null
  guardianPresent: boolean
  training: string
  qualification: string
  minMinutes: number
  exclusionsConfirmed: boolean
  coverFileId: string | null
  insurer: string | null
  policyNumber: string | null
  insuredFrom: string | null
  insuredTo: string | null
  parts: Parts
}
/** The terms and all places, the first of them apart. */
export function termsDetailOf<Row extends TermsRow>({
  insurer,
  policyNumber,
  insuredFrom,
  insuredTo,
  coverFileId,
  parts: { places, teams, excludes, pictures },
  ...row
}: Row) {
  const insured =
    insurer === null || policyNumber === null || insuredFrom === null || insuredTo === null
      ? null
      : { insurer, policyNumber, from: insuredFrom as LocalDate, to: insuredTo as LocalDate }
  return {
    ...row,
    insured,
    coverFileId: coverFileId as FileId | null,
    radiusMetres: places[0]?.radiusMetres ?? 0,
    morePlaces: places.slice(1),
    teams,
    excludes,
    pictureFileIds: pictures,
  }
}

/** Written anew as a whole, like positions and shifts. */
export async function replaceParts(
  tx: Tx,
  projectId: ProjectId,
  terms: StoredTerms & { place: Place },
): Promise<void> {
  const places = [terms.place, ...terms.morePlaces].map((each, place) => ({ projectId, place, ...each }))
  await tx.deleteFrom('projectPlaces').where('projectId', '=', projectId).execute()
  await tx.insertInto('projectPlaces').values(places).execute()
  await tx.deleteFrom('projectTeams').where('projectId', '=', projectId).execute()
  if (terms.teamIds.length > 0)
    await tx
      .insertInto('projectTeams')
      .values(terms.teamIds.map((teamId) => ({ projectId, teamId })))
      .execute()
  await tx.deleteFrom('projectExclusions').where('projectId', '=', projectId).execute()
  if (terms.excludedIds.length > 0)
    await tx
      .insertInto('projectExclusions')
      .values(terms.excludedIds.map((excludedId) => ({ projectId, excludedId })))
      .execute()
}

/** Of these teams, how many there are to be named. */
export async function countActiveTeams(reader: Reader, teamIds: readonly TeamId[]): Promise<number> {
  if (teamIds.length === 0) return 0
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from teams where team_id = any(${[...teamIds]}::uuid[]) and status = 'active'`.execute(
    reader,
  )
  return rows[0]?.count ?? 0
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
/** Projects by their ids or numbers: those of the same team in any state, others only when everybody may find them. */
export async function findNamedProjects(
  reader: Reader,
  names: readonly string[],
  teamId: TeamId,
): Promise<Map<string, ProjectId>> {
  if (names.length === 0) return new Map()
  const { rows } = await sql<{ projectId: ProjectId; projectNumber: string | null }>`
    select project_id, project_number from projects
    where (project_id = any(${names.filter((name) => UUID.test(name))}::uuid[])
        or project_number = any(${names.filter((name) => !UUID.test(name))}::text[]))
      and (team_id = ${teamId} or (project_number is not null and visibility = 'public'))`.execute(reader)
  return new Map(
    rows.flatMap(({ projectId, projectNumber }): [string, ProjectId][] => [
      [projectId, projectId],
      ...(projectNumber === null ? [] : [[projectNumber, projectId] as [string, ProjectId]]),
    ]),
  )
}
