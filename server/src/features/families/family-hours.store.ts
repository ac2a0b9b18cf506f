/** What the ledger says of a family: minutes of each person, and the shifts at which several of them served. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { ProjectId, ShiftId, VolunteerId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { decodeCursor, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { FamilyHours } from './families.rules.ts'

const peopleOf = ({ people }: FamilyHours) => sql`
  unnest(${people.map((one) => one.volunteerId)}::uuid[], ${people.map((one) => one.since)}::date[]) as one (volunteer_id, since)`

/** A reversal carries the day of what it takes out, so the sum is what still counts. */
export async function sumMinutes(reader: Reader, scope: FamilyHours): Promise<Map<VolunteerId, number>> {
  const { rows } = await sql<{ volunteerId: VolunteerId; minutes: number }>`
    select one.volunteer_id, sum(e.minutes)::int as minutes from ${peopleOf(scope)}
    join hour_entries e on e.volunteer_id = one.volunteer_id and e.served_on >= one.since and e.kind = 'credit'
    group by one.volunteer_id`.execute(reader)
  return new Map(rows.map((row) => [row.volunteerId, row.minutes]))
}

export interface ServedTogether {
  shiftId: ShiftId
  projectId: ProjectId
  servedOn: LocalDate
  activityName: string
  placeName: string
  minutes: number
  names: string[]
}

const KEY = /^\d{4}-\d{2}-\d{2} [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
function keyOf(after: string | undefined): [string | null, string | null] {
  const [day = '', id = ''] = decodeCursor(after, 2) ?? []
  return KEY.test(`${day} ${id}`) && !Number.isNaN(Date.parse(day)) ? [day, id] : [null, null]
}

/** Shifts at which at least two of them have hours that still count, the latest first. */
export async function listServedTogether(
  reader: Reader,
  scope: FamilyHours,
  query: PageQuery,
): Promise<Page<ServedTogether>> {
  const limit = limitOf(query)
  const [day, id] = keyOf(query.after)
  const { rows } = await sql<ServedTogether>`
    with served as (
      select e.shift_id, e.volunteer_id, min(e.project_id::text)::uuid as project_id, max(e.served_on) as served_on,
        min(e.activity_name) as activity_name, min(e.place_name) as place_name, sum(e.minutes)::int as minutes
      from ${peopleOf(scope)}
      join hour_entries e on e.volunteer_id = one.volunteer_id and e.served_on >= one.since
        and e.kind = 'credit' and e.shift_id is not null
      group by e.shift_id, e.volunteer_id having sum(e.minutes) > 0),
    together as (
      select s.shift_id, min(s.project_id::text)::uuid as project_id, max(s.served_on) as served_on,
        min(s.activity_name) as activity_name, min(s.place_name) as place_name, sum(s.minutes)::int as minutes,
        array_agg(v.name order by s.volunteer_id) as names
      from served s join volunteers v using (volunteer_id)
      group by s.shift_id having count(*) >= 2)
    select * from together
    where ${day}::date is null or (served_on, shift_id) < (${day}::date, ${id}::uuid)
    order by served_on desc, shift_id desc limit ${limit + 1}`.execute(reader)
  return pageOf(rows, limit, (row) => [row.servedOn, row.shiftId])
}
