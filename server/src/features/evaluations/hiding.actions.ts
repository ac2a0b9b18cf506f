/** V16. A superior hides words that break the law; what was written is kept, and its author is told why. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { AccountId, EvaluationId, ProjectId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { notify, type NewNotice } from '../notices/index.ts'
import { getProject } from '../projects/index.ts'
import { getTeam } from '../teams/index.ts'
import { whyNotHide } from './evaluations.rules.ts'
import { lockWords, markWordsHidden, type Hidden } from './evaluations.store.ts'
import { lockReport, markReportHidden } from './reports.store.ts'

const hiddenBy = (act: Act, because: string): Hidden => ({
  hiddenAt: act.now,
  hiddenBy: accountOf(act.actor),
  hiddenBecause: because.trim(),
})
const tell = (act: Act, accountId: AccountId, notice: Omit<NewNotice, 'accountId'>): Promise<void> =>
  notify(act.tx, [{ accountId, ...notice }], act.now)

export async function hideEvaluationWords(
  act: Act,
  input: { projectId: ProjectId; evaluationId: EvaluationId; because: string },
): Promise<void> {
  const { projectId, evaluationId, because } = input
  const project = await getProject(act.tx, projectId)
  const team = await getTeam(act.tx, project.teamId)
  // Whoever may not is told so before whether there is anything to hide.
  refuseIf(whyNotHide(act.actor, team, { isHidden: false, because }))
  const { side, writtenBy, hiddenAt } = await lockWords(act.tx, projectId, evaluationId)
  refuseIf(whyNotHide(act.actor, team, { isHidden: hiddenAt !== null, because }))
  await markWordsHidden(act.tx, { projectId, evaluationId }, hiddenBy(act, because))
  const facts = { title: project.title, reason: because.trim() }
  if (writtenBy !== null)
    await tell(
      act,
      writtenBy,
      side === 'by_volunteer'
        ? { kind: 'words_hidden', facts, link: `/my/evaluations/${projectId}` }
        : { kind: 'team_words_hidden', facts, link: `/team/${team.teamId}/projects/${projectId}/ratings` },
    )
  act.mark({ kind: 'evaluation', id: evaluationId, facts: { because: because.trim() } })
}

export async function hideReport(
  act: Act,
  { projectId, because }: { projectId: ProjectId; because: string },
): Promise<void> {
  const project = await getProject(act.tx, projectId)
  const team = await getTeam(act.tx, project.teamId)
  refuseIf(whyNotHide(act.actor, team, { isHidden: false, because }))
  const report = await lockReport(act.tx, projectId)
  if (report === undefined || report.withdrawnAt !== null) throw new Refusal('report_not_found')
  refuseIf(whyNotHide(act.actor, team, { isHidden: report.hiddenAt !== null, because }))
  await markReportHidden(act.tx, projectId, hiddenBy(act, because))
  await tell(act, report.writtenBy, {
    kind: 'report_hidden',
    facts: { title: project.title, reason: because.trim() },
    link: `/team/${team.teamId}/projects/${projectId}/report`,
  })
  act.mark({ kind: 'project', id: projectId, facts: { because: because.trim() } })
}
