/** Sign-ups whose shift was moved: the time that was agreed to, the question, and what stands in its way. Writers hold the lock of the shift. */
import { sql, type RawBuilder } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, ShiftId, SignupId, VolunteerId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import type { Span } from '../../kernel/span.ts'
import type { ShiftKey } from '../projects/index.ts'
import { ASKED_STATUSES, MOVED_STATUSES } from './moves.rules.ts'
import type { Commitment } from './signups.rules.ts'
import { LIVE_STATUSES, type SignUpStatus } from './statuses.rules.ts'

/** Another live sign-up of the person that shares a minute with this one at the given time. */
export const clashAt = (startsAt: RawBuilder<unknown>, endsAt: RawBuilder<unknown>) => sql<ClashRow | null>`(
  select json_build_object('shiftId', other.shift_id, 'title', p.title, 'startsAt', other.starts_at, 'endsAt', other.ends_at)
  from signups other join projects p on p.project_id = other.project_id
  where other.volunteer_id = signups.volunteer_id and other.signup_id <> signups.signup_id
    and other.status in (${sql.join([...LIVE_STATUSES])})
    and other.starts_at < ${endsAt} and other.ends_at > ${startsAt}
  order by other.starts_at limit 1)`
export interface ClashRow {
  shiftId: ShiftId
  title: string
  startsAt: string
  endsAt: string
}
export const openClash = (row: ClashRow | null): Commitment | null =>
  row === null ? null : { ...row, startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) }

export interface MovedPerson {
  signupId: SignupId
  volunteerId: VolunteerId
  accountId: AccountId
  name: string
  birthDate: LocalDate
  status: SignUpStatus
  /** The time that they last said yes to. */
  agreed: Span
  clash: Commitment | null
}
/** Everybody whom it concerns when this shift is at another time, in the order of their ids. */
export async function listMovedPeople(
  reader: Reader,
  { projectId, shiftId }: ShiftKey,
  to: Span,
): Promise<MovedPerson[]> {
  const { rows } = await sql<
    Omit<MovedPerson, 'agreed' | 'clash'> & { agreedFrom: Date; agreedTo: Date; clash: ClashRow | null }
  >`
    select signups.signup_id, signups.volunteer_id, v.account_id, v.name, v.birth_date, signups.status,
      coalesce(moved.agreed_starts_at, signups.starts_at) as agreed_from,
      coalesce(moved.agreed_ends_at, signups.ends_at) as agreed_to,
      ${clashAt(sql`${to.startsAt}::timestamptz`, sql`${to.endsAt}::timestamptz`)} as clash
    from signups join volunteers v on v.volunteer_id = signups.volunteer_id
    left join moved_signups moved on moved.project_id = signups.project_id and moved.signup_id = signups.signup_id
    where signups.project_id = ${projectId} and signups.shift_id = ${shiftId}
      and signups.status in (${sql.join([...MOVED_STATUSES])})
    order by signups.signup_id`.execute(reader)
  return rows.map(({ agreedFrom, agreedTo, clash, ...person }) => ({
    ...person,
    agreed: { startsAt: agreedFrom, endsAt: agreedTo },
    clash: openClash(clash),
  }))
}

/** Every sign-up of the shift, in whatever state: they carry its time with them. */
export async function updateSignUpTimes(tx: Tx, { projectId, shiftId }: ShiftKey, to: Span): Promise<void> {
  await tx
    .updateTable('signups')
    .set({ startsAt: to.startsAt, endsAt: to.endsAt })
    .where('projectId', '=', projectId)
    .where('shiftId', '=', shiftId)
    .execute()
}

export interface Moved {
  signupId: SignupId
  agreed: Span
  /** Null for those who are only told. */
  answerBy: Date | null
}
/** Asked anew by every move; what was agreed to stays until the next yes. */
export async function keepMoved(
  tx: Tx,
  projectId: ProjectId,
  moved: readonly Moved[],
  at: Date,
): Promise<void> {
  if (moved.length === 0) return
  await sql`
    insert into moved_signups (project_id, signup_id, agreed_starts_at, agreed_ends_at, moved_at, answer_by)
    select ${projectId}::uuid, id, agreed_from, agreed_to, ${at}::timestamptz, answer_by
    from unnest(${moved.map((m) => m.signupId)}::uuid[], ${moved.map((m) => m.agreed.startsAt)}::timestamptz[],
      ${moved.map((m) => m.agreed.endsAt)}::timestamptz[], ${moved.map((m) => m.answerBy)}::timestamptz[])
      as row (id, agreed_from, agreed_to, answer_by)
    on conflict (project_id, signup_id) do update set moved_at = excluded.moved_at, answer_by = excluded.answer_by`.execute(
    tx,
  )
}

