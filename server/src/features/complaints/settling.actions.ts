/** The outcome of a round: answered, sent where it belongs, or dismissed with a reason. Locks the case. */
import type { Act } from '../../act.ts'
import type { ComplaintId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { policiesOf } from '../catalog/index.ts'
import { whyNotSettle, type Settlement } from './complaints.rules.ts'
import { closingDay } from './reporting.rules.ts'
import { lockComplaint, updateComplaint } from './complaints.store.ts'
import { step } from './handling.actions.ts'
import { markStatementsEnded } from './statements.store.ts'
import { tellReporter } from './telling.actions.ts'

export interface SettleComplaint extends Settlement {
  complaintId: ComplaintId
}
export async function settleComplaint(
  act: Act,
  { complaintId, ...settlement }: SettleComplaint,
): Promise<void> {
  const { tx, now } = act
  const complaint = await lockComplaint(tx, complaintId)
  refuseIf(whyNotSettle(act.actor, complaint, settlement))
  const { outcome } = settlement
  const { complaintReopenDays } = await policiesOf(tx, complaint.regionPath)
  const { dueOn, status } = complaint
  // Whoever settles while the reporter is asked is in time: the day that runs is the reporter's.
  const isLate = status !== 'more_asked' && dueOn !== null && dueOn < dateIn(ZONE, now)
  await updateComplaint(tx, complaintId, {
    ...{ status: outcome, outcome, dueOn: null, answerDaysLeft: null },
    dismissal: outcome === 'dismissed' ? settlement.dismissal : null,
    redirectedTo: outcome === 'redirected' ? settlement.redirectedTo.trim() : null,
    wasLate: complaint.wasLate || isLate,
    settledAt: now,
    closesOn: closingDay(now, complaintReopenDays),
  })
  await markStatementsEnded(tx, complaintId, now)
  await step(act, complaint, outcome, settlement.words)
  await tellReporter(act, complaint, 'complaint_settled')
}
