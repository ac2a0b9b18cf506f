import { Type, type Static } from 'typebox'
import { Instant, Nullable, OneOf, PageOf, Reason, Uuid } from '../../http/shapes.ts'
import type { UndoingReason } from './decisions.rules.ts'
import type { ShownDecision } from './decisions.store.ts'
import { DECISIONS_MAX } from './memberships.shapes.ts'

export const DecisionPage = PageOf(
  Type.Object({
    membershipId: Uuid,
    volunteerId: Uuid,
    name: Type.String(),
    volunteerNumber: Nullable(Type.String()),
    outcome: OneOf(['approved', 'refused']),
    reason: Nullable(Type.String()),
    decidedAt: Instant,
    decidedByName: Type.String(),
    whyNot: Type.Object({ undo: Reason }),
  }),
)
export const UndoBody = Type.Object({
  membershipIds: Type.Array(Uuid, { minItems: 1, maxItems: DECISIONS_MAX }),
})
export const UndoResults = Type.Object({
  results: Type.Array(
    Type.Object({ membershipId: Uuid, outcome: OneOf(['undone', 'failed']), reason: Reason }),
  ),
})

export const showDecision = (
  decision: ShownDecision,
  undo: UndoingReason | null,
): Static<typeof DecisionPage>['items'][number] => ({
  membershipId: decision.membershipId,
  volunteerId: decision.volunteerId,
  name: decision.name,
  volunteerNumber: decision.volunteerNumber,
  outcome: decision.joinedAt === null ? 'refused' : 'approved',
  reason: decision.reason,
  decidedAt: decision.decidedAt.toISOString(),
  decidedByName: decision.decidedByName,
  whyNot: { undo },
})
