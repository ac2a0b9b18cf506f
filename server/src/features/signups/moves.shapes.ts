/** The question whether somebody still comes, on the wire. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf } from '../../http/shapes.ts'
import { whyNotAnswerMove, type MoveAnswerReason } from './moves.rules.ts'
import type { Span } from '../../kernel/span.ts'
import { SIGN_UP_STATUSES, type SignUpStatus } from './statuses.rules.ts'

export const AnswerMoveBody = Type.Object({ comes: Type.Boolean() })
export const AnsweredMoveShape = Type.Object({ status: OneOf(SIGN_UP_STATUSES) })
export const MoveShape = Nullable(
  Type.Object(
    {
      fromStartsAt: Instant,
      fromEndsAt: Instant,
      answerBy: Instant,
      clash: Nullable(Type.Object({ title: Type.String(), startsAt: Instant, endsAt: Instant })),
    },
    { description: 'set while the person is asked whether they come at the new time' },
  ),
)

/** As a list of own sign-ups reads it. */
export interface MoveRow {
  status: SignUpStatus
  moveAnswerBy: Date | null
  hasCome: boolean
  movedFrom: Date | null
  movedTo: Date | null
  clash: (Span & { title: string }) | null
}
/** Asked are only those who may still answer. */
export function showMove(row: MoveRow, now: Date): Static<typeof MoveShape> {
  const { moveAnswerBy, movedFrom, movedTo, clash } = row
  if (moveAnswerBy === null || movedFrom === null || movedTo === null) return null
  if (whyNotAnswerMove(row, now) !== null) return null
  return {
    fromStartsAt: movedFrom.toISOString(),
    fromEndsAt: movedTo.toISOString(),
    answerBy: moveAnswerBy.toISOString(),
    clash:
      clash === null
        ? null
        : { title: clash.title, startsAt: clash.startsAt.toISOString(), endsAt: clash.endsAt.toISOString() },
  }
}
export const answerMoveRefuses = {
  signup_not_found: 404,
  nothing_asked: 409,
  answer_too_late: 409,
  shift_clashes: 409,
} satisfies Refuses<MoveAnswerReason | 'shift_clashes' | 'signup_not_found'>
