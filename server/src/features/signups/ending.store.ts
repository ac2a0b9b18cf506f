/** Sign-ups that end by the team's word: called off with their shift, put back on the waiting list, or not come to. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, SignupId, VolunteerId } from '../../kernel/ids.ts'
import type { ShiftKey } from '../projects/index.ts'

interface Word {
  /** Null where the clock ended them. */
  reason: string | null
  decidedAt: Date
  decidedBy: AccountId | null
}

/** The locks of the shifts and of the sign-ups are held. */
export async function markCancelled(
  tx: Tx,
  projectId: ProjectId,
  signupIds: readonly SignupId[],
  word: Word,
): Promise<void> {
  if (signupIds.length === 0) return
  await tx
    .updateTable('signups')
    .set({ status: 'cancelled', answerBy: null, ...word })
    .where('projectId', '=', projectId)
    .where('signupId', '=', sql<SignupId>`any(${[...signupIds]}::uuid[])`)
    .execute()
}

/**
 * In the order given, before all who wait there already; their numbers may fall below zero. The lock of the shift is
 * held, so that nobody else comes to wait meanwhile.
 */
export async function markPutFirst(
  tx: Tx,
  { projectId, shiftId }: ShiftKey,
  signupIds: readonly SignupId[],
  word: Omit<Word, 'reason'>,
): Promise<void> {
  if (signupIds.length === 0) return
  await sql`
    update signups set status = 'waiting', approved = true, answer_by = null, waiting_no = first.no - ${signupIds.length}::int + moved.place::int,
      reason = null, decided_at = ${word.decidedAt}::timestamptz, decided_by = ${word.decidedBy}::uuid
    from (select coalesce(min(waiting_no), 1) - 1 as no from signups
        where project_id = ${projectId} and shift_id = ${shiftId} and status = 'waiting') as first,
      unnest(${[...signupIds]}::uuid[]) with ordinality as moved (signup_id, place)
    where signups.project_id = ${projectId} and signups.signup_id = moved.signup_id`.execute(tx)
}

/** What the team says of people who have not come, or that it takes back what it said. The locks of the people are held. */
export async function markAbsent(
  tx: Tx,
  projectId: ProjectId,
  signupIds: readonly SignupId[],
  status: 'no_show' | 'excused' | 'admitted' | 'unrecorded',
): Promise<void> {
  if (signupIds.length === 0) return
  await tx
    .updateTable('signups')
    .set({ status })
    .where('projectId', '=', projectId)
    .where('signupId', '=', sql<SignupId>`any(${[...signupIds]}::uuid[])`)
    .execute()
}

/** R12. Of whom nothing was said until the end, nothing is said for good. Answers whom it concerns. */
export async function markUnrecorded(
  tx: Tx,
  projectIds: readonly ProjectId[],
): Promise<{ projectId: ProjectId; signupId: SignupId; volunteerId: VolunteerId }[]> {
  return tx
    .updateTable('signups')
    .set({ status: 'unrecorded' })
    .where('projectId', '=', sql<ProjectId>`any(${[...projectIds]}::uuid[])`)
    .where('status', '=', 'admitted')
    .returning(['projectId', 'signupId', 'volunteerId'])
    .execute()
}

/** What was said of them is kept no longer. Who got hours meanwhile has come. */
export async function markForgotten(
  tx: Tx,
  rows: readonly { projectId: ProjectId; signupId: SignupId }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update signups s set status = 'unrecorded'
    from unnest(${rows.map((row) => row.projectId)}::uuid[], ${rows.map((row) => row.signupId)}::uuid[]) as row (project_id, signup_id)
    where s.project_id = row.project_id and s.signup_id = row.signup_id and s.status in ('no_show', 'excused')`.execute(
    tx,
  )
}
