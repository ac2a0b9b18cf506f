/** What time does to marks: silence opens the way up or lifts them, and after six months nothing of them is kept. */
import type { Act } from '../../act.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { findDueDay } from '../catalog/index.ts'
import { deleteNoticesOf, type NoticeKind } from '../notices/index.ts'
import { getProject } from '../projects/index.ts'
import { deleteOpenReview, deleteReviewsOf, lockOpenReviewsOf } from '../reviews/index.ts'
import { lockSignUps, markForgotten } from '../signups/index.ts'
import { deleteAbsences, findAbsence, updateAbsence } from './absences.store.ts'
import { lift, tellPerson } from './appeals.actions.ts'
import { lapseOf, RAISE_DAYS } from './appeals.rules.ts'
import { listDueAppeals, listEmptyReviews, listForgettable } from './clocks.store.ts'

const AT_ONCE = 50
const today = (act: Act) => dateIn(ZONE, act.now)

/** J8. Answers how many appeals were dealt with. */
export async function lapseNoShowAppeals(act: Act, _input: null): Promise<number> {
  const due = await listDueAppeals(act.tx, today(act), AT_ONCE)
  // The reviews of all come first, as everywhere.
  const ids = due.map(({ signupId }) => signupId)
  const reviews = await lockOpenReviewsOf(act.tx, 'no_show', ids)
  for (const { projectId, signupId } of due) {
    const [signUp] = await lockSignUps(act.tx, projectId, [signupId])
    const absence = await findAbsence(act.tx, projectId, signupId)
    const lapse = absence === undefined ? null : lapseOf(absence, today(act))
    if (signUp === undefined || absence === undefined || lapse === null) continue
    const project = await getProject(act.tx, projectId)
    if (lapse === 'lifted') {
      await lift(act, project, { signUp, absence })
      // Only of what is lifted: another may have been taken further since the list was read.
      const reviewId = reviews.get(signupId)
      if (reviewId !== undefined) await deleteOpenReview(act.tx, reviewId)
    } else {
      const raiseUntil = await findDueDay(act.tx, today(act), RAISE_DAYS)
      await updateAbsence(act.tx, absence, { raiseUntil })
      await tellPerson(act, project, { signUp }, 'no_show_unanswered', { raiseUntil })
    }
    act.mark({ kind: 'signup', id: signupId })
  }
  return due.length
}

/** Reviews that wait for a word on a mark that is no more, since the person got hours meanwhile. */
export async function endEmptyAppeals(act: Act, _input: null): Promise<number> {
  const reviewIds = await listEmptyReviews(act.tx, AT_ONCE)
  for (const reviewId of reviewIds) {
    await deleteOpenReview(act.tx, reviewId)
    act.mark({ kind: 'review', id: reviewId })
  }
  return reviewIds.length
}

const TOLD: readonly NoticeKind[] = [
  'no_show_marked',
  'no_show_lifted',
  'no_show_upheld',
  'no_show_unanswered',
  'no_show_final',
]
/** J11. The trail does not say of whom, for whoever is named there was marked. */
export async function forgetAbsences(act: Act, _input: null): Promise<number> {
  const rows = await listForgettable(act.tx, today(act), AT_ONCE)
  const signupIds = rows.map(({ signupId }) => signupId)
  await deleteReviewsOf(act.tx, 'no_show', signupIds)
  for (const projectId of new Set(rows.map((row) => row.projectId))) {
    const ids = rows.filter((row) => row.projectId === projectId).map(({ signupId }) => signupId)
    await lockSignUps(act.tx, projectId, ids)
  }
  await markForgotten(act.tx, rows)
  await deleteAbsences(act.tx, rows)
  const accountIds = [...new Set(rows.map(({ accountId }) => accountId))]
  await deleteNoticesOf(act.tx, accountIds, { kinds: TOLD, signupIds })
  return rows.length
}
