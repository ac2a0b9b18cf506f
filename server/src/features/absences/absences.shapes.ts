/** Absences on the wire: the roster after a shift, one's own marks, the appeal, and their refusals. */
import { Type, type Static } from 'typebox'
import { Day, Instant, Nullable, OneOf, PageOf, PageQuery, Reason, Uuid } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { DecisionBody, HistoryShape, ReviewShape } from '../reviews/index.ts'
import { SIGN_UP_STATUSES } from '../signups/index.ts'
import {
  ABSENCE_STATES,
  COUNTED_STATES,
  DECISIONS_MAX,
  NOTE_CHARACTERS_MAX,
  VERDICTS,
  whyNotDecideAbsence,
  whyNotUndo,
} from './absences.rules.ts'
import { WORDS_MAX, whyNotAnswer, whyNotAppeal, whyNotRaise } from './appeals.rules.ts'
import type { ReviewedAbsence, ShownAbsence } from './own.store.ts'
import { ROSTER_PARTS, type ListedAbsence } from './roster.store.ts'
import type { AbsenceRow } from './absences.store.ts'

export const AbsenceParams = Type.Object({ projectId: Uuid, signupId: Uuid })
export const OwnAbsenceParams = Type.Object({ signupId: Uuid })
export const AbsencesQuery = Type.Object({
  ...PageQuery.properties,
  part: Type.Optional(OneOf(ROSTER_PARTS)),
  shiftId: Type.Optional(Uuid),
})
export const DecideBody = Type.Object({
  decisions: Type.Array(
    Type.Object({
      signupId: Uuid,
      verdict: OneOf(VERDICTS),
      note: Type.Optional(Type.String({ maxLength: NOTE_CHARACTERS_MAX })),
    }),
    { minItems: 1, maxItems: DECISIONS_MAX },
  ),
})
export const DecidedShape = Type.Object({
  results: Type.Array(
    Type.Object({ signupId: Uuid, outcome: OneOf([...VERDICTS, 'failed']), reason: Reason }),
  ),
})
export const UndoneShape = Type.Object({ status: OneOf(['admitted']) })

/** The steps of a mark with the day of each; `words` are null for whoever does not answer the appeal. */
const steps = {
  state: OneOf(ABSENCE_STATES),
  note: Type.String(),
  decidedAt: Instant,
  appealUntil: Day,
  appealedAt: Nullable(Instant),
  words: Nullable(Type.String()),
  answerDueOn: Nullable(Day),
  answeredAt: Nullable(Instant),
  answer: Nullable(Type.String()),
  raiseUntil: Nullable(Day),
  raisedAt: Nullable(Instant),
  finalDueOn: Nullable(Day),
  settledAt: Nullable(Instant),
  settlement: Nullable(Type.String()),
  liftedAt: Nullable(Instant),
  forgetOn: Day,
}
export const AbsencePage = Type.Object({
  items: Type.Array(
    Type.Object({
      signupId: Uuid,
      name: Type.String(),
      volunteerNumber: Nullable(Type.String()),
      positionName: Type.String(),
      shiftId: Uuid,
      startsAt: Instant,
      endsAt: Instant,
      status: OneOf(SIGN_UP_STATUSES),
      absence: Nullable(Type.Object(steps)),
      whyNot: Type.Object({ noShow: Reason, excused: Reason, undo: Reason, answer: Reason, uphold: Reason }),
    }),
  ),
  next: Nullable(Type.String()),
  counts: Type.Object({
    undecided: Type.Integer({ description: 'with a place, seen at no door, without hours' }),
    noShow: Type.Integer(),
    excused: Type.Integer(),
    appealed: Type.Integer(),
  }),
})