export interface OpenQuestion {
  answerBy: Date
  clash: Commitment | null
}
/** What one sign-up is asked, under its lock. */
export async function findQuestion(
  reader: Reader,
  { projectId, signupId }: { projectId: ProjectId; signupId: SignupId },
): Promise<OpenQuestion | undefined> {
  const { rows } = await sql<{ answerBy: Date; clash: ClashRow | null }>`
    select moved.answer_by, ${clashAt(sql`signups.starts_at`, sql`signups.ends_at`)} as clash
    from moved_signups moved join signups on signups.project_id = moved.project_id and signups.signup_id = moved.signup_id
    where moved.project_id = ${projectId} and moved.signup_id = ${signupId} and moved.answer_by is not null`.execute(
    reader,
  )
  const [row] = rows
  return row === undefined ? undefined : { answerBy: row.answerBy, clash: openClash(row.clash) }
}

/** What stands in the way of coming to it, under the lock of the person. */
export async function findClash(
  reader: Reader,
  { projectId, signupId }: { projectId: ProjectId; signupId: SignupId },
): Promise<Commitment | null> {
  const { rows } = await sql<{ clash: ClashRow | null }>`
    select ${clashAt(sql`signups.starts_at`, sql`signups.ends_at`)} as clash from signups
    where signups.project_id = ${projectId} and signups.signup_id = ${signupId}`.execute(reader)
  return openClash(rows[0]?.clash ?? null)
}

/** They come at the new time: from now on that is what they agreed to. */
export async function markStillComing(
  tx: Tx,
  { projectId, signupId, startsAt, endsAt }: Span & { projectId: ProjectId; signupId: SignupId },
): Promise<void> {
  await tx
    .updateTable('movedSignups')
    .set({ agreedStartsAt: startsAt, agreedEndsAt: endsAt, answerBy: null })
    .where('projectId', '=', projectId)
    .where('signupId', '=', signupId)
    .execute()
}

export interface DueQuestion extends ShiftKey, Span {
  signupId: SignupId
  volunteerId: VolunteerId
  accountId: AccountId
  status: SignUpStatus
  title: string
  /** Still asked: with a wish or a place, and not come yet. */
  isOpen: boolean
}
/**
 * Questions whose hour has passed, with those that ended by the way; without a lock, to learn which shifts have to be
 * locked, and asked again under the locks of those that `within` names.
 */
export async function listDueQuestions(
  reader: Reader,
  { now, limit, within }: { now: Date; limit: number; within?: readonly ShiftKey[] },
): Promise<DueQuestion[]> {
  const here =
    within === undefined
      ? sql``
      : sql`and (s.project_id, s.shift_id) in (select * from unnest(${within.map((w) => w.projectId)}::uuid[], ${within.map((w) => w.shiftId)}::uuid[]))`
  const { rows } = await sql<DueQuestion>`
    select s.project_id, s.shift_id, s.signup_id, s.volunteer_id, v.account_id, s.status, s.starts_at, s.ends_at, p.title,
      s.status in (${sql.join([...ASKED_STATUSES])}) and not exists (select from attendances a
        where a.project_id = s.project_id and a.signup_id = s.signup_id) as is_open
    from moved_signups m join signups s on s.project_id = m.project_id and s.signup_id = m.signup_id
    join volunteers v on v.volunteer_id = s.volunteer_id join projects p on p.project_id = s.project_id
    where m.answer_by <= ${now}::timestamptz ${here}
    order by m.answer_by, m.signup_id limit ${limit}`.execute(reader)
  return rows
}

export async function markQuestionsOver(
  tx: Tx,
  keys: readonly { projectId: ProjectId; signupId: SignupId }[],
): Promise<void> {
  if (keys.length === 0) return
  await sql`
    update moved_signups m set answer_by = null
    from unnest(${keys.map((k) => k.projectId)}::uuid[], ${keys.map((k) => k.signupId)}::uuid[]) as key (project_id, signup_id)
    where m.project_id = key.project_id and m.signup_id = key.signup_id`.execute(tx)
}

/** Looked at first, so that a quiet hour leaves no line in the trail. */
export const hasDueQuestions = async (reader: Reader, now: Date): Promise<boolean> =>
  (await listDueQuestions(reader, { now, limit: 1 })).length > 0
