/** What the office does in a case before it settles it. Each deed locks the case. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ComplaintId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { calendarBetween, findDueDay, policiesOf } from '../catalog/index.ts'
import { workingDaysLeft } from '../reviews/index.ts'
import { findTeam } from '../teams/index.ts'
import {
  officeOf,
  whyNotAccept,
  whyNotAskComplainant,
  whyNotAskForStatement,
  whyNotHandle,
  whyNotRecordMeasure,
  type Complaint,
  type NewMeasure,
} from './complaints.rules.ts'
import { getPrivate, lockComplaint, updateComplaint } from './complaints.store.ts'
import { insertStep, type StepKind } from './steps.store.ts'
import { hasOpenStatement, insertMeasure, insertStatement } from './statements.store.ts'
import { tellReporter, tellTeam } from './telling.actions.ts'

const today = (act: Act) => dateIn(ZONE, act.now)

/** In the name of the office, by the person who did it. */
export async function step(act: Act, complaint: Complaint, kind: StepKind, words = ''): Promise<void> {
  const byName = officeOf(act.actor, complaint.regionPath)
  await insertStep(
    act.tx,
    act.vault,
    complaint,
    { kind, words: words.trim(), byAccountId: accountOf(act.actor), byName },
    act.now,
  )
  act.mark({ kind: 'complaint', id: complaint.complaintId, facts: { number: complaint.complaintNumber } })
}
const wasLateBy = (act: Act, { dueOn, wasLate }: Complaint): boolean =>
  wasLate || (dueOn !== null && dueOn < today(act))

export async function acceptComplaint(
  act: Act,
  { complaintId }: { complaintId: ComplaintId },
): Promise<void> {
  const { tx } = act
  const complaint = await lockComplaint(tx, complaintId)
  refuseIf(whyNotAccept(act.actor, complaint))
  const { complaintAnswerDays } = await policiesOf(tx, complaint.regionPath)
  const dueOn = await findDueDay(tx, today(act), complaintAnswerDays)
  const wasLate = wasLateBy(act, complaint)
  await updateComplaint(tx, complaintId, {
    ...{ status: 'accepted', acceptedAt: act.now, dueOn, wasLate, escalatedAt: null },
  })
  await step(act, complaint, 'accepted')
  await tellReporter(act, complaint, 'complaint_accepted')
}

export interface AskMore {
  complaintId: ComplaintId
  words: string
}
export async function askComplainant(act: Act, { complaintId, words }: AskMore): Promise<void> {
  const { tx } = act
  const complaint = await lockComplaint(tx, complaintId)
  refuseIf(whyNotAskComplainant(act.actor, complaint))
  if (words.trim() === '') throw new Refusal('question_missing')
  const { complaintMoreDays } = await policiesOf(tx, complaint.regionPath)
  const asked = complaint.dueOn ?? today(act)
  const [from, to] = asked < today(act) ? [asked, today(act)] : [today(act), asked]
  const left = workingDaysLeft(today(act), asked, await calendarBetween(tx, from, to))
  const dueOn = await findDueDay(tx, today(act), complaintMoreDays)
  const wasLate = wasLateBy(act, complaint)
  await updateComplaint(tx, complaintId, {
    ...{ status: 'more_asked', dueOn, wasLate, answerDaysLeft: Math.max(1, left) },
  })
  await step(act, complaint, 'more_asked', words)
  await tellReporter(act, complaint, 'complaint_more_asked')
}

export interface AskForStatement {
  complaintId: ComplaintId
  /** The matter as the team shall read it; the words of the report stay with the office. */
  matter: string
}
export async function askForStatement(act: Act, { complaintId, matter }: AskForStatement): Promise<void> {
  const { tx, vault } = act
  const complaint = await lockComplaint(tx, complaintId)
  refuseIf(whyNotAskForStatement(act.actor, complaint, await hasOpenStatement(tx, complaintId)))
  if (matter.trim() === '') throw new Refusal('matter_missing')
  const { complaintStatementDays } = await policiesOf(tx, complaint.regionPath)
  const dueOn = await findDueDay(tx, today(act), complaintStatementDays)
  const askedByName = officeOf(act.actor, complaint.regionPath)
  const { teamId } = complaint
  await insertStatement(
    tx,
    vault,
    { complaintId, teamId, matter: matter.trim(), askedByName, dueOn },
    act.now,
  )
  await step(act, complaint, 'statement_asked')
  await tellTeam(act, complaint, 'complaint_statement_asked', { byName: askedByName, dueOn })
}

/** For the file, never for reporter or team. */
export async function noteComplaint(act: Act, { complaintId, words }: AskMore): Promise<void> {
  const complaint = await lockComplaint(act.tx, complaintId)
  refuseIf(whyNotHandle(act.actor, complaint))
  if (words.trim() === '') throw new Refusal('note_missing')
  await step(act, complaint, 'note', words)
}

export interface RecordMeasure extends NewMeasure {
  complaintId: ComplaintId
}
export async function recordMeasure(act: Act, { complaintId, ...measure }: RecordMeasure): Promise<void> {
  const { tx, now } = act
  const complaint = await lockComplaint(tx, complaintId)
  const teamStatus = (await findTeam(tx, complaint.teamId))?.status ?? ''
  refuseIf(whyNotRecordMeasure(act.actor, complaint, measure, { teamStatus, today: today(act) }))
  const byName = officeOf(act.actor, complaint.regionPath)
  await insertMeasure(tx, {
    ...{ complaintId, teamId: complaint.teamId, measure: measure.measure, article: measure.article },
    words: measure.words.trim(),
    mendBy: measure.measure === 'deadline' ? measure.mendBy : null,
    passedTo: measure.measure === 'passed_on' ? measure.passedTo.trim() : null,
    ...{ byName, byAccountId: accountOf(act.actor), at: now },
  })
  await step(act, complaint, 'measure')
  await tellTeam(act, complaint, 'complaint_measure', { byName })
}

export interface Revealed {
  contact: string | null
  reporterName: string | null
}
/** Y10. Shows contact and name, and opens the pictures for an hour; the reason stands in both trails. */
export async function revealComplaint(
  act: Act,
  { complaintId, reason }: { complaintId: ComplaintId; reason: string },
): Promise<Revealed> {
  const { tx, vault } = act
  const complaint = await lockComplaint(tx, complaintId)
  refuseIf(whyNotHandle(act.actor, complaint))
  if (reason.trim() === '') throw new Refusal('reveal_reason_missing')
  await step(act, complaint, 'revealed', reason)
  const { contact, reporterName } = await getPrivate(tx, vault, complaintId)
  return { contact, reporterName }
}
