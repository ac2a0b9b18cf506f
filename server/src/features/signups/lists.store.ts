/** Sign-ups as they are read: one's own diary, and the team's list of who wants to come. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { PositionId, ProjectId, ShiftId, SignupId, VolunteerId } from '../../kernel/ids.ts'
import { localDate, type LocalDate } from '../../kernel/local-date.ts'
import { decodeIdKey, decodeTimeKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { Span } from '../../kernel/span.ts'
import type { RosterScope, SignUpStatus } from './signups.rules.ts'

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
  status: SignUpStatus
  reason: string | null
  signedInAt: Date | null
  signedOutAt: Date | null
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
  return pageOf(found, limit, (row) => [row.startsAt.toISOString(), row.signupId])
}

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
      'signups.status',
      'signups.reason',
      'latest.signedInAt',
      'latest.signedOutAt',
    ])
    .where('signups.volunteerId', '=', volunteerId)

/** One's live sign-ups for one project, by shift. */
export async function findOwnByShift(
  reader: Reader,
  projectId: ProjectId,
  volunteerId: VolunteerId,
): Promise<Map<ShiftId, { signupId: SignupId; status: SignUpStatus }>> {
  const rows = await reader
    .selectFrom('signups')
    .select(['shiftId', 'signupId', 'status'])
    .where('projectId', '=', projectId)
    .where('volunteerId', '=', volunteerId)
    .where('status', '<>', 'withdrawn')
    .orderBy('signupId')
    .execute()
  // A later sign-up for the same shift stands over one that was refused.
  return new Map(rows.map(({ shiftId, ...own }) => [shiftId, own]))
}

export interface ListedSignUp extends Span {
  signupId: SignupId
  volunteerId: VolunteerId
  name: string
  volunteerNumber: string | null
  birthDate: LocalDate
  positionId: PositionId
  positionName: string
  shiftId: ShiftId
  status: SignUpStatus
  appliedAt: Date
  creditMinutes: number
  headcount: number
  admitted: number
}

/** In the order of arrival. */
export async function listSignUps(
  reader: Reader,
  scope: RosterScope,
  query: PageQuery & { shiftId?: ShiftId | undefined; status?: SignUpStatus | undefined },
): Promise<Page<ListedSignUp>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = listedRows(reader).where('signups.projectId', '=', scope.projectId)
  if (query.shiftId !== undefined) rows = rows.where('signups.shiftId', '=', query.shiftId)
  if (query.status !== undefined) rows = rows.where('signups.status', '=', query.status)
  if (after !== null) rows = rows.where('signups.signupId', '>', after as SignupId)
  const found = await rows
    .orderBy('signups.signupId')
    .limit(limit + 1)
    .execute()
  const listed = found.map((row) => ({
    ...row,
    birthDate: localDate(row.birthDate),
    creditMinutes: row.creditMinutes ?? 0,
  }))
  return pageOf(listed, limit, (row) => [row.signupId])
}

const listedRows = (reader: Reader) =>
  reader
    .selectFrom('signups')
    .innerJoin('volunteers', 'volunteers.volunteerId', 'signups.volunteerId')
    .innerJoin('positions', (join) =>
      join
        .onRef('positions.projectId', '=', 'signups.projectId')
        .onRef('positions.positionId', '=', 'signups.positionId'),
    )
    .innerJoin('shifts', (join) =>
      join
        .onRef('shifts.projectId', '=', 'signups.projectId')
        .onRef('shifts.shiftId', '=', 'signups.shiftId'),
    )
    .leftJoin('volunteerTotals', 'volunteerTotals.volunteerId', 'signups.volunteerId')
    .select([
      'signups.signupId',
      'signups.volunteerId',
      'volunteers.name',
      'volunteers.volunteerNumber',
      'volunteers.birthDate',
      'signups.positionId',
      'positions.name as positionName',
      'signups.shiftId',
      'signups.startsAt',
      'signups.endsAt',
      'signups.status',
      'signups.appliedAt',
      'volunteerTotals.creditMinutes',
      'shifts.headcount',
      'shifts.admittedCount as admitted',
    ])

export interface SignUpCounts {
  applied: number
  admitted: number
  headcount: number
}

/** Of the whole project or of one shift; `applied` are those who wait for a decision. */
export async function countSignUps(
  reader: Reader,
  scope: RosterScope,
  shiftId: ShiftId | null,
): Promise<SignUpCounts> {
  const { rows } = await sql<SignUpCounts>`
    select coalesce(sum(headcount), 0)::int as headcount, coalesce(sum(admitted_count), 0)::int as admitted,
      coalesce(sum((select count(*) from signups where signups.project_id = shifts.project_id
        and signups.shift_id = shifts.shift_id and signups.status in ('applied', 'waiting'))), 0)::int as applied
    from shifts where project_id = ${scope.projectId} and (${shiftId}::uuid is null or shift_id = ${shiftId}::uuid)`.execute(
    reader,
  )
  return rows[0] ?? { applied: 0, admitted: 0, headcount: 0 }
}
