/** What time does to cases: late ones climb, questions lapse, outcomes become final, contacts are forgotten. */
import type { Act } from '../../act.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { findDueDay, policiesOf } from '../catalog/index.ts'
import {
  lockLateComplaints,
  lockUnansweredQuestions,
  lockUnquestioned,
  markComplaintsEscalated,
} from './clocks.store.ts'
import { forgettingDay } from './reporting.rules.ts'
import { forgetClosed, updateComplaint } from './complaints.store.ts'
import { insertStep } from './steps.store.ts'
import { listAbove, tellOffice } from './telling.actions.ts'

const AT_ONCE = 50
const today = (act: Act) => dateIn(ZONE, act.now)
const byProgram = { byAccountId: null }

/** Answers how many were late. Whoever stands above the office is told, once for each step. */
export async function escalateComplaints(act: Act, _input: null): Promise<number> {
  const late = await lockLateComplaints(act.tx, today(act), AT_ONCE)
  for (const complaint of late) {
    await tellOffice(act, complaint, 'complaint_overdue', await listAbove(act.tx, complaint))
    await insertStep(act.tx, act.vault, complaint, { kind: 'escalated', ...byProgram }, act.now)
    act.mark({ kind: 'complaint', id: complaint.complaintId })
  }
  await markComplaintsEscalated(
    act.tx,
    late.map(({ complaintId }) => complaintId),
    act.now,
  )
  return late.length
}

/** A question without an answer gives the case back to the office, with the days that were left. */
export async function lapseQuestions(act: Act, _input: null): Promise<number> {
  const asked = await lockUnansweredQuestions(act.tx, today(act), AT_ONCE)
  for (const complaint of asked) {
    const { complaintId, answerDaysLeft } = complaint
    const dueOn = await findDueDay(act.tx, today(act), answerDaysLeft ?? 1)
    await updateComplaint(act.tx, complaintId, { status: 'accepted', dueOn, answerDaysLeft: null })
    await insertStep(act.tx, act.vault, complaint, { kind: 'more_lapsed', ...byProgram }, act.now)
    act.mark({ kind: 'complaint', id: complaintId })
  }
  return asked.length
}

export async function closeComplaints(act: Act, _input: null): Promise<number> {
  const settled = await lockUnquestioned(act.tx, today(act), AT_ONCE)
  for (const complaint of settled) {
    const { complaintId, regionPath } = complaint
    const { complaintContactMonths } = await policiesOf(act.tx, regionPath)
    const forgetOn = forgettingDay(act.now, complaintContactMonths)
    await updateComplaint(act.tx, complaintId, { status: 'closed', closedAt: act.now, forgetOn })
    await insertStep(act.tx, act.vault, complaint, { kind: 'closed', ...byProgram }, act.now)
    act.mark({ kind: 'complaint', id: complaintId })
  }
  return settled.length
}

export async function forgetComplaints(act: Act, _input: null): Promise<number> {
  const forgotten = await forgetClosed(act.tx, today(act), act.now, AT_ONCE)
  for (const id of forgotten) act.mark({ kind: 'complaint', id })
  return forgotten.length
}
