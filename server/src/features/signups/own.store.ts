/** Sign-ups as their person reads them: the diary, and what there is at one project. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { PositionId, ProjectId, ShiftId, SignupId, VolunteerId } from '../../kernel/ids.ts'
import { decodeTimeKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { Span } from '../../kernel/span.ts'
import { hasCome } from './attendances.store.ts'
import { clashAt, openClash, type ClashRow } from './moves.store.ts'
import type { Commitment } from './signups.rules.ts'
import type { SignUpStatus } from './statuses.rules.ts'

export interface MySignUp extends Span {
  signupId: SignupId
  projectId: ProjectId
  title: string
  teamName: string
  positionName: string
  placeName: string
  longitude: number | null
  latitude: number | null
  leaderName: string
  leaderPublic: boolean
  status: SignUpStatus
  reason: string | null
  /** On the waiting list, from one on. */
  position: number | null
  ticket: string | null
  drawAt: Date | null
  drawReason: string | null
  answerBy: Date | null
  withdrawnLate: boolean
  projectStatus: string
  withdrawHoursBefore: number
  signedInAt: Date | null
  signedOutAt: Date | null
  /** Until when they are asked whether they still come, and from which time. */
  moveAnswerBy: Date | null
  movedFrom: Date | null
  movedTo: Date | null
  /** What else they have at its time; looked for only where their yes is asked for. */
  clash: Commitment | null
}

/** What comes is listed from the nearest on, what was from the latest back. What one has withdrawn does not come. */
export async function listMySignUps(
  reader: Reader,
  volunteerId: VolunteerId,
  query: PageQuery & { when: 'upcoming' | 'past' },
  now: Date,
): Promise<Page<MySignUp>> {
  const limit = limitOf(query)
  const after = decodeTimeKey(query.after)
  const isPast = query.when === 'past'
  let rows = ownRows(reader, volunteerId)
  rows = isPast
    ? rows.where('signups.endsAt', '<=', now)
    : rows.where('signups.endsAt', '>', now).where('signups.status', '<>', 'withdrawn')
  if (after !== null) {
    const key = sql`(${after.at}::timestamptz, ${after.id}::uuid)`
    const own = sql`(signups.starts_at, signups.signup_id)`
    rows = rows.where(isPast ? sql<boolean>`${own} < ${key}` : sql<boolean>`${own} > ${key}`)
  }
  const found = await rows
    .orderBy('signups.startsAt', isPast ? 'desc' : 'asc')
    .orderBy('signups.signupId', isPast ? 'desc' : 'asc')
    .limit(limit + 1)
    .execute()
  const mine = found.map(({ clash, ...row }) => ({ ...row, clash: openClash(clash) }))
  return pageOf(mine, limit, (row) => [row.startsAt.toISOString(), row.signupId])
}

/** How many wait before somebody, counting them; of interest only to whoever waits. */
export const position = sql<number | null>`(
  case when signups.status = 'waiting' then (select count(*)::int from signups other
    where other.project_id = signups.project_id and other.shift_id = signups.shift_id
      and other.status = 'waiting' and other.waiting_no <= signups.waiting_no) end)`.as('position')

const OF_DRAWS = ['signups.ticket', 'signups.drawReason', 'projects.drawAt'] as const

