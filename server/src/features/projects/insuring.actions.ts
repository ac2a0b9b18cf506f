/** The policy of dangerous work: given after the publication at the latest, and asked for until it is there. */
import type { Act } from '../../act.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { staffOf } from '../accounts/index.ts'
import { notify, retireNotices } from '../notices/index.ts'
import { remindsUntil, whyNotInsure } from './insuring.rules.ts'
import { markReminded, updateInsurance } from './insuring.store.ts'
import { lockProject } from './projects.store.ts'
import type { Insurance } from './terms.rules.ts'

/** Given again it is replaced, since policies are extended and misread. */
export async function insureProject(
  act: Act,
  { projectId, insured }: { projectId: ProjectId; insured: Insurance },
): Promise<{ projectId: ProjectId }> {
  const project = await lockProject(act.tx, projectId)
  refuseIf(whyNotInsure(act.actor, project, insured), { field: 'insured' })
  await updateInsurance(act.tx, projectId, insured)
  await stopReminding(act, project)
  act.mark({ kind: 'project', id: projectId, facts: { from: insured.from, to: insured.to } })
  return { projectId }
}

const pageOf = ({ teamId, projectId }: { teamId: TeamId; projectId: ProjectId }) =>
  `/team/${teamId}/projects/${projectId}` as const

async function stopReminding(act: Act, project: { teamId: TeamId; projectId: ProjectId }): Promise<void> {
  const accountIds = await staffOf(act.tx, { duty: 'decide', teamId: project.teamId })
  await retireNotices(act.tx, { accountIds, kind: 'insurance_awaited', link: pageOf(project) }, act.now)
}

/** Idempotent: a team is reminded once on a day. Yesterday's notice gives way to today's. */
export async function remindInsurance(act: Act): Promise<{ reminded: number }> {
  const today = dateIn(ZONE, act.now)
  const projects = await markReminded(act.tx, today, remindsUntil(act.now), act.now)
  for (const project of projects) {
    const { projectId, title, startsAt } = project
    await stopReminding(act, project)
    const deciders = await staffOf(act.tx, { duty: 'decide', teamId: project.teamId })
    const notice = {
      kind: 'insurance_awaited' as const,
      facts: { title, startsOn: dateIn(ZONE, startsAt) },
      link: pageOf(project),
    }
    await notify(
      act.tx,
      deciders.map((accountId) => ({ accountId, ...notice })),
      act.now,
    )
    act.mark({ kind: 'project', id: projectId })
  }
  return { reminded: projects.length }
}
