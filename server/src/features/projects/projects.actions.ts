/** What a team does with its projects until they stand before the public. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { hasPledged, holdTeam, publishesAtOnce, whyNotPublishUnpledged } from '../teams/index.ts'
import { wayOf, type Way } from './checking.rules.ts'
import { markChecked } from './checking.store.ts'
import {
  whyNotCreateProject,
  whyNotKeepProjects,
  whyNotSubmitProject,
  whyNotUpdateProject,
  type ProjectDraft,
} from './projects.rules.ts'
import {
  findProjectDetail,
  getProject,
  insertProject,
  lockProject,
  updateProjectFields,
} from './projects.store.ts'
import { askReviewer, publish, type Asked } from './publishing.actions.ts'
import { markSubmitted } from './publishing.store.ts'
import { factsOf, findFault, judged, openedDraft } from './judging.actions.ts'

export async function createProject(
  act: Act,
  { teamId, draft }: { teamId: TeamId; draft: ProjectDraft },
): Promise<{ projectId: ProjectId }> {
  const team = await holdTeam(act.tx, teamId)
  refuseIf(whyNotCreateProject(act.actor, team))
  const stored = await judged(act, draft, { teamId, projectId: null })
  const made = { createdBy: accountOf(act.actor), createdAt: act.now }
  const projectId = await insertProject(act.tx, team, stored, made)
  act.mark({ kind: 'project', id: projectId })
  return { projectId }
}

export async function updateProject(
  act: Act,
  { projectId, draft }: { projectId: ProjectId; draft: ProjectDraft },
): Promise<{ projectId: ProjectId }> {
  const project = await lockProject(act.tx, projectId)
  refuseIf(whyNotKeepProjects(act.actor, project.teamPath))
  refuseIf(whyNotUpdateProject(project.status))
  const stored = await judged(act, draft, project)
  await updateProjectFields(act.tx, projectId, stored, act.now)
  act.mark({ kind: 'project', id: projectId })
  return { projectId }
}

export interface Submission extends Asked, Way {
  /** Given at publication (P20). */
  projectNumber: string | null
}
/**
 * The draft is judged again, since its days may have passed while it lay. The team is held for share, so that its trust
 * ends before this or after it.
 */
export async function submitProject(act: Act, { projectId }: { projectId: ProjectId }): Promise<Submission> {
  const { teamId, teamPath } = await getProject(act.tx, projectId)
  refuseIf(whyNotKeepProjects(act.actor, teamPath))
  const team = await holdTeam(act.tx, teamId)
  const project = await lockProject(act.tx, projectId)
  const detail = await findProjectDetail(act.tx, projectId, act.now)
  if (detail === undefined) throw new Refusal('project_not_found')
  const fault = await findFault(act, openedDraft(act, detail), project)
  refuseIf(whyNotSubmitProject(project.status, fault), fault === null ? {} : factsOf(fault))
  refuseIf(whyNotCreateProject(act.actor, team))
  refuseIf(whyNotPublishUnpledged(await hasPledged(act.tx, team.teamId)))
  const way = wayOf(await publishesAtOnce(act.tx, team), detail)
  act.mark({ kind: 'project', id: projectId, facts: { way: way.way } })
  await markSubmitted(act.tx, projectId, act.now)
  if (way.way === 'review') {
    const asked = await askReviewer(act, 'project', project, team)
    return { ...asked, ...way, projectNumber: null }
  }
  const asked = await askReviewer(act, 'project_check', project, team)
  await markChecked(act.tx, projectId, { checkState: 'open', checkNote: '' })
  return { ...asked, ...way, projectNumber: await publish(act, project) }
}
