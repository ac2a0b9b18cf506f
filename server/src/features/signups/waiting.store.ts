/** The waiting list of a shift, and the places that are offered from it. Writers hold the lock of the shift. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, ShiftId, SignupId, VolunteerId } from '../../kernel/ids.ts'
import type { Span } from '../../kernel/span.ts'
import type { ShiftKey } from '../projects/index.ts'
import type { OfferFacts } from './waiting.rules.ts'

export interface WaitedFor extends OfferFacts, Span, ShiftKey {
  title: string
  placeName: string
  offerHours: number
}

/** What decides about offers at these shifts, as the transaction has left them. */
export async function listWaitedFor(tx: Tx, shifts: readonly ShiftKey[]): Promise<WaitedFor[]> {
  const { rows } = await sql<WaitedFor>`
    select s.project_id, s.shift_id, s.starts_at, s.ends_at, s.headcount, s.admitted_count as admitted,
      s.held_count as held, s.waiting_count as waiting, p.title, p.place_name, p.offer_hours,
      p.status as project_status, p.pause_reason, t.status as team_status
    from shifts s join projects p using (project_id) join teams t on t.team_id = p.team_id
    where (s.project_id, s.shift_id) in (
      select * from unnest(${shifts.map((s) => s.projectId)}::uuid[], ${shifts.map((s) => s.shiftId)}::uuid[]))
      and s.waiting_count > 0
    order by s.project_id, s.shift_id`.execute(tx)
  return rows
}

export interface Waiting extends ShiftKey {
  signupId: SignupId
  volunteerId: VolunteerId
  accountId: AccountId
}
/** The first that wait and may be offered a place, in the order of their numbers. */
export async function listFirstWaiting(tx: Tx, shift: ShiftKey, count: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select project_id, shift_id, signup_id, s.volunteer_id, account_id from signups s join volunteers using (volunteer_id)
    where project_id = ${shift.projectId} and shift_id = ${shift.shiftId} and s.status = 'waiting' and approved
    order by waiting_no limit ${count}`.execute(tx)
  return rows
}

export interface Offer {
  projectId: ProjectId
  signupId: SignupId
  answerBy: Date
}
export async function markOffered(tx: Tx, offers: readonly Offer[], at: Date): Promise<void> {
  if (offers.length === 0) return
  await sql`
    update signups s set status = 'offered', answer_by = offer.answer_by, offered_at = ${at}::timestamptz
    from unnest(${offers.map((o) => o.projectId)}::uuid[], ${offers.map((o) => o.signupId)}::uuid[], ${offers.map((o) => o.answerBy)}::timestamptz[])
      as offer (project_id, signup_id, answer_by)
    where s.project_id = offer.project_id and s.signup_id = offer.signup_id`.execute(tx)
}

type Key = Pick<Waiting, 'projectId' | 'signupId'>
export async function markAccepted(tx: Tx, { projectId, signupId }: Key, decidedAt: Date): Promise<void> {
  await tx
    .updateTable('signups')
    .set({ status: 'admitted', decidedAt })
    .where('projectId', '=', projectId)
    .where('signupId', '=', signupId)
    .execute()
}

/** A ticket that was never drawn leads nowhere, and is not kept. */
export async function markLapsed(tx: Tx, keys: readonly Key[], at: Date): Promise<void> {
  if (keys.length === 0) return
  await sql`
    update signups s set ticket = case when s.status <> 'entered' then s.ticket end, status = 'lapsed', decided_at = ${at}::timestamptz
    from unnest(${keys.map((k) => k.projectId)}::uuid[], ${keys.map((k) => k.signupId)}::uuid[]) as key (project_id, signup_id)
    where s.project_id = key.project_id and s.signup_id = key.signup_id`.execute(tx)
}

export interface Due extends Waiting, Span {
  status: 'waiting' | 'entered' | 'offered'
  title: string
}
/**
 * Offers whose hour has passed, waits for what has begun, and entries that were not drawn until then; without a lock, to learn which shifts have to be
 * locked, and asked again under the locks of those that `within` names.
 */
export async function listDue(
  reader: Reader,
  { now, limit, within }: { now: Date; limit: number; within?: readonly ShiftKey[] },
): Promise<Due[]> {
  const here =
    within === undefined
      ? sql``
      : sql`and (s.project_id, s.shift_id) in (select * from unnest(${within.map((w) => w.projectId)}::uuid[], ${within.map((w) => w.shiftId)}::uuid[]))`
  const columns = sql`select s.project_id, s.shift_id, s.signup_id, s.volunteer_id, s.status, s.starts_at, s.ends_at`
  const { rows } = await sql<Due>`
    select due.*, v.account_id, p.title from (
      (${columns} from signups s where s.status = 'offered' and s.answer_by <= ${now}::timestamptz ${here}
        order by s.answer_by, s.signup_id limit ${limit})
      union all
      (${columns} from signups s where s.status = 'waiting' and s.starts_at <= ${now}::timestamptz ${here}
        order by s.starts_at, s.signup_id limit ${limit})
      union all
      (${columns} from signups s where s.status = 'entered' and s.starts_at <= ${now}::timestamptz ${here}
        order by s.starts_at, s.signup_id limit ${limit})
    ) as due join volunteers v using (volunteer_id) join projects p using (project_id)
    order by due.project_id, due.signup_id limit ${limit}`.execute(reader)
  return rows
}

/** Shifts with a free place for which somebody waits who may have it: recruiting went on, or there are more places. */
export async function listUnoffered(reader: Reader, now: Date, limit: number): Promise<ShiftKey[]> {
  const { rows } = await sql<{ projectId: ProjectId; shiftId: ShiftId }>`
    select s.project_id, s.shift_id from shifts s join projects p using (project_id) join teams t on t.team_id = p.team_id
    where s.waiting_count > 0 and s.admitted_count + s.held_count < s.headcount and s.starts_at > ${now}::timestamptz
      and p.status in ('recruiting', 'running') and p.pause_reason is null and t.status = 'active'
      and exists (select from signups where signups.project_id = s.project_id and signups.shift_id = s.shift_id
        and signups.status = 'waiting' and signups.approved)
    order by s.starts_at, s.shift_id limit ${limit}`.execute(reader)
  return rows
}

/** Looked at first, so that a quiet hour leaves no line in the trail. */
export const hasDueOffers = async (reader: Reader, now: Date): Promise<boolean> =>
  (await listDue(reader, { now, limit: 1 })).length > 0
export const hasUnofferedPlaces = async (reader: Reader, now: Date): Promise<boolean> =>
  (await listUnoffered(reader, now, 1)).length > 0
