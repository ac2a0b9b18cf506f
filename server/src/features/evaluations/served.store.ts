/** Who served: on the roster as served, and seen by the door or with hours that still count. Reads sign-ups, attendances and the ledger. */
import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { ProjectId, VolunteerId } from '../../kernel/ids.ts'

/** What is known of one sign-up `s`; hours that were reversed undo what the door saw. */
const KNOWN = sql`(
  select sum(e.minutes) as minutes, min(e.recorded_at) filter (where e.minutes > 0) as recorded_at,
    exists (select from attendances a where a.project_id = s.project_id and a.shift_id = s.shift_id
      and a.signup_id = s.signup_id and a.status <> 'lapsed') as seen
  from hour_entries e where e.volunteer_id = s.volunteer_id and e.project_id = s.project_id and e.shift_id = s.shift_id)`

/** One row for each person and project of the sign-ups `s` that are asked for. */
export const servedBy = (which: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select s.project_id, s.volunteer_id, max(sh.ends_at) as served_until,
    max(greatest(sh.ends_at, case when not known.seen then known.recorded_at end)) as known_at
  from signups s
  join shifts sh on sh.project_id = s.project_id and sh.shift_id = s.shift_id
  cross join lateral ${KNOWN} as known
  where s.status = 'served' and ${which} and coalesce(known.minutes > 0, known.seen)
  group by s.project_id, s.volunteer_id)`

export async function listServices(
  reader: Reader,
  projectId: ProjectId,
  volunteerIds: readonly VolunteerId[],
): Promise<Map<VolunteerId, { knownAt: Date }>> {
  const people = sql`s.project_id = ${projectId} and s.volunteer_id = any(${[...volunteerIds]}::uuid[])`
  const { rows } = await sql<{ volunteerId: VolunteerId; knownAt: Date }>`
    select served.volunteer_id, served.known_at from ${servedBy(people)} as served`.execute(reader)
  return new Map(rows.map(({ volunteerId, knownAt }) => [volunteerId, { knownAt }]))
}

export interface Figures {
  people: number
  shifts: number
  minutes: number
  grades: { grade: string; minutes: number }[]
}
/** What the door and the ledger say of a project; a reversal lowers it. */
export async function getFigures(reader: Reader, projectId: ProjectId): Promise<Figures> {
  const { rows } = await sql<Omit<Figures, 'minutes'>>`
    select (select count(*)::int from ${servedBy(sql`s.project_id = ${projectId}`)} as served) as people,
      (select count(distinct shift_id)::int from signups where project_id = ${projectId} and status = 'served') as shifts,
      (select coalesce(json_agg(json_build_object('grade', grade, 'minutes', minutes) order by grade), '[]') from (
        select grade, sum(minutes)::int as minutes from hour_entries
        where project_id = ${projectId} and kind = 'credit' group by grade having sum(minutes) > 0) as by_grade) as grades`.execute(
    reader,
  )
  const { people = 0, shifts = 0, grades = [] } = rows[0] ?? {}
  return { people, shifts, grades, minutes: grades.reduce((sum, { minutes }) => sum + minutes, 0) }
}
