/** Sign-ups: written here, locked after the shift whose places they take. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, PositionId, ProjectId, ShiftId, SignupId, VolunteerId } from '../../kernel/ids.ts'
import type { Span } from '../../kernel/span.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { hasCome } from './attendances.store.ts'
import type { Place } from './signing.rules.ts'
import type { SignUpStatus } from './statuses.rules.ts'

export interface SignUp extends Span {
  projectId: ProjectId
  signupId: SignupId
  volunteerId: VolunteerId
  positionId: PositionId
  shiftId: ShiftId
  status: SignUpStatus
  declaresQualified: boolean
  guardianPresent: boolean
  /** Whether a place may be offered without a further word of the team. */
  approved: boolean
  answerBy: Date | null
  /** The door has seen them; what they did stays theirs, and with it their place. */
  hasCome: boolean
}
export interface LockedSignUp extends SignUp {
  accountId: AccountId
  name: string
}

const COLUMNS = [
  'signups.projectId',
  'signups.signupId',
  'signups.volunteerId',
  'signups.positionId',
  'signups.shiftId',
  'signups.status',
  'signups.declaresQualified',
  'signups.guardianPresent',
  'signups.approved',
  'signups.answerBy',
  'signups.startsAt',
  'signups.endsAt',
  hasCome,
] as const

/** A sign-up of one's own; the ids of others are not found. */
export function findOwnSignUp(
  reader: Reader,
  volunteerId: VolunteerId,
  signupId: SignupId,
): Promise<SignUp | undefined> {
  return reader
    .selectFrom('signups')
    .select(COLUMNS)
    .where('volunteerId', '=', volunteerId)
    .where('signupId', '=', signupId)
    .executeTakeFirst()
}

/** Without a lock, to learn which shifts have to be locked first. */
export function listSignUpsById(
  reader: Reader,
  projectId: ProjectId,
  signupIds: readonly SignupId[],
): Promise<SignUp[]> {
  return reader
    .selectFrom('signups')
    .select(COLUMNS)
    .where('projectId', '=', projectId)
    .where('signupId', '=', sql<SignupId>`any(${[...signupIds]}::uuid[])`)
    .execute()
}

/** In the order of the ids, under the locks of their shifts. */
export function lockSignUps(
  tx: Tx,
  projectId: ProjectId,
  signupIds: readonly SignupId[],
): Promise<LockedSignUp[]> {
  return tx
    .selectFrom('signups')
    .innerJoin('volunteers', 'volunteers.volunteerId', 'signups.volunteerId')
    .select([...COLUMNS, 'volunteers.accountId', 'volunteers.name'])
    .where('signups.projectId', '=', projectId)
    .where('signups.signupId', '=', sql<SignupId>`any(${[...signupIds]}::uuid[])`)
    .orderBy('signups.signupId')
    .forUpdate('signups')
    .execute()
}

/**
 * Answers the ids in the order of the rows. The team is read where the project stands now, under the lock of the
 * shift: a project may have gone to another team since the place was granted.
 */
export async function insertSignUps(tx: Tx, rows: readonly Place[], at: Date): Promise<SignupId[]> {
  if (rows.length === 0) return []
  const ids = rows.map(() => uuidv7<SignupId>(at))
  await sql`
    insert into signups (project_id, signup_id, volunteer_id, position_id, shift_id, team_id, status,
      starts_at, ends_at, waiting_no, approved, applied_at, decided_at,
      declares_qualified, guardian_present, ticket)
    select row.project_id, signup_id, volunteer_id, position_id, shift_id, projects.team_id, row.status, row.starts_at, row.ends_at,
      waiting_no, approved, ${at}::timestamptz, case when row.status = 'admitted' then ${at}::timestamptz end,
      row.declares_qualified, row.guardian_present, row.ticket
    from unnest(${rows.map((r) => r.projectId)}::uuid[], ${ids}::uuid[], ${rows.map((r) => r.volunteerId)}::uuid[],
      ${rows.map((r) => r.positionId)}::uuid[], ${rows.map((r) => r.shiftId)}::uuid[], ${rows.map((r) => r.status)}::text[], ${rows.map((r) => r.startsAt)}::timestamptz[], ${rows.map((r) => r.endsAt)}::timestamptz[],
      ${rows.map((r) => r.waitingNo)}::int[], ${rows.map((r) => r.approved)}::boolean[],
      ${rows.map((r) => r.declaresQualified)}::boolean[], ${rows.map((r) => r.guardianPresent)}::boolean[],
      ${rows.map((r) => r.ticket)}::text[])
      as row (project_id, signup_id, volunteer_id, position_id, shift_id, status, starts_at, ends_at, waiting_no, approved,
        declares_qualified, guardian_present, ticket)
    join projects on projects.project_id = row.project_id`.execute(tx)
  return ids
}

