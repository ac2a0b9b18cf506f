/** A check that ends in calling the project off: what should never have been published does not take place. */
import type { Act } from '../../act.ts'
import type { ProjectId, ReviewId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { refuseCheck, tellTeam, whyNotCurrent } from '../projects/index.ts'
import { lockReview, whyNotDecide } from '../reviews/index.ts'
import { lockTeam } from '../teams/index.ts'
import { callOff, type CalledOff } from './cancelling.actions.ts'
import { hold } from './holding.actions.ts'

/** P32, R1–R4. Locks the review before the people, and the team, whose trust ends, before the project. */
export async function cancelCheckedProject(
  act: Act,
  { reviewId, reason }: { reviewId: ReviewId; reason: string },
): Promise<CalledOff> {
  const review = await lockReview(act.tx, reviewId, 'project_check')
  const deciding = whyNotDecide(act.actor, review, { decision: 'refuse', reason })
  if (deciding === 'reason_missing') throw new Refusal(deciding, { field: 'reason' })
  refuseIf(deciding)
  const projectId = review.subjectId as ProjectId
  const { project, shifts } = await hold(act, projectId, {
    judge: whyNotCurrent,
    between: ({ teamId }) => lockTeam(act.tx, teamId),
  })
  await refuseCheck(act, review, project, reason)
  const people = await callOff(act, project, shifts, reason)
  await tellTeam(act, project, 'project_check_cancelled', { title: project.title, reason })
  return { people }
}
