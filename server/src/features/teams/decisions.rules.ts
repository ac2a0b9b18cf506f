/** Taking back what was decided on requests. Pure. M-numbers are those of docs/rules/teams.md. */
import type { Actor } from '../../kernel/actor.ts'
import type { AccountId, VolunteerId } from '../../kernel/ids.ts'
import type { MembershipStatus } from './memberships.rules.ts'

const UNDO_HOURS = 24
const HOUR_MS = 3_600_000
/** Decisions after this moment can be taken back. */
export const undoableSince = (now: Date): Date => new Date(now.getTime() - UNDO_HOURS * HOUR_MS)

export interface DecisionFacts {
  volunteerId: VolunteerId
  status: MembershipStatus
  /** Both null for whoever needed no decision, and while a request waits. */
  decidedBy: AccountId | null
  decidedAt: Date | null
  holdsRole: boolean
  /** Another request or membership of the person in the same team lives. */
  hasAnother: boolean
}
export type UndoingReason =
  'own_application' | 'has_left' | 'not_decided' | 'decided_long_ago' | 'holds_role' | 'asked_again'

/** M19, M20. Sign-ups and hours through the team are no bar; they stay what they are. */
export function whyNotUndoDecision(actor: Actor, decision: DecisionFacts, now: Date): UndoingReason | null {
  const { status, decidedBy, decidedAt } = decision
  if (decision.volunteerId === actor.volunteerId) return 'own_application'
  if (status === 'left') return 'has_left'
  if (status === 'requested' || decidedBy === null || decidedAt === null) return 'not_decided'
  if (decidedAt <= undoableSince(now)) return 'decided_long_ago'
  if (decision.hasAnother) return 'asked_again'
  return decision.holdsRole ? 'holds_role' : null
}