export interface Decided {
  signupId: SignupId
  status: 'admitted' | 'refused' | 'waiting' | 'offered'
  reason: string | null
  /** A new number on the waiting list; null leaves the one there may be. */
  waitingNo: number | null
  answerBy: Date | null
}
/** What the team has said of somebody; from then on a place may be offered to whoever still waits. */
export async function markDecided(
  tx: Tx,
  projectId: ProjectId,
  decided: readonly Decided[],
  by: { decidedBy: AccountId; decidedAt: Date },
): Promise<void> {
  if (decided.length === 0) return
  await sql`
    update signups set status = decision.status, reason = decision.reason, answer_by = decision.answer_by,
      approved = decision.status <> 'refused', waiting_no = coalesce(decision.waiting_no, signups.waiting_no),
      decided_at = ${by.decidedAt}::timestamptz, decided_by = ${by.decidedBy}::uuid
    from unnest(${decided.map((d) => d.signupId)}::uuid[], ${decided.map((d) => d.status)}::text[], ${decided.map((d) => d.reason)}::text[],
      ${decided.map((d) => d.waitingNo)}::int[], ${decided.map((d) => d.answerBy)}::timestamptz[])
      as decision (signup_id, status, reason, waiting_no, answer_by)
    where signups.project_id = ${projectId}::uuid and signups.signup_id = decision.signup_id`.execute(tx)
}

type Key = Pick<SignUp, 'projectId' | 'signupId'>
export async function markWithdrawn(
  tx: Tx,
  keys: readonly Key[],
  { reason, decidedAt, withdrawnLate }: { reason: string | null; decidedAt: Date; withdrawnLate: boolean },
): Promise<void> {
  if (keys.length === 0) return
  await sql`
    update signups s set status = 'withdrawn', reason = ${reason}, decided_at = ${decidedAt}::timestamptz,
      withdrawn_late = ${withdrawnLate}
    from unnest(${keys.map((k) => k.projectId)}::uuid[], ${keys.map((k) => k.signupId)}::uuid[]) as key (project_id, signup_id)
    where s.project_id = key.project_id and s.signup_id = key.signup_id`.execute(tx)
}

/**
 * They have been there: on the roster they stay, and the place stays taken. Applied once, however often they come and
 * go. Answers those of whom the team had said that they did not come.
 */
export async function markServed(tx: Tx, served: readonly Key[]): Promise<Key[]> {
  if (served.length === 0) return []
  const { rows } = await sql<Key & { isSaid: boolean }>`
    update signups s set status = 'served'
    from unnest(${served.map((r) => r.projectId)}::uuid[], ${served.map((r) => r.signupId)}::uuid[]) as row (project_id, signup_id)
    where s.project_id = row.project_id and s.signup_id = row.signup_id and s.status in ('admitted', 'no_show', 'excused', 'unrecorded')
    returning s.project_id, s.signup_id, exists (select from absences
      where absences.project_id = s.project_id and absences.signup_id = s.signup_id) as is_said`.execute(tx)
  return rows.filter(({ isSaid }) => isSaid)
}
