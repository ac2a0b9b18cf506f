/** Sign-ups as the team reads them: who wants to come, and who waits. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { PositionId, ShiftId, SignupId, VolunteerId } from '../../kernel/ids.ts'
import { localDate, type LocalDate } from '../../kernel/local-date.ts'
import {
  decodeIdKey,
  decodeNumberKey,
  limitOf,
  pageOf,
  type Page,
  type PageQuery,
} from '../../kernel/page.ts'
import type { Span } from '../../kernel/span.ts'
import { hasCome } from './attendances.store.ts'
import type { RosterScope } from './signups.rules.ts'
import { isCounted } from './standing.store.ts'
import type { SignUpStatus } from './statuses.rules.ts'

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
  declaresQualified: boolean
  guardianPresent: boolean
  headcount: number
  admitted: number
  held: number
  waiting: number
  waitingNo: number | null
  /** On the waiting list; told in the list of those who wait. */
  position: number | null
  approved: boolean
  answerBy: Date | null
  reason: string | null
  withdrawnLate: boolean
  hasCome: boolean
  /** J9 of the absences: within six months, in all projects; null where nobody who reads it has to decide. */
  recentNoShows: number | null
}

/** In the order of arrival; of the waiting list, in the order of its numbers. */
export async function listSignUps(
  reader: Reader,
  scope: RosterScope,
  query: PageQuery & { shiftId?: ShiftId | undefined; status?: SignUpStatus | undefined },
  today: LocalDate,
): Promise<Page<ListedSignUp>> {
  const limit = limitOf(query)
  let rows = listedRows(reader, scope, today).where('signups.projectId', '=', scope.projectId)
  if (query.shiftId !== undefined) rows = rows.where('signups.shiftId', '=', query.shiftId)
  if (query.status !== undefined) rows = rows.where('signups.status', '=', query.status)
  const isWaiting = query.status === 'waiting'
  rows = isWaiting ? inOrderOfNumbers(rows, query.after) : inOrderOfArrival(rows, query.after)
  const found = await rows.limit(limit + 1).execute()
  const positions = isWaiting ? await findPositions(reader, scope, found) : null
  const listed = found.map((row) => ({
    ...row,
    position: positions?.get(row.signupId) ?? null,
    birthDate: localDate(row.birthDate),
    creditMinutes: row.creditMinutes ?? 0,
  }))
  return pageOf(listed, limit, (row) => (isWaiting ? [row.shiftId, row.waitingNo ?? 0] : [row.signupId]))
}

type ListedRows = ReturnType<typeof listedRows>
function inOrderOfArrival(rows: ListedRows, cursor: string | undefined): ListedRows {
  const after = decodeIdKey(cursor)
  const further = after === null ? rows : rows.where('signups.signupId', '>', after as SignupId)
  return further.orderBy('signups.signupId')
}
/** Shift by shift, since each has a list of its own. */
function inOrderOfNumbers(rows: ListedRows, cursor: string | undefined): ListedRows {
  const after = decodeNumberKey(cursor)
  const further =
    after === null
      ? rows
      : rows.where(
          sql<boolean>`(signups.shift_id, signups.waiting_no) > (${after.id}::uuid, ${after.number}::int)`,
        )
  return further.orderBy('signups.shiftId').orderBy('signups.waitingNo')
}

/** Counted for the first of each shift; the others of the page follow it one by one. */
async function findPositions(
  reader: Reader,
  scope: RosterScope,
  rows: readonly { signupId: SignupId; shiftId: ShiftId; waitingNo: number | null }[],
): Promise<Map<SignupId, number>> {
  const firsts = [...new Map([...rows].reverse().map((row) => [row.shiftId, row])).values()]
  const { rows: counted } = await sql<{ shiftId: ShiftId; before: number }>`
    select first.shift_id, (select count(*)::int from signups where project_id = ${scope.projectId}
      and signups.shift_id = first.shift_id and status = 'waiting' and waiting_no < first.waiting_no) as before
    from unnest(${firsts.map((row) => row.shiftId)}::uuid[], ${firsts.map((row) => row.waitingNo)}::int[]) as first (shift_id, waiting_no)`.execute(
    reader,
  )
  const last = new Map(counted.map(({ shiftId, before }) => [shiftId, before]))
  return new Map(
    rows.map(({ signupId, shiftId }) => {
      const place = (last.get(shiftId) ?? 0) + 1
      last.set(shiftId, place)
      return [signupId, place]
    }),
  )
}

const listedRows = (reader: Reader, scope: RosterScope, today: LocalDate) =>
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
      'signups.declaresQualified',
      'signups.guardianPresent',
      'volunteerTotals.creditMinutes',
      'shifts.headcount',
      'shifts.admittedCount as admitted',
      'shifts.heldCount as held',
      'shifts.waitingCount as waiting',
      'signups.waitingNo',
      'signups.approved',
      'signups.answerBy',
      'signups.reason',
      'signups.withdrawnLate',
      hasCome,
      sql<number | null>`case when ${scope.decides} and signups.status in ('applied', 'waiting') then
        (select count(*)::int from absences where absences.volunteer_id = signups.volunteer_id
          and ${isCounted(today)}) end`.as('recentNoShows'),
    ])

export interface SignUpCounts {
  applied: number
  admitted: number
  headcount: number
  held: number
  waiting: number
}

/** Of the whole project or of one shift; `applied` are those who wait for a decision and stand on no list. */
export async function countSignUps(
  reader: Reader,
  scope: RosterScope,
  shiftId: ShiftId | null,
): Promise<SignUpCounts> {
  const { rows } = await sql<SignUpCounts>`
    select coalesce(sum(headcount), 0)::int as headcount, coalesce(sum(admitted_count), 0)::int as admitted,
      coalesce(sum(held_count), 0)::int as held, coalesce(sum(waiting_count), 0)::int as waiting,
      coalesce(sum((select count(*) from signups where signups.project_id = shifts.project_id
        and signups.shift_id = shifts.shift_id and signups.status = 'applied')), 0)::int as applied
    from shifts where project_id = ${scope.projectId} and (${shiftId}::uuid is null or shift_id = ${shiftId}::uuid)`.execute(
    reader,
  )
  return rows[0] ?? { applied: 0, admitted: 0, headcount: 0, held: 0, waiting: 0 }
}
