/** Marks as their person reads them, and as whoever has the last word does. */
import type { Reader } from '../../db/handles.ts'
import type { SignupId, TeamId } from '../../kernel/ids.ts'
import { decodeTimeKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { sql } from 'kysely'
import { TOLD_ROWS_MAX, type OwnAbsences } from './absences.rules.ts'
import { ABSENCE_COLUMNS, dated, type AbsenceRow } from './absences.store.ts'

export interface ShownAbsence extends AbsenceRow {
  teamId: TeamId
  teamName: string
  title: string
  positionName: string
  startsAt: Date
  endsAt: Date
}

const shownRows = (reader: Reader) =>
  reader
    .selectFrom('absences')
    .innerJoin('signups', (join) =>
      join
        .onRef('signups.projectId', '=', 'absences.projectId')
        .onRef('signups.signupId', '=', 'absences.signupId'),
    )
    .innerJoin('projects', 'projects.projectId', 'absences.projectId')
    .innerJoin('teams', 'teams.teamId', 'projects.teamId')
    .innerJoin('positions', (join) =>
      join
        .onRef('positions.projectId', '=', 'signups.projectId')
        .onRef('positions.positionId', '=', 'signups.positionId'),
    )
    .select([
      ...ABSENCE_COLUMNS,
      'teams.teamId',
      'teams.name as teamName',
      'projects.title',
      'positions.name as positionName',
      'signups.startsAt',
      'signups.endsAt',
    ])

/** Marks and those that were lifted, the latest first; what is excused is no mark. */
export async function listMyAbsences(
  reader: Reader,
  { volunteerId }: OwnAbsences,
  query: PageQuery,
  today: LocalDate,
): Promise<Page<ShownAbsence>> {
  const limit = Math.min(limitOf(query), TOLD_ROWS_MAX)
  const after = decodeTimeKey(query.after)
  let rows = shownRows(reader)
    .where('absences.volunteerId', '=', volunteerId)
    .where('absences.state', '<>', 'excused')
    .where('absences.forgetOn', '>', today)
  if (after !== null)
    rows = rows.where(
      sql<boolean>`(signups.ends_at, absences.signup_id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  const found = await rows
    .orderBy('signups.endsAt', 'desc')
    .orderBy('absences.signupId', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(found.map(dated), limit, (row) => [row.endsAt.toISOString(), row.signupId])
}

export interface ReviewedAbsence extends ShownAbsence {
  name: string
  volunteerNumber: string | null
}
/** For the reviewer whose review names it. */
export async function findShownAbsence(
  reader: Reader,
  signupId: SignupId,
): Promise<ReviewedAbsence | undefined> {
  const row = await shownRows(reader)
    .innerJoin('volunteers', 'volunteers.volunteerId', 'absences.volunteerId')
    .select(['volunteers.name', 'volunteers.volunteerNumber'])
    .where('absences.signupId', '=', signupId)
    .executeTakeFirst()
  return row === undefined ? undefined : dated(row)
}
