/** Whom to remind of which shift; each row says that it was done, for one time of the shift. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, SignupId } from '../../kernel/ids.ts'
import { SOON_INTERVAL, type DueReminder } from './reminders.rules.ts'

export interface Unreminded {
  projectId: ProjectId
  signupId: SignupId
  accountId: AccountId
  status: 'admitted' | 'offered'
  title: string
  positionName: string
  placeName: string
  placeAddress: string
  startsAt: Date
  endsAt: Date
  answerBy: Date | null
}

/**
 * When the person last read the time: with the place, with the offer of one, or when the shift was moved. A notice of
 * any of them after the moment of the reminder stands for it.
 */
const knownAt = sql`greatest(coalesce(s.decided_at, s.applied_at), s.offered_at,
  (select moved_at from moved_signups moved where moved.project_id = s.project_id and moved.signup_id = s.signup_id))`

/** By the index of the beginnings of shifts, then along the places of each. */
export async function listUnreminded(
  reader: Reader,
  { kind, from, before, knownBefore }: DueReminder,
  limit: number,
): Promise<Unreminded[]> {
  const { rows } = await sql<Unreminded>`
    select s.project_id, s.signup_id, v.account_id, s.status, p.title, po.name as position_name,
      p.place_name, p.place_address, sh.starts_at, sh.ends_at, s.answer_by
    from shifts sh
    join projects p on p.project_id = sh.project_id
    join positions po on po.project_id = sh.project_id and po.position_id = sh.position_id
    join signups s on s.project_id = sh.project_id and s.shift_id = sh.shift_id and s.status in ('admitted', 'offered')
    join volunteers v on v.volunteer_id = s.volunteer_id
    where sh.starts_at >= ${from}::timestamptz and sh.starts_at < ${before}::timestamptz
      and sh.cancelled_at is null and p.status in ('recruiting', 'recruiting_paused', 'running')
      and ${knownAt} < coalesce(${knownBefore}::timestamptz, sh.starts_at - ${SOON_INTERVAL}::interval)
      and not exists (select from signup_reminders told where told.project_id = s.project_id
        and told.signup_id = s.signup_id and told.kind = ${kind} and told.starts_at = sh.starts_at)
    order by sh.starts_at, s.signup_id limit ${limit}`.execute(reader)
  return rows
}

/** Answers those that nobody else has reminded meanwhile. */
export async function insertReminders(
  tx: Tx,
  kind: DueReminder['kind'],
  rows: readonly Unreminded[],
  toldAt: Date,
): Promise<Set<SignupId>> {
  if (rows.length === 0) return new Set()
  const inserted = await tx
    .insertInto('signupReminders')
    .values(
      rows.map(({ projectId, signupId, startsAt }) => ({ projectId, signupId, kind, startsAt, toldAt })),
    )
    .onConflict((conflict) => conflict.columns(['projectId', 'signupId', 'kind', 'startsAt']).doNothing())
    .returning('signupId')
    .execute()
  return new Set(inserted.map(({ signupId }) => signupId))
}

export async function deleteRemindersBefore(tx: Tx, toldBefore: Date): Promise<void> {
  await tx.deleteFrom('signupReminders').where('toldAt', '<', toldBefore).execute()
}
