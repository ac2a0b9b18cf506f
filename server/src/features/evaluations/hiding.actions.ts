/** V16. A superior hides words that break the law; what was written is kept, and its author is told why. */
import type { Act } from '../../act.ts'
import { accountOf, volunteerOf } from '../../kernel/actor.ts'
import type { AccountId, EvaluationId, ProjectId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { lockPeople } from '../hours/index.ts'
import { notify, type NewNotice } from '../notices/index.ts'
import { staffOf } from '../accounts/index.ts'
import { getProject } from '../projects/index.ts'
import { getTeam, listDeciders } from '../teams/index.ts'
import { isShown, whyNotAskToHide, whyNotHide, whyNotShowAgain } from './evaluations.rules.ts'
import {
  findWordsAbout,
  listRatings,
  lockWords,
  markHidingAsked,
  markWordsHidden,
  type Hidden,
} from './evaluations.store.ts'
import { lockReport, markReportHidden, markReportShown } from './reports.store.ts'

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

/** V16. As it stands now, mended or not; its author hears of it. */
export async function showReport(act: Act, { projectId }: { projectId: ProjectId }): Promise<void> {
  const project = await getProject(act.tx, projectId)
  const team = await getTeam(act.tx, project.teamId)
  refuseIf(whyNotShowAgain(act.actor, team, { isHidden: true }))
  const report = await lockReport(act.tx, projectId)
  if (report === undefined || report.withdrawnAt !== null) throw new Refusal('report_not_found')
  refuseIf(whyNotShowAgain(act.actor, team, { isHidden: report.hiddenAt !== null }))
  await markReportShown(act.tx, projectId)
  await tell(act, report.writtenBy, {
    kind: 'report_shown',
    facts: { title: project.title },
    link: `/team/${team.teamId}/projects/${projectId}/report`,
  })
  act.mark({ kind: 'project', id: projectId })
}

/** V17. Whoever oversees the team is told, and reads these words from then on; the team is not. */
export async function askToHideWords(
  act: Act,
  { projectId, because }: { projectId: ProjectId; because: string },
): Promise<void> {
  const { tx, now } = act
  const volunteerId = volunteerOf(act.actor)
  await lockPeople(tx, [volunteerId])
  const theirs = await findWordsAbout(tx, projectId, volunteerId)
  const ratings = await listRatings(tx, projectId, [volunteerId])
  const isAnswered = ratings.some(({ side }) => side === 'by_volunteer')
  const isRead = theirs !== undefined && isShown({ ...theirs, changedAt: null }, isAnswered, now)
  refuseIf(whyNotAskToHide(isRead ? theirs : null, because))
  if (theirs === undefined) throw new Refusal('evaluation_not_found')
  const asked = { hidingAskedAt: now, hidingAskedBecause: because.trim() }
  await markHidingAsked(tx, { projectId, evaluationId: theirs.evaluationId }, asked)
  const project = await getProject(tx, projectId)
  const team = await getTeam(tx, project.teamId)
  const overseers =
    team.parent === null
      ? await staffOf(tx, { duty: 'decide', regionPath: team.regionPath })
      : await listDeciders(tx, team.parent.teamId)
  await notify(
    tx,
    overseers.map((accountId) => ({
      accountId,
      kind: 'hiding_asked' as const,
      facts: { title: project.title },
      link: `/projects/${projectId}/done` as const,
    })),
    now,
  )
  act.mark({ kind: 'evaluation', id: theirs.evaluationId, volunteerId })
}
