/** What of a volunteer a project suits (Q6). */
import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { ProjectId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { policiesOf } from '../catalog/index.ts'
import type { FitPerson, Training } from './finding.rules.ts'

/** What a person has declared to teams that took them on. */
export const trainingsOf = (volunteerId: RawBuilder<unknown>): RawBuilder<Training[]> => sql<Training[]>`
  coalesce((select jsonb_agg(distinct jsonb_build_object('teamId', projects.team_id, 'training', training, 'qualification', qualification))
    from signups join projects using (project_id)
    where signups.volunteer_id = ${volunteerId} and declares_qualified and signups.status in ('admitted', 'served')), '[]')`

export async function findFitPerson(reader: Reader, volunteerId: VolunteerId): Promise<FitPerson | null> {
  const row = await reader
    .selectFrom('volunteers')
    .leftJoin('volunteerTotals', 'volunteerTotals.volunteerId', 'volunteers.volunteerId')
    .select(['birthDate', 'skills', 'categories', 'regionPath'])
    .select(sql<number>`coalesce(volunteer_totals.credit_minutes, 0)`.as('creditMinutes'))
    .select(trainingsOf(sql.ref('volunteers.volunteerId')).as('trainings'))
    .where('volunteers.volunteerId', '=', volunteerId)
    .executeTakeFirst()
  if (row === undefined) return null
  const { regionPath, ...person } = row
  const { adultAge } = await policiesOf(reader, regionPath)
  return { ...person, birthDate: localDate(row.birthDate), adultAge }
}

export interface ProjectFit {
  projectId: ProjectId
  skills: string[]
  categories: string[]
}
export async function listFits(
  reader: Reader,
  projectIds: readonly ProjectId[],
  { skills, categories }: FitPerson,
): Promise<Map<ProjectId, ProjectFit>> {
  if (projectIds.length === 0) return new Map()
  const { rows } = await sql<ProjectFit>`
    select project_id,
      array(select unnest(positions.skills) from positions where positions.project_id = projects.project_id
        intersect select unnest(${[...skills]}::text[]) order by 1) as skills,
      array(select unnest(categories) intersect select unnest(${[...categories]}::text[]) order by 1) as categories
    from projects where project_id = any(${[...projectIds]}::uuid[])`.execute(reader)
  return new Map(rows.map((row) => [row.projectId, row]))
}

/** One position at least wants no skill, or one that the person has. */
const hasFittingPosition = ({ skills }: FitPerson) => sql`(
  select true from positions where positions.project_id = projects.project_id
    and (positions.skills = '{}' or positions.skills && ${[...skills]}::text[]) limit 1) is true`

/** As `hasAsked` says it of one. */
const isTrained = ({ trainings }: FitPerson) => sql`(projects.training = '' and projects.qualification = ''
  or (projects.team_id, projects.training, projects.qualification) in (select * from unnest(
    ${trainings.map((had) => had.teamId)}::uuid[], ${trainings.map((had) => had.training)}::text[],
    ${trainings.map((had) => had.qualification)}::text[])))`

/** Ages are those of the first day, or of today for what has begun. */
export function fitting(fits: FitPerson | null, now: Date): RawBuilder<unknown>[] {
  if (fits === null) return []
  const first = sql`(greatest(projects.starts_at, ${now}::timestamptz) at time zone 'Asia/Shanghai')::date`
  const age = sql`date_part('year', age(${first}, ${fits.birthDate}::date))`
  return [
    sql`projects.min_age <= ${age} and coalesce(projects.max_age >= ${age}, true)`,
    hasFittingPosition(fits),
    sql`projects.min_minutes <= ${fits.creditMinutes}::int`,
    isTrained(fits),
    sql`(${age} >= ${fits.adultAge}::int or (projects.accepts_minors and not projects.is_dangerous))`,
  ]
}
