/** Cases whose day has come. Those somebody is working on right now are left for the next time. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ComplaintId, TeamId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { PATH_END, ROLES_FOR } from '../../kernel/actor.ts'
import type { Complaint } from './complaints.rules.ts'
import { cases, dated } from './complaints.store.ts'

/** Late for the first time in this step. A reporter who lets the day pass is not late. */
const lateRows = (reader: Reader, today: LocalDate) =>
  cases(reader)
    .where('c.dueOn', '<', today)
    .where('c.escalatedAt', 'is', null)
    .where('c.status', 'in', ['submitted', 'accepted'])

export async function hasLateComplaints(reader: Reader, today: LocalDate): Promise<boolean> {
  return (await lateRows(reader, today).limit(1).executeTakeFirst()) !== undefined
}

export async function lockLateComplaints(tx: Tx, today: LocalDate, limit: number): Promise<Complaint[]> {
  const rows = await lateRows(tx, today)
    .orderBy('c.complaintId')
    .limit(limit)
    .forUpdate('c')
    .skipLocked()
    .execute()
  return rows.map(dated)
}

/** The reporter was asked for more and the day has passed. */
export async function lockUnansweredQuestions(tx: Tx, today: LocalDate, limit: number): Promise<Complaint[]> {
  const rows = await cases(tx)
    .where('c.status', '=', 'more_asked')
    .where('c.dueOn', '<', today)
    .orderBy('c.complaintId')
    .limit(limit)
    .forUpdate('c')
    .skipLocked()
    .execute()
  return rows.map(dated)
}

/** Settled, and not questioned in time. */
export async function lockUnquestioned(tx: Tx, today: LocalDate, limit: number): Promise<Complaint[]> {
  const rows = await cases(tx)
    .where('c.closesOn', '<', today)
    .where('c.closedAt', 'is', null)
    .orderBy('c.complaintId')
    .limit(limit)
    .forUpdate('c')
    .skipLocked()
    .execute()
  return rows.map(dated)
}

export interface Waiting {
  questions: boolean
  settled: boolean
  closed: boolean
}
/** Looked at before anything is done, so that a quiet day leaves no line in the trail. */
export async function findComplaintsWaiting(reader: Reader, today: LocalDate): Promise<Waiting> {
  const { rows } = await sql<Waiting>`select
    exists (select from complaints where status = 'more_asked' and due_on < ${today}) as questions,
    exists (select from complaints where closes_on < ${today} and closed_at is null) as settled,
    exists (select from complaints where forget_on <= ${today} and forgotten_at is null) as closed`.execute(
    reader,
  )
  return rows[0]!
}

export async function markComplaintsEscalated(
  tx: Tx,
  complaintIds: readonly ComplaintId[],
  at: Date,
): Promise<void> {
  await sql`update complaints set escalated_at = ${at}, was_late = true
    where complaint_id = any(${[...complaintIds]}::uuid[])`.execute(tx)
}

/** Of some accounts those that hold a role in a team, or in one above it. */
export async function listInvolved(
  reader: Reader,
  accountIds: readonly AccountId[],
  { teamId, teamPath }: { teamId: TeamId; teamPath: string },
): Promise<AccountId[]> {
  const { rows } = await sql<{ accountId: AccountId }>`select distinct account_id from grants
    where account_id = any(${[...accountIds]}::uuid[]) and ended_at is null and role = any(${[...ROLES_FOR.read]}::text[])
      and (team_id = ${teamId} or (${teamPath} >= team_path and ${teamPath} < team_path || ${PATH_END}))`.execute(
    reader,
  )
  return rows.map(({ accountId }) => accountId)
}
