/** Cases and their steps. Whoever does something in a case locks its row first. Reads teams, projects and accounts. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ComplaintId, ProjectId, TeamId } from '../../kernel/ids.ts'
import { localDate, type LocalDate } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Vault } from '../../vault.ts'
import type { Complaint, ComplaintKind, ComplaintState, ComplaintSubject } from './complaints.rules.ts'
import { openPart } from './sealing.ts'

const COLUMNS = [
  'c.complaintId',
  'c.complaintNumber',
  'c.reporterAccountId',
  'c.subjectKind',
  'c.subjectId',
  'c.subjectName',
  'c.teamId',
  'teams.name as teamName',
  'teams.path as teamPath',
  'c.regionPath',
  'c.kind',
  'c.happenedOn',
  'c.mayName',
  'c.status',
  'c.round',
  'c.outcome',
  'c.dismissal',
  'c.redirectedTo',
  'c.submittedAt',
  'c.acceptedAt',
  'c.dueOn',
  'c.answerDaysLeft',
  'c.wasLate',
  'c.settledAt',
  'c.closesOn',
  'c.closedAt',
  'c.forgottenAt',
] as const

export const cases = (reader: Reader) =>
  reader
    .selectFrom('complaints as c')
    .innerJoin('teams', 'teams.teamId', 'c.teamId')
    .select([...COLUMNS])

const dayOf = (text: string | null): LocalDate | null => (text === null ? null : localDate(text))
interface Days {
  dueOn: string | null
  happenedOn: string | null
  closesOn: string | null
}
export const dated = <Row extends Days>(row: Row) => ({
  ...row,
  dueOn: dayOf(row.dueOn),
  happenedOn: dayOf(row.happenedOn),
  closesOn: dayOf(row.closesOn),
})

export async function findComplaint(
  reader: Reader,
  complaintId: ComplaintId,
): Promise<Complaint | undefined> {
  const row = await cases(reader).where('c.complaintId', '=', complaintId).executeTakeFirst()
  return row === undefined ? undefined : dated(row)
}

export async function getComplaint(reader: Reader, complaintId: ComplaintId): Promise<Complaint> {
  const complaint = await findComplaint(reader, complaintId)
  if (complaint === undefined) throw new Refusal('complaint_not_found')
  return complaint
}

/** Locks before it reads, so that of two who decide the second sees what the first has done. */
export async function lockComplaint(tx: Tx, complaintId: ComplaintId): Promise<Complaint> {
  await tx
    .selectFrom('complaints')
    .select('complaintId')
    .where('complaintId', '=', complaintId)
    .forUpdate()
    .execute()
  return getComplaint(tx, complaintId)
}

export interface KeptSecret {
  complaintId: ComplaintId
  secretHash: Buffer
  reporterAccountId: AccountId | null
}
export function findSecretOf(reader: Reader, complaintNumber: string): Promise<KeptSecret | undefined> {
  return reader
    .selectFrom('complaints')
    .select(['complaintId', 'secretHash', 'reporterAccountId'])
    .where('complaintNumber', '=', complaintNumber)
    .executeTakeFirst()
}

export interface FoundSubject {
  name: string
  teamId: TeamId
  regionPath: string
}
/** What the public can see, or could once; drafts and what waits for its first review do not exist here. */
export const SUBJECTS: Record<
  ComplaintSubject,
  (reader: Reader, id: string) => Promise<FoundSubject | undefined>
> = {
  team: (reader, id) =>
    reader
      .selectFrom('teams')
      .select(['name', 'teamId', 'regionPath'])
      .where('teamId', '=', id as TeamId)
      .where('status', 'in', ['active', 'suspended', 'dissolved'])
      .executeTakeFirst(),
  project: (reader, id) =>
    reader
      .selectFrom('projects')
      .select(['title as name', 'teamId', 'regionPath'])
      .where('projectId', '=', id as ProjectId)
      .where('publishedAt', 'is not', null)
      .executeTakeFirst(),
}

export interface NewComplaint {
  complaintId: ComplaintId
  complaintNumber: string
  secretHash: Buffer
  reporterAccountId: AccountId | null
  subjectKind: ComplaintSubject
  subjectId: string
  subjectName: string
  teamId: TeamId
  regionPath: string
  kind: ComplaintKind
  happenedOn: LocalDate | null
  placeEnc: Buffer | null
  contactEnc: Buffer | null
  mayName: boolean
  submittedAt: Date
  dueOn: LocalDate
}
/** False when this account has an open case about the subject already. */
export async function insertComplaint(tx: Tx, complaint: NewComplaint): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('complaints')
    .values({ ...complaint, status: 'submitted' })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export type ComplaintChange = Partial<{
  status: ComplaintState
  round: number
  outcome: Complaint['outcome']
  dismissal: Complaint['dismissal']
  redirectedTo: string | null
  acceptedAt: Date | null
  dueOn: LocalDate | null
  answerDaysLeft: number | null
  wasLate: boolean
  escalatedAt: Date | null
  settledAt: Date | null
  closesOn: LocalDate | null
  closedAt: Date | null
  forgetOn: LocalDate | null
}>
export async function updateComplaint(
  tx: Tx,
  complaintId: ComplaintId,
  change: ComplaintChange,
): Promise<void> {
  await tx.updateTable('complaints').set(change).where('complaintId', '=', complaintId).execute()
}

export interface Private {
  place: string
  contact: string | null
  reporterName: string | null
}
/** Where it was, and who reported it as far as they said. */
export async function getPrivate(reader: Reader, vault: Vault, complaintId: ComplaintId): Promise<Private> {
  const row = await reader
    .selectFrom('complaints')
    .leftJoin('accounts', 'accounts.accountId', 'complaints.reporterAccountId')
    .select(['placeEnc', 'contactEnc', 'accounts.displayName as reporterName'])
    .where('complaintId', '=', complaintId)
    .executeTakeFirstOrThrow()
  return {
    place: row.placeEnc === null ? '' : openPart(vault, 'place', row.placeEnc),
    contact: row.contactEnc === null ? null : openPart(vault, 'contact', row.contactEnc),
    reporterName: row.reporterName,
  }
}

/** Contact and pictures of cases whose day for it has come. Answers which cases it were. */
export async function forgetClosed(
  tx: Tx,
  today: LocalDate,
  now: Date,
  limit: number,
): Promise<ComplaintId[]> {
  const { rows } = await sql<{ complaintId: ComplaintId }>`
    with old as (select complaint_id from complaints where forget_on <= ${today} and forgotten_at is null
        order by complaint_id limit ${limit} for update skip locked),
      pictures as (delete from complaint_files where complaint_id in (select complaint_id from old))
    update complaints set contact_enc = null, forgotten_at = ${now} from old
    where complaints.complaint_id = old.complaint_id returning complaints.complaint_id`.execute(tx)
  return rows.map(({ complaintId }) => complaintId)
}
