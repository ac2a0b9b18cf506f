/** The ledger as people read it: one's own lines, a team's lines, and the totals above them. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { HourEntryId, ProjectId, VolunteerId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { decodeCursor, decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { Span } from '../../kernel/span.ts'
import type { Grade, Method, OwnHours, TeamHours } from './hours.rules.ts'

export interface HourItem extends Span {
  hourEntryId: HourEntryId
  volunteerId: VolunteerId
  volunteerName: string
  volunteerNumber: string | null
  kind: 'credit' | 'honour'
  minutes: number
  method: Method
  grade: Grade
  servedOn: LocalDate
  projectId: ProjectId
  activityName: string
  positionName: string | null
  placeName: string
  unitName: string
  enteredByLabel: string
  approvedByLabel: string | null
  reverses: HourEntryId | null
  reversedBy: HourEntryId | null
  cause: string | null
  disowned: boolean
}

/** The columns of a line; other lists of the ledger add their own conditions to it. */
export const HOUR_ITEMS = sql`
  select e.hour_entry_id, e.volunteer_id, v.name as volunteer_name, v.volunteer_number, e.kind, e.minutes, e.method, e.grade,
    e.served_on, e.starts_at, e.ends_at, e.project_id, e.activity_name, p.name as position_name, e.place_name, e.unit_name,
    coalesce(enterer.display_name, '') as entered_by_label, approver.display_name as approved_by_label,
    e.reverses, r.hour_entry_id as reversed_by, coalesce(e.cause, r.cause) as cause, d.disowned_id is not null as disowned
  from hour_entries e
  join volunteers v on v.volunteer_id = e.volunteer_id
  left join positions p on p.project_id = e.project_id and p.position_id = e.position_id
  left join accounts enterer on enterer.account_id = e.entered_by
  left join accounts approver on approver.account_id = e.approved_by
  left join hour_entries r on r.volunteer_id = e.volunteer_id and r.reverses = e.hour_entry_id
  left join disowned_records d on d.volunteer_id = e.volunteer_id and d.record_kind = 'hour_entry' and d.record_id = e.hour_entry_id`

/** A person's lines by the day of service, the latest first. */
export async function listOwnHours(
  reader: Reader,
  scope: OwnHours,
  query: PageQuery & { year?: number | undefined },
): Promise<Page<HourItem>> {
  const limit = limitOf(query)
  const [day, id] = ownKey(query.after)
  const { rows } = await sql<HourItem>`
    ${HOUR_ITEMS}
    where e.volunteer_id = ${scope.volunteerId}
      and (${query.year ?? null}::int is null
        or e.served_on between make_date(${query.year ?? null}::int, 1, 1) and make_date(${query.year ?? null}::int, 12, 31))
      and (${day}::date is null or (e.served_on, e.hour_entry_id) < (${day}::date, ${id}::uuid))
    order by e.served_on desc, e.hour_entry_id desc limit ${limit + 1}`.execute(reader)
  return pageOf(rows, limit, (row) => [row.servedOn, row.hourEntryId])
}

const OWN_KEY = /^\d{4}-\d{2}-\d{2} [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
function ownKey(after: string | undefined): [string | null, string | null] {
  const [day = '', id = ''] = decodeCursor(after, 2) ?? []
  return OWN_KEY.test(`${day} ${id}`) && !Number.isNaN(Date.parse(day)) ? [day, id] : [null, null]
}

/** A team's lines as they were recorded, the latest first. */
export async function listTeamHours(
  reader: Reader,
  scope: TeamHours,
  query: PageQuery & { projectId?: ProjectId | undefined },
): Promise<Page<HourItem>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  const { rows } = await sql<HourItem>`
    ${HOUR_ITEMS}
    where e.team_id = ${scope.teamId}
      and (${query.projectId ?? null}::uuid is null or e.project_id = ${query.projectId ?? null}::uuid)
      and (${after}::uuid is null or e.hour_entry_id < ${after}::uuid)
    order by e.hour_entry_id desc limit ${limit + 1}`.execute(reader)
  return pageOf(rows, limit, (row) => [row.hourEntryId])
}

export interface Totals {
  creditMinutes: number
  honourMinutes: number
  thisYearMinutes: number
  regionPath: string
}

export async function getTotals(reader: Reader, scope: OwnHours, year: number): Promise<Totals> {
  const { rows } = await sql<Totals>`
    select coalesce(t.credit_minutes, 0) as credit_minutes, coalesce(t.honour_minutes, 0) as honour_minutes,
      coalesce(y.credit_minutes, 0) as this_year_minutes, v.region_path
    from volunteers v
    left join volunteer_totals t using (volunteer_id)
    left join volunteer_years y on y.volunteer_id = v.volunteer_id and y.year = ${year}
    where v.volunteer_id = ${scope.volunteerId}`.execute(reader)
  const [totals] = rows
  if (totals === undefined) throw new Error('totals of nobody')
  return totals
}