export const MyAbsencePage = PageOf(
  Type.Object({
    signupId: Uuid,
    projectId: Uuid,
    title: Type.String(),
    teamName: Type.String(),
    positionName: Type.String(),
    startsAt: Instant,
    endsAt: Instant,
    ...steps,
    isCounted: Type.Boolean({ description: 'shown to staff who decide on a sign-up' }),
    whyNot: Type.Object({ appealNoShow: Reason, raiseNoShowAppeal: Reason }),
  }),
)
export const AppealBody = Type.Object({ words: Type.String({ maxLength: WORDS_MAX }) })
export const AppealedShape = Type.Object({ answerDueOn: Day })
export const RaisedShape = Type.Object({ finalDueOn: Day })
export const AnswerBody = Type.Object({
  accepts: Type.Boolean(),
  reason: Type.Optional(Type.String({ maxLength: WORDS_MAX })),
})
export const AnsweredShape = Type.Object({ outcome: OneOf(['lifted', 'upheld']) })
export const ReviewBody = DecisionBody
export const NoShowReview = Type.Object({
  review: ReviewShape,
  history: HistoryShape,
  facts: Type.Object({
    signupId: Uuid,
    projectId: Uuid,
    teamId: Uuid,
    teamName: Type.String(),
    title: Type.String(),
    name: Type.String(),
    volunteerNumber: Nullable(Type.String()),
    positionName: Type.String(),
    startsAt: Instant,
    endsAt: Instant,
    ...steps,
  }),
  whyNot: Type.Object({ refuse: Reason }),
})
export const ReviewedShape = Type.Object({ outcome: OneOf(['approved', 'refused']) })

const when = (at: Date | null): string | null => at?.toISOString() ?? null
const showSteps = (absence: AbsenceRow, words: string | null) => ({
  state: absence.state,
  note: absence.note,
  decidedAt: absence.decidedAt.toISOString(),
  appealUntil: absence.appealUntil,
  appealedAt: when(absence.appealedAt),
  words,
  answerDueOn: absence.answerDueOn,
  answeredAt: when(absence.answeredAt),
  answer: absence.answer,
  raiseUntil: absence.raiseUntil,
  raisedAt: when(absence.raisedAt),
  finalDueOn: absence.finalDueOn,
  settledAt: when(absence.settledAt),
  settlement: absence.settlement,
  liftedAt: when(absence.liftedAt),
  forgetOn: absence.forgetOn,
})
type WordsOf = (absence: AbsenceRow) => string | null

export function showListed(
  listed: ListedAbsence,
  { actor, mayAnswer, wordsOf, now }: { actor: Actor; mayAnswer: boolean; wordsOf: WordsOf; now: Date },
): Static<typeof AbsencePage>['items'][number] {
  const { absence } = listed
  const whyNotSay = (accepts: boolean): string | null =>
    !mayAnswer
      ? 'not_your_team'
      : absence === null
        ? 'no_appeal_open'
        : whyNotAnswer(actor, absence, { accepts, reason: '-' }, dateIn(ZONE, now))
  return {
    signupId: listed.signupId,
    name: listed.name,
    volunteerNumber: listed.volunteerNumber,
    positionName: listed.positionName,
    shiftId: listed.shiftId,
    startsAt: listed.startsAt.toISOString(),
    endsAt: listed.endsAt.toISOString(),
    status: listed.status,
    absence: absence === null ? null : showSteps(absence, mayAnswer ? wordsOf(absence) : null),
    whyNot: {
      noShow: whyNotDecideAbsence(actor, listed, 'no_show', now),
      excused: whyNotDecideAbsence(actor, listed, 'excused', now),
      undo: whyNotUndo(actor, listed),
      answer: whyNotSay(true),
      uphold: whyNotSay(false),
    },
  }
}

const showShown = (absence: ShownAbsence, words: string | null) => ({
  signupId: absence.signupId,
  projectId: absence.projectId,
  title: absence.title,
  teamName: absence.teamName,
  positionName: absence.positionName,
  startsAt: absence.startsAt.toISOString(),
  endsAt: absence.endsAt.toISOString(),
  ...showSteps(absence, words),
})
const COUNTED: readonly string[] = COUNTED_STATES
export function showMine(
  absence: ShownAbsence,
  words: string | null,
  now: Date,
): Static<typeof MyAbsencePage>['items'][number] {
  const today = dateIn(ZONE, now)
  return {
    ...showShown(absence, words),
    isCounted: COUNTED.includes(absence.state),
    whyNot: { appealNoShow: whyNotAppeal(absence, today), raiseNoShowAppeal: whyNotRaise(absence, today) },
  }
}
export const showReviewed = (absence: ReviewedAbsence, words: string | null) => ({
  ...showShown(absence, words),
  teamId: absence.teamId,
  name: absence.name,
  volunteerNumber: absence.volunteerNumber,
})
