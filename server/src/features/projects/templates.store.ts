/** The names under which teams keep projects as templates. Whoever adds one has locked the team. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, TeamId } from '../../kernel/ids.ts'
import { decodeCursor, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { deletePositions } from './positions.store.ts'
import type { Template, TemplatesOfTeam } from './templates.rules.ts'

const templates = (reader: Reader) =>
  reader
    .selectFrom('projectTemplates')
    .innerJoin('teams', 'teams.teamId', 'projectTemplates.teamId')
    .select([
      'projectTemplates.projectId as templateId',
      'projectTemplates.teamId',
      'teams.name as teamName',
      'teams.path as teamPath',
      'projectTemplates.name',
      'projectTemplates.savedAt',
    ])

export interface ListedTemplate extends Template {
  title: string
  positions: number
  /** How far up the tree its team is. */
  height: number
}

/** Those of the team first, then those of the team above, and so on up; by name within a team. */
export async function listTemplates(
  reader: Reader,
  scope: TemplatesOfTeam,
  query: PageQuery,
): Promise<Page<ListedTemplate>> {
  const limit = limitOf(query)
  const [above, name = '', id = ''] = decodeCursor(query.after, 3) ?? []
  const height = sql<number>`-length(teams.path)`
  let rows = templates(reader)
    .innerJoin('projects', 'projects.projectId', 'projectTemplates.projectId')
    .select([
      'projects.title',
      height.as('height'),
      sql<number>`(select count(*)::int from positions where positions.project_id = projects.project_id)`.as(
        'positions',
      ),
    ])
    .where('teams.path', '=', sql<string>`any(${[...scope.paths]}::text[])`)
  if (above !== undefined)
    rows = rows.where(
      sql<boolean>`(${height}, project_templates.name, project_templates.project_id) > (${Number(above)}::int, ${name}::text, ${id}::uuid)`,
    )
  const found = await rows
    .orderBy(height)
    .orderBy('projectTemplates.name')
    .orderBy('projectTemplates.projectId')
    .limit(limit + 1)
    .execute()
  return pageOf(found, limit, (row) => [row.height, row.name, row.templateId])
}

export function findTemplate(reader: Reader, templateId: ProjectId): Promise<Template | undefined> {
  return templates(reader).where('projectTemplates.projectId', '=', templateId).executeTakeFirst()
}

export async function countTemplates(
  reader: Reader,
  teamId: TeamId,
  name: string,
): Promise<{ count: number; isNameTaken: boolean }> {
  const row = await reader
    .selectFrom('projectTemplates')
    .select([
      sql<number>`count(*)::int`.as('count'),
      sql<boolean>`coalesce(bool_or(name = ${name}), false)`.as('isNameTaken'),
    ])
    .where('teamId', '=', teamId)
    .executeTakeFirstOrThrow()
  return row
}

export async function insertTemplate(
  tx: Tx,
  template: { projectId: ProjectId; teamId: TeamId; name: string; savedBy: AccountId; savedAt: Date },
): Promise<void> {
  await tx.insertInto('projectTemplates').values(template).execute()
}

export async function updateTemplateName(tx: Tx, templateId: ProjectId, name: string): Promise<void> {
  await tx.updateTable('projectTemplates').set({ name }).where('projectId', '=', templateId).execute()
}

/** With the project that stood for it: nothing else points to one that was never published. */
export async function deleteTemplates(tx: Tx, templateIds: readonly ProjectId[]): Promise<void> {
  for (const projectId of templateIds) {
    await tx.deleteFrom('projectTemplates').where('projectId', '=', projectId).execute()
    await deletePositions(tx, projectId)
    await tx.deleteFrom('projects').where('projectId', '=', projectId).execute()
  }
}

export async function listTemplateIdsOf(reader: Reader, teamId: TeamId): Promise<ProjectId[]> {
  const rows = await reader
    .selectFrom('projectTemplates')
    .select('projectId')
    .where('teamId', '=', teamId)
    .orderBy('projectId')
    .execute()
  return rows.map(({ projectId }) => projectId)
}
