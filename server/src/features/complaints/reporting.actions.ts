/** What the reporter does: reports, shows pictures, says more, questions the outcome once. */
import type { Act } from '../../act.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { ComplaintId, FileId, ProjectId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { findDueDay, policiesOf } from '../catalog/index.ts'
import { isThereFor } from '../signups/index.ts'
import type { Picture } from '../teams/index.ts'
import { insertComplaintFile, takeComplaintFiles } from './complaint-files.store.ts'
import { type ComplaintKind, type ComplaintSubject } from './complaints.rules.ts'
import { whyNotAddToComplaint, whyNotReopen, whyNotReport } from './reporting.rules.ts'
import {
  getComplaint,
  insertComplaint,
  lockComplaint,
  SUBJECTS,
  updateComplaint,
} from './complaints.store.ts'
import { insertStep, listSteps } from './steps.store.ts'
import { newComplaintNumber, newComplaintSecret, sealPart, secretHash } from './sealing.ts'
import { listAbove, listHandlers, tellOffice } from './telling.actions.ts'

export interface SubmitComplaint {
  /** Who has the subject before their eyes, also where they report without a name; kept nowhere. */
  reader: Actor
  subjectKind: ComplaintSubject
  subjectId: string
  kind: ComplaintKind
  words: string
  happenedOn: LocalDate | null
  place: string
  contact: string
  mayName: boolean
  fileIds: readonly FileId[]
}
export interface SubmittedComplaint {
  number: string
  secret: string
  dueOn: LocalDate
}

export async function submitComplaint(act: Act, input: SubmitComplaint): Promise<SubmittedComplaint> {
  const { tx, vault, now } = act
  const { subjectKind, subjectId, kind, happenedOn, mayName } = input
  const fileIds = [...new Set(input.fileIds)]
  refuseIf(whyNotReport({ ...input, fileIds }, now))
  const subject = await SUBJECTS[subjectKind](tx, subjectId)
  const isThere = subjectKind === 'team' || (await isThereFor(tx, input.reader, subjectId as ProjectId))
  if (subject === undefined || !isThere) throw new Refusal('subject_not_found')
  const { teamId, regionPath, name: subjectName } = subject
  const { complaintAcceptDays } = await policiesOf(tx, regionPath)
  const dueOn = await findDueDay(tx, dateIn(ZONE, now), complaintAcceptDays)
  const complaintId = uuidv7<ComplaintId>(now)
  const number = newComplaintNumber(dateIn(ZONE, now).slice(0, 4))
  const secret = newComplaintSecret()
  const sealed = (part: 'place' | 'contact') =>
    input[part].trim() === '' ? null : sealPart(vault, part, input[part].trim())
  const isNew = await insertComplaint(tx, {
    ...{ complaintId, complaintNumber: number, secretHash: secretHash(vault, secret) },
    ...{ subjectKind, subjectId, subjectName, teamId, regionPath, kind, happenedOn, mayName, dueOn },
    reporterAccountId: act.actor.accountId,
    placeEnc: sealed('place'),
    contactEnc: sealed('contact'),
    submittedAt: now,
  })
  if (!isNew) throw new Refusal('already_reported')
  const taken = await takeComplaintFiles(tx, fileIds, complaintId)
  if (taken < fileIds.length) throw new Refusal('file_not_found', { field: 'fileIds' })
  const complaint = await getComplaint(tx, complaintId)
  const { accountId: byAccountId } = act.actor
  await insertStep(tx, vault, complaint, { kind: 'submitted', words: input.words.trim(), byAccountId }, now)
  await tellOffice(act, complaint, 'complaint_submitted', await listHandlers(tx, complaint))
  act.mark({ kind: 'complaint', id: complaintId, facts: { subjectKind, subjectId, kind } })
  return { number, secret, dueOn }
}

/** A picture drawn anew before; a report takes it within a day. */
export async function uploadComplaintFile(act: Act, picture: Picture): Promise<{ fileId: FileId }> {
  const fileId = uuidv7<FileId>(act.now)
  await insertComplaintFile(act.tx, { fileId, ...picture }, act.now)
  act.mark({ kind: 'complaint_file', id: fileId })
  return { fileId }
}

export interface SayMore {
  complaintId: ComplaintId
  words: string
}
/** Whoever was asked and answers starts the clock of the office again, with the days that were left. */
export async function addToComplaint(act: Act, { complaintId, words }: SayMore): Promise<void> {
  const { tx, vault, now } = act
  const complaint = await lockComplaint(tx, complaintId)
  const steps = await listSteps(tx, vault, complaintId)
  const additions = steps.filter(({ kind }) => kind === 'more_told').length
  refuseIf(whyNotAddToComplaint(complaint, additions, words))
  const byAccountId = complaint.reporterAccountId
  await insertStep(tx, vault, complaint, { kind: 'more_told', words: words.trim(), byAccountId }, now)
  if (complaint.answerDaysLeft !== null) {
    const dueOn = await findDueDay(tx, dateIn(ZONE, now), complaint.answerDaysLeft)
    await updateComplaint(tx, complaintId, { status: 'accepted', dueOn, answerDaysLeft: null })
  }
  const read = await getComplaint(tx, complaintId)
  await tellOffice(act, read, 'complaint_more_told', await listHandlers(tx, read))
  act.mark({ kind: 'complaint', id: complaintId })
}

/** The whole term runs again, and whoever stands above the office hears of it as well. */
export async function reopenComplaint(act: Act, { complaintId, words }: SayMore): Promise<void> {
  const { tx, vault, now } = act
  const before = await lockComplaint(tx, complaintId)
  refuseIf(whyNotReopen(before, { now, words }))
  const { complaintAnswerDays } = await policiesOf(tx, before.regionPath)
  const dueOn = await findDueDay(tx, dateIn(ZONE, now), complaintAnswerDays)
  await updateComplaint(tx, complaintId, {
    ...{ status: 'accepted', round: before.round + 1, dueOn, escalatedAt: null },
    ...{ outcome: null, dismissal: null, redirectedTo: null, settledAt: null, closesOn: null },
    acceptedAt: before.acceptedAt ?? now,
  })
  const complaint = await getComplaint(tx, complaintId)
  const byAccountId = complaint.reporterAccountId
  await insertStep(tx, vault, complaint, { kind: 'reopened', words: words.trim(), byAccountId }, now)
  const told = [...(await listHandlers(tx, complaint)), ...(await listAbove(tx, complaint))]
  await tellOffice(act, complaint, 'complaint_reopened', [...new Set(told)])
  act.mark({ kind: 'complaint', id: complaintId, facts: { outcome: before.outcome } })
}
