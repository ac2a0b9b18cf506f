/** What a team does with its templates. Its row is locked, since the number and the names of its templates are limited. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { getTeamDetail, holdTeam, lockTeam } from '../teams/index.ts'
import { getCopied, insertCopy, insertTemplateOf, type CopiedProject } from './copying.actions.ts'
import type { CopiedShifts } from './copying.rules.ts'
import { getProject } from './projects.store.ts'
import { whyNotKeepProjects } from './projects.rules.ts'
import {
  whyNotKeepTemplate,
  whyNotSaveTemplate,
  whyNotUseTemplate,
  type Template,
} from './templates.rules.ts'
import {
  countTemplates,
  deleteTemplates,
  findTemplate,
  insertTemplate,
  listTemplateIdsOf,
  updateTemplateName,
} from './templates.store.ts'

async function getTemplate(act: Act, templateId: ProjectId): Promise<Template> {
  const template = await findTemplate(act.tx, templateId)
  if (template === undefined) throw new Refusal('template_not_found')
  return template
}

export async function saveTemplate(
  act: Act,
  { projectId, name }: { projectId: ProjectId; name: string },
): Promise<{ templateId: ProjectId }> {
  const { teamId, teamPath, status } = await getProject(act.tx, projectId)
  if (status === 'template') throw new Refusal('project_not_found')
  refuseIf(whyNotKeepProjects(act.actor, teamPath))
  const team = await lockTeam(act.tx, teamId)
  refuseIf(whyNotSaveTemplate(act.actor, team, await countTemplates(act.tx, teamId, name)))
  const templateId = await insertTemplateOf(act, await getCopied(act, projectId), team)
  const saved = { savedBy: accountOf(act.actor), savedAt: act.now }
  await insertTemplate(act.tx, { projectId: templateId, teamId, name, ...saved })
  act.mark({ kind: 'project', id: projectId, facts: { templateId, name } })
  return { templateId }
}

/** J8. Of a template from above the days and the words are taken over; who leads and whom to call is the team's own. */
export async function createProjectFromTemplate(
  act: Act,
  { teamId, templateId, shifts }: { teamId: TeamId; templateId: ProjectId; shifts: CopiedShifts },
): Promise<CopiedProject> {
  const team = await holdTeam(act.tx, teamId)
  refuseIf(whyNotKeepProjects(act.actor, team.path))
  const template = await getTemplate(act, templateId)
  refuseIf(whyNotUseTemplate(act.actor, team, template))
  const source = await getCopied(act, templateId)
  const { contactName, contactPhone } = await getTeamDetail(act.tx, act.vault, teamId)
  const change =
    template.teamId === teamId ? {} : { leaderName: contactName, contactPhone, contactPublic: false }
  const copied = await insertCopy(act, { source, team, shifts, change })
  act.mark({ kind: 'project', id: copied.projectId, facts: { templateId, template: template.name } })
  return copied
}

export async function renameTemplate(
  act: Act,
  { templateId, name }: { templateId: ProjectId; name: string },
): Promise<{ templateId: ProjectId }> {
  const { teamId } = await keptTemplate(act, templateId)
  if ((await countTemplates(act.tx, teamId, name)).isNameTaken) throw new Refusal('template_name_taken')
  await updateTemplateName(act.tx, templateId, name)
  act.mark({ kind: 'team', id: teamId, facts: { templateId, name } })
  return { templateId }
}

export async function deleteTemplate(act: Act, { templateId }: { templateId: ProjectId }): Promise<void> {
  const { teamId, name } = await keptTemplate(act, templateId)
  await deleteTemplates(act.tx, [templateId])
  act.mark({ kind: 'team', id: teamId, facts: { templateId, name } })
}

/** Read again under the lock of its team, since it may have gone meanwhile. */
async function keptTemplate(act: Act, templateId: ProjectId): Promise<Template> {
  const seen = await getTemplate(act, templateId)
  refuseIf(whyNotKeepTemplate(act.actor, seen))
  await lockTeam(act.tx, seen.teamId)
  return getTemplate(act, templateId)
}

/** With a team its templates end. The team is locked. */
export async function endTemplatesOf(act: Act, teamId: TeamId): Promise<void> {
  await deleteTemplates(act.tx, await listTemplateIdsOf(act.tx, teamId))
}
