/** What each person has done in a calendar year and in a school year: minutes, and activities they took part in. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { PostedLine } from './ledger.store.ts'

/** The two periods of a day: '2026', and '2026/27' from the first of September on. */
export const PERIODS_OF_DAY = sql`(values (to_char(served_on, 'YYYY')),
  (to_char(served_on - interval '8 months', 'YYYY') || '/' || to_char(served_on + interval '4 months', 'YY'))) as p (period)`

/**
 * An activity is a project on a day, however many lines it has there; so the ledger is asked for those days alone, and
 * told apart what they came to before and after this posting.
 */
export async function addVolunteerPeriods(tx: Tx, lines: readonly PostedLine[]): Promise<void> {
  await sql`
    with change as (
      select volunteer_id, project_id, served_on, sum(minutes) as minutes,
        coalesce(sum(minutes) filter (where is_firm), 0) as firm_minutes
      from unnest(${lines.map((l) => l.volunteerId)}::uuid[], ${lines.map((l) => l.projectId)}::uuid[],
        ${lines.map((l) => l.servedOn)}::date[], ${lines.map((l) => l.minutes)}::int[],
        ${lines.map((l) => l.grade !== 'E')}::bool[]) as row (volunteer_id, project_id, served_on, minutes, is_firm)
      group by volunteer_id, project_id, served_on),
    days as (
      select c.*, sum(e.minutes) as after, coalesce(sum(e.minutes) filter (where e.grade <> 'E'), 0) as firm_after
      from change c join hour_entries e on e.volunteer_id = c.volunteer_id and e.served_on = c.served_on
        and e.project_id = c.project_id and e.kind = 'credit'
      group by c.volunteer_id, c.project_id, c.served_on, c.minutes, c.firm_minutes)
    insert into volunteer_periods (volunteer_id, period, minutes, activities, firm_minutes, firm_activities)
    select volunteer_id, period, sum(minutes), sum((after > 0)::int - (after - minutes > 0)::int), sum(firm_minutes),
      sum((firm_after > 0)::int - (firm_after - firm_minutes > 0)::int)
    from days cross join lateral ${PERIODS_OF_DAY}
    group by volunteer_id, period order by volunteer_id, period
    on conflict (volunteer_id, period) do update set
      minutes = volunteer_periods.minutes + excluded.minutes,
      activities = volunteer_periods.activities + excluded.activities,
      firm_minutes = volunteer_periods.firm_minutes + excluded.firm_minutes,
      firm_activities = volunteer_periods.firm_activities + excluded.firm_activities`.execute(tx)
}
