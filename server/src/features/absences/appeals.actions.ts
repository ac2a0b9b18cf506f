/** The appeal against a mark, from the person's words to the last word, or to the silence that lifts it. */
import type { Act } from '../../act.ts'
import { accountOf, volunteerOf } from '../../kernel/actor.ts'
import type { ProjectId, ReviewId, SignupId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { staffOf } from '../accounts/index.ts'
import { findDueDay } from '../catalog/index.ts'
import { notify, type NoticeKind } from '../notices/index.ts'
import { getProject, reviewerOf, type Project } from '../projects/index.ts'
import {
  lockReview,
  markDecided,
  openReview,
  tellReviewers,
  whyNotDecide,
  type Decision,
} from '../reviews/index.ts'
import { findOwnSignUp, lockSignUps, markAbsent, type LockedSignUp } from '../signups/index.ts'
import { holdTeam } from '../teams/index.ts'
import { factsOf, tellLifted } from './absences.actions.ts'
import {
  findAbsence,
  findAbsenceOf,
  updateAbsence,
  type AbsenceChange,
  type AbsenceRow,
} from './absences.store.ts'
import {
  ANSWER_DAYS,
  FINAL_DAYS,
  RAISE_DAYS,
  whyNotAnswer,
  whyNotAnswerAppeals,
  whyNotAppeal,
  whyNotRaise,
  whyNotSettle,
  WORDS_MIN,
} from './appeals.rules.ts'

const WORDS = 'absences.words'
export const openWords = ({ vault }: Pick<Act, 'vault'>, { wordsEnc }: AbsenceRow): string | null =>
  wordsEnc === null ? null : vault.open(WORDS, wordsEnc)

const today = (act: Act): LocalDate => dateIn(ZONE, act.now)
const dueDay = (act: Act, workingDays: number) => findDueDay(act.tx, today(act), workingDays)

interface Held {
  signUp: LockedSignUp
  absence: AbsenceRow
}
/** Under the lock of the sign-up. What is excused is nobody's mark. */
async function lockMark(act: Act, projectId: ProjectId, signupId: SignupId): Promise<Held> {
  const [signUp] = await lockSignUps(act.tx, projectId, [signupId])
  const absence = await findAbsence(act.tx, projectId, signupId)
  if (signUp === undefined || absence === undefined || absence.state === 'excused')
    throw new Refusal('absence_not_found')
  return { signUp, absence }
}
async function ownProjectOf(act: Act, signupId: SignupId): Promise<ProjectId> {
  const own = await findOwnSignUp(act.tx, volunteerOf(act.actor), signupId)
  if (own === undefined) throw new Refusal('absence_not_found')
  return own.projectId
}

/** J6. */
export async function appealNoShow(
  act: Act,
  { signupId, words }: { signupId: SignupId; words: string },
): Promise<{ answerDueOn: LocalDate }> {
  const projectId = await ownProjectOf(act, signupId)
  const { signUp, absence } = await lockMark(act, projectId, signupId)
  refuseIf(whyNotAppeal(absence, today(act)))
  if ([...words].length < WORDS_MIN) throw new Refusal('words_too_short', { field: 'words', min: WORDS_MIN })
  const answerDueOn = await dueDay(act, ANSWER_DAYS)
  const sealed = act.vault.seal(WORDS, words)
  await updateAbsence(act.tx, absence, {
    state: 'appealed',
    appealedAt: act.now,
    wordsEnc: sealed,
    answerDueOn,
  })
  act.mark({ kind: 'signup', id: signupId, volunteerId: signUp.volunteerId })
  await tellTeam(act, await getProject(act.tx, projectId), 'no_show_appealed', { answerDueOn })
  return { answerDueOn }
}

/** Without the name of the person, so that nothing is left of it when the mark is forgotten. */
async function tellTeam(
  act: Act,
  { projectId, teamId, title }: Project,
  kind: NoticeKind,
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  const deciders = await staffOf(act.tx, { duty: 'decide', teamId })
  const link = `/team/${teamId}/projects/${projectId}/absences` as const
  const told = deciders.filter((accountId) => accountId !== act.actor.accountId)
  await notify(
    act.tx,
    told.map((accountId) => ({ accountId, kind, facts: { title, ...facts }, link })),
    act.now,
  )
}

/** J8. The mark is gone and nothing is said of the person; of a closed project nothing will be. */
export async function lift(act: Act, project: Project, { signUp, absence }: Held): Promise<void> {
  await updateAbsence(act.tx, absence, { state: 'lifted', liftedAt: act.now })
  const status = project.status === 'closed' ? 'unrecorded' : 'admitted'
  await markAbsent(act.tx, absence.projectId, [absence.signupId], status)
  await tellLifted(act, project, signUp, signUp.accountId)
}

/** J7. */
export async function answerNoShowAppeal(
  act: Act,
  input: { projectId: ProjectId; signupId: SignupId; accepts: boolean; reason: string },
): Promise<{ outcome: 'lifted' | 'upheld' }> {
  const { projectId, signupId, accepts, reason } = input
  const project = await getProject(act.tx, projectId)
  refuseIf(whyNotAnswerAppeals(act.actor, project))
  const held = await lockMark(act, projectId, signupId)
  const { signUp, absence } = held
  refuseIf(whyNotAnswer(act.actor, absence, input, today(act)))
  act.mark({ kind: 'signup', id: signupId, volunteerId: signUp.volunteerId })
  const answered = { answeredAt: act.now, answeredBy: accountOf(act.actor), answer: reason }
  if (accepts) {
    await updateAbsence(act.tx, absence, answered)
    await lift(act, project, held)
    return { outcome: 'lifted' }
  }
  const raiseUntil = await dueDay(act, RAISE_DAYS)
  await updateAbsence(act.tx, absence, { ...answered, state: 'upheld', raiseUntil })
  await tellPerson(act, project, held, 'no_show_upheld', { reason, raiseUntil })
  return { outcome: 'upheld' }
}

export async function tellPerson(
  act: Act,
  project: { title: string },
  { signUp }: Pick<Held, 'signUp'>,
  kind: NoticeKind,
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  const told = { ...factsOf(project, signUp), signupId: signUp.signupId, ...facts }
  await notify(act.tx, [{ accountId: signUp.accountId, kind, facts: told, link: '/my/absences' }], act.now)
}

/** J8. To whoever reviews the team's projects. Locks the team and its parent for share, since the reviewer is copied. */
export async function raiseNoShowAppeal(
  act: Act,
  { signupId }: { signupId: SignupId },
): Promise<{ finalDueOn: LocalDate }> {
  const projectId = await ownProjectOf(act, signupId)
  const project = await getProject(act.tx, projectId)
  const team = await holdTeam(act.tx, project.teamId)
  const { signUp, absence } = await lockMark(act, projectId, signupId)
  refuseIf(whyNotRaise(absence, today(act)))
  const finalDueOn = await dueDay(act, FINAL_DAYS)
  await updateAbsence(act.tx, absence, { state: 'raised', raisedAt: act.now, finalDueOn })
  const reviewerTeam = reviewerOf(team)
  const { regionPath, title } = project
  const reviewId = await openReview(act.tx, {
    ...{ subjectKind: 'no_show', subjectId: signupId, title, regionPath, reviewerTeam },
    ...{ submittedBy: accountOf(act.actor), submittedAt: act.now, dueOn: finalDueOn },
  })
  const opened = { reviewId, subjectKind: 'no_show', regionPath, reviewerTeam } as const
  await tellReviewers(act, opened, {
    kind: 'no_show_raised',
    facts: { title, teamName: team.name, finalDueOn },
  })
  act.mark({ kind: 'signup', id: signupId, volunteerId: signUp.volunteerId })
  return { finalDueOn }
}

/** J8. The last word. To approve is to agree with the person. */
export async function reviewNoShowAppeal(
  act: Act,
  input: { reviewId: ReviewId } & Decision,
): Promise<{ outcome: 'approved' | 'refused' }> {
  const review = await lockReview(act.tx, input.reviewId, 'no_show')
  refuseIf(whyNotDecide(act.actor, review, input))
  const signupId = review.subjectId as SignupId
  const seen = await findAbsenceOf(act.tx, signupId)
  if (seen === undefined) throw new Refusal('appeal_settled')
  const held = await lockMark(act, seen.projectId, signupId)
  const accepts = input.decision === 'approve'
  refuseIf(whyNotSettle(act.actor, held.absence, { accepts }, today(act)))
  const reason = input.reason?.trim() ?? ''
  const outcome = accepts ? 'approved' : 'refused'
  await markDecided(act.tx, review.reviewId, {
    ...{ outcome, reason: reason === '' ? null : reason },
    ...{ decidedBy: accountOf(act.actor), decidedAt: act.now },
  })
  const project = await getProject(act.tx, seen.projectId)
  const settled: AbsenceChange = { settledAt: act.now, settlement: reason }
  if (accepts) {
    await updateAbsence(act.tx, held.absence, settled)
    await lift(act, project, held)
    await tellTeam(act, project, 'no_show_overruled', { reason })
  } else {
    await updateAbsence(act.tx, held.absence, { ...settled, state: 'final' })
    await tellPerson(act, project, held, 'no_show_final', { reason })
  }
  act.mark({ kind: 'signup', id: signupId, volunteerId: held.signUp.volunteerId })
  return { outcome }
}
