/** What of a volunteer a project suits (Q6). */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { ProjectId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { policiesOf } from '../catalog/index.ts'
import type { FitPerson } from './finding.rules.ts'

export async function findFitPerson(reader: Reader, volunteerId: VolunteerId): Promise<FitPerson | null> {
  const row = await reader
    .selectFrom('volunteers')
    .select(['birthDate', 'skills', 'categories', 'regionPath'])
    .where('volunteerId', '=', volunteerId)
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
