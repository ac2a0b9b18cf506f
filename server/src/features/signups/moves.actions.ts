/** Whether somebody still comes once their shift was moved: their answer, and the hour at which there was none. */
import type { Act } from '../../act.ts'
import type { SignupId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { notify } from '../notices/index.ts'
import { changePlaces, lockShifts } from '../projects/index.ts'
import { lockVolunteers } from '../volunteers/index.ts'
import { leave, lockOwnSignUp, placeOf } from './leaving.actions.ts'
import { clashFacts, whyNotAnswerMove, whyNotStillCome } from './moves.rules.ts'
import { findQuestion, listDueQuestions, markQuestionsOver, markStillComing } from './moves.store.ts'
import { offerFreePlaces } from './offering.actions.ts'
import { lockSignUps, markWithdrawn } from './signups.store.ts'
import type { SignUpStatus } from './statuses.rules.ts'

const AT_A_TIME = 200

export interface AnswerMove {
  signupId: SignupId
  comes: boolean
}
/** R16. Under the lock of the person, so that a place taken elsewhere meanwhile is seen. */
export async function answerMove(
  act: Act,
  { signupId, comes }: AnswerMove,
): Promise<{ status: SignUpStatus }> {
  const { signUp } = await lockOwnSignUp(act, signupId)
  const question = await findQuestion(act.tx, signUp)
  const asked = { ...signUp, moveAnswerBy: question?.answerBy ?? null, clash: question?.clash ?? null }
  if (!comes) {
    refuseIf(whyNotAnswerMove(asked, act.now))
    await markQuestionsOver(act.tx, [signUp])
    return leave(act, signUp, { reason: null, isLate: false })
  }
  refuseIf(whyNotStillCome(asked, act.now), clashFacts(asked.clash))
  await markStillComing(act.tx, signUp)
  act.mark({ kind: 'signup', id: signupId, volunteerId: signUp.volunteerId, facts: { comes } })
  return { status: signUp.status }
}
const spanFacts = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => ({
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
})

/** R16. Nobody is bound to a time that they have not agreed to. The people are locked first, so that a scan comes before or after. Idempotent. */
export async function lapseMoves(act: Act): Promise<{ lapsed: number }> {
  const found = await listDueQuestions(act.tx, { now: act.now, limit: AT_A_TIME })
  const known = new Set(found.map(({ volunteerId }) => volunteerId))
  await lockVolunteers(act.tx, [...known])
  const shifts = await lockShifts(act.tx, found)
  if (shifts.length === 0) return { lapsed: 0 }
  const within = { now: act.now, limit: AT_A_TIME, within: shifts }
  const listDue = async () =>
    (await listDueQuestions(act.tx, within)).filter(({ volunteerId }) => known.has(volunteerId))
  const seen = await listDue()
  for (const [projectId, asked] of Map.groupBy(seen, (one) => one.projectId))
    await lockSignUps(
      act.tx,
      projectId,
      asked.map(({ signupId }) => signupId),
    )
  const due = await listDue()
  await markQuestionsOver(act.tx, due)
  const ending = due.filter(({ isOpen }) => isOpen)
  await markWithdrawn(act.tx, ending, { reason: null, decidedAt: act.now, withdrawnLate: false })
  await changePlaces(act.tx, ending.flatMap(placeOf))
  for (const { signupId, volunteerId } of ending)
    act.mark({ kind: 'signup', id: signupId, volunteerId, facts: { status: 'withdrawn' } })
  const notices = ending.map((one) => ({
    accountId: one.accountId,
    kind: 'move_unanswered' as const,
    facts: { title: one.title, ...spanFacts(one) },
    link: `/projects/${one.projectId}` as const,
  }))
  await notify(act.tx, notices, act.now)
  await offerFreePlaces(act, shifts)
  return { lapsed: due.length }
}
