/** What was said of people who did not come, written. Each row is guarded by the lock of its sign-up. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, SignupId } from '../../kernel/ids.ts'
import { localDate, type LocalDate } from '../../kernel/local-date.ts'
import type { Absence, AbsenceState } from './absences.rules.ts'

export interface AbsenceRow extends Absence {
  note: string
  decidedAt: Date
  appealedAt: Date | null
  wordsEnc: Buffer | null
  answeredAt: Date | null
  answer: string | null
  raisedAt: Date | null
  settledAt: Date | null
  settlement: string | null
  liftedAt: Date | null
}

export const ABSENCE_COLUMNS = [
  'absences.projectId',
  'absences.signupId',
  'absences.volunteerId',
  'absences.state',
  'absences.note',
  'absences.decidedAt',
  'absences.decidedBy',
  'absences.forgetOn',
  'absences.appealUntil',
  'absences.appealedAt',
  'absences.wordsEnc',
  'absences.answerDueOn',
  'absences.answeredAt',
  'absences.answeredBy',
  'absences.answer',
  'absences.raiseUntil',
  'absences.raisedAt',
  'absences.finalDueOn',
  'absences.settledAt',
  'absences.settlement',
  'absences.liftedAt',
] as const

const DAYS = ['forgetOn', 'appealUntil', 'answerDueOn', 'raiseUntil', 'finalDueOn'] as const
type Dated = Record<'forgetOn' | 'appealUntil', string> &
  Record<'answerDueOn' | 'raiseUntil' | 'finalDueOn', string | null>
export const dated = <Row extends Dated>(row: Row): Omit<Row, keyof Dated> & Pick<Absence, keyof Dated> => ({
  ...row,
  ...(Object.fromEntries(DAYS.map((day) => [day, row[day] === null ? null : localDate(row[day])])) as Pick<
    Absence,
    keyof Dated
  >),
})

export async function findAbsence(
  reader: Reader,
  projectId: ProjectId,
  signupId: SignupId,
): Promise<AbsenceRow | undefined> {
  const row = await reader
    .selectFrom('absences')
    .select(ABSENCE_COLUMNS)
    .where('projectId', '=', projectId)
    .where('signupId', '=', signupId)
    .executeTakeFirst()
  return row === undefined ? undefined : dated(row)
}

/** Without a lock, to learn which rows a deed or a reader means. */
export async function findAbsenceOf(reader: Reader, signupId: SignupId): Promise<AbsenceRow | undefined> {
  const row = await reader
    .selectFrom('absences')
    .select(ABSENCE_COLUMNS)
    .where('signupId', '=', signupId)
    .executeTakeFirst()
  return row === undefined ? undefined : dated(row)
}

export async function findAbsences(
  reader: Reader,
  projectId: ProjectId,
  signupIds: readonly SignupId[],
): Promise<Map<SignupId, AbsenceRow>> {
  if (signupIds.length === 0) return new Map()
  const rows = await reader
    .selectFrom('absences')
    .select(ABSENCE_COLUMNS)
    .where('projectId', '=', projectId)
    .where('signupId', '=', sql<SignupId>`any(${[...signupIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.signupId, dated(row)]))
}

export interface NewAbsence {
  projectId: ProjectId
  signupId: SignupId
  volunteerId: Absence['volunteerId']
  state: 'excused' | 'marked'
  note: string
  decidedAt: Date
  decidedBy: AccountId
  forgetOn: LocalDate
  appealUntil: LocalDate
}
/** A mark that was lifted stays what it is, so that it is not made again. */
export async function insertAbsences(tx: Tx, rows: readonly NewAbsence[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('absences')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['projectId', 'signupId']).doNothing())
    .execute()
}

export type AbsenceChange = Partial<Omit<AbsenceRow, 'projectId' | 'signupId' | 'volunteerId'>> & {
  state?: AbsenceState
}
export async function updateAbsence(
  tx: Tx,
  { projectId, signupId }: Pick<Absence, 'projectId' | 'signupId'>,
  change: AbsenceChange,
): Promise<void> {
  await tx
    .updateTable('absences')
    .set(change)
    .where('projectId', '=', projectId)
    .where('signupId', '=', signupId)
    .execute()
}

export async function deleteAbsences(
  tx: Tx,
  rows: readonly Pick<Absence, 'projectId' | 'signupId'>[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    delete from absences using unnest(${rows.map((row) => row.projectId)}::uuid[], ${rows.map((row) => row.signupId)}::uuid[])
      as gone (project_id, signup_id)
    where absences.project_id = gone.project_id and absences.signup_id = gone.signup_id`.execute(tx)
}