const ownRows = (reader: Reader, volunteerId: VolunteerId) =>
  reader
    .selectFrom('signups')
    .innerJoin('projects', 'projects.projectId', 'signups.projectId')
    .innerJoin('teams', 'teams.teamId', 'projects.teamId')
    .innerJoin('positions', (join) =>
      join
        .onRef('positions.projectId', '=', 'signups.projectId')
        .onRef('positions.positionId', '=', 'signups.positionId'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('attendances')
          .select(['attendances.signedInAt', 'attendances.signedOutAt'])
          .whereRef('attendances.volunteerId', '=', 'signups.volunteerId')
          .whereRef('attendances.projectId', '=', 'signups.projectId')
          .whereRef('attendances.shiftId', '=', 'signups.shiftId')
          .whereRef('attendances.signupId', '=', 'signups.signupId')
          .orderBy('attendances.signedInAt', 'desc')
          .limit(1)
          .as('latest'),
      (join) => join.onTrue(),
    )
    .leftJoin('movedSignups as moved', (join) =>
      join
        .onRef('moved.projectId', '=', 'signups.projectId')
        .onRef('moved.signupId', '=', 'signups.signupId'),
    )
    .select(OF_DRAWS)
    .select([
      'signups.signupId',
      'signups.projectId',
      'projects.title',
      'teams.name as teamName',
      'positions.name as positionName',
      'signups.startsAt',
      'signups.endsAt',
      'projects.placeName',
      'projects.longitude',
      'projects.latitude',
      'projects.leaderName',
      'projects.leaderPublic',
      'signups.status',
      'signups.reason',
      'signups.answerBy',
      'signups.withdrawnLate',
      'projects.status as projectStatus',
      'projects.withdrawHoursBefore',
      position,
      'latest.signedInAt',
      'latest.signedOutAt',
      'moved.answerBy as moveAnswerBy',
      'moved.agreedStartsAt as movedFrom',
      'moved.agreedEndsAt as movedTo',
      sql<ClashRow | null>`case when moved.answer_by is not null or signups.status = 'offered'
        then ${clashAt(sql`signups.starts_at`, sql`signups.ends_at`)} end`.as('clash'),
    ])
    .where('signups.volunteerId', '=', volunteerId)

export interface OwnSignUp {
  signupId: SignupId
  positionId: PositionId
  startsAt: Date
  status: SignUpStatus
  position: number | null
  ticket: string | null
  answerBy: Date | null
  hasCome: boolean
  /** What else they have at the time of a place that is offered. */
  clash: Commitment | null
}
const offerClash = sql<ClashRow | null>`case when signups.status = 'offered'
  then ${clashAt(sql`signups.starts_at`, sql`signups.ends_at`)} end`.as('clash')
/** One's live sign-ups for one project, by shift. */
export async function findOwnByShift(
  reader: Reader,
  projectId: ProjectId,
  volunteerId: VolunteerId,
): Promise<Map<ShiftId, OwnSignUp>> {
  const rows = await reader
    .selectFrom('signups')
    .select([
      'shiftId',
      'signupId',
      'positionId',
      'startsAt',
      'status',
      'ticket',
      'answerBy',
      position,
      hasCome,
      offerClash,
    ])
    .where('projectId', '=', projectId)
    .where('volunteerId', '=', volunteerId)
    .where('status', '<>', 'withdrawn')
    .orderBy('signupId')
    .execute()
  // A later sign-up for the same shift stands over one that was refused.
  return new Map(rows.map(({ shiftId, clash, ...own }) => [shiftId, { ...own, clash: openClash(clash) }]))
}

export interface OtherShift extends Span {
  shiftId: ShiftId
  positionName: string
  free: number
}
/** The other shifts of a project that have still to begin, the nearest first. */
export async function listOtherShifts(
  reader: Reader,
  own: { projectId: ProjectId; shiftId: ShiftId },
  query: PageQuery,
  now: Date,
): Promise<Page<OtherShift>> {
  const limit = limitOf(query)
  const after = decodeTimeKey(query.after)
  const { rows } = await sql<OtherShift>`
    select s.shift_id, p.name as position_name, s.starts_at, s.ends_at,
      greatest(0, s.headcount - s.admitted_count - s.held_count) as free
    from shifts s join positions p using (project_id, position_id)
    where s.project_id = ${own.projectId} and s.shift_id <> ${own.shiftId} and s.cancelled_at is null and s.starts_at > ${now}::timestamptz
      and (${after === null} or (s.starts_at, s.shift_id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by s.starts_at, s.shift_id limit ${limit + 1}`.execute(reader)
  return pageOf(rows, limit, (row) => [row.startsAt.toISOString(), row.shiftId])
}
