/**
 * Every figure that is kept beside its rows, counted again from them. A difference is a fault of the
 * program: nothing is mended here.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import { PERIODS_OF_DAY } from '../hours/index.ts'
import { PLACED_STATUSES } from '../signups/index.ts'

export interface Difference {
  figure: string
  key: string
  kept: string
  counted: string
}
interface Figure {
  name: string
  /** Both answer `key` and `value` as text; a key that is missing counts as nothing. */
  kept: RawBuilder<unknown>
  counted: RawBuilder<unknown>
}

const MONTH = sql`to_char(served_on, 'YYYY-MM')`
/** A reversal takes its line out of the count. */
const ENTRIES = sql`sum(case when reverses is null then 1 else -1 end)`

const places: readonly Figure[] = [
  {
    name: 'region_people',
    kept: sql`select region_path as key, concat_ws(' ', registered, claimed, verified) as value from region_people
      where (registered, claimed, verified) <> (0, 0, 0)`,
    counted: sql`select left(region_path, 6) as key, concat_ws(' ', count(k.volunteer_id), count(k.volunteer_id) filter (where claimed_at is not null),
        count(*) filter (where status in ('verified', 'suspended'))) as value
      from volunteers left join identity_keys k using (volunteer_id)
      where k.volunteer_id is not null or status in ('verified', 'suspended') group by 1`,
  },
  {
    name: 'region_teams',
    kept: sql`select region_path as key, active::text as value from region_teams where active <> 0`,
    counted: sql`select left(region_path, 6) as key, count(*)::text as value from teams where status = 'active' group by 1`,
  },
  {
    name: 'teams.member_count',
    kept: sql`select team_id::text as key, member_count::text as value from teams where member_count <> 0`,
    counted: sql`select team_id::text as key, count(*)::text as value from memberships where status = 'member' group by 1`,
  },
  {
    name: 'region_projects',
    kept: sql`select region_path as key, published::text as value from region_projects where published <> 0`,
    counted: sql`select region_path as key, count(*)::text as value from projects where published_at is not null group by 1`,
  },
  {
    name: 'shifts.admitted_count',
    kept: sql`select shift_id::text as key, admitted_count::text as value from shifts where admitted_count <> 0`,
    counted: sql`select shift_id::text as key, count(*)::text as value from signups where status in (${sql.join(PLACED_STATUSES.map((one) => sql.lit(one)))}) group by 1`,
  },
  {
    name: 'shifts.held_count, shifts.waiting_count',
    kept: sql`select shift_id::text as key, concat_ws(' ', held_count, waiting_count) as value from shifts where (held_count, waiting_count) <> (0, 0)`,
    counted: sql`select shift_id::text as key, concat_ws(' ', count(*) filter (where status = 'offered'), count(*) filter (where status = 'waiting')) as value
      from signups where status in ('offered', 'waiting') group by 1`,
  },
  {
    name: 'door_counts',
    kept: sql`select shift_id::text as key, concat_ws(' ', present, gone) as value from door_counts where (present, gone) <> (0, 0)`,
    counted: sql`select shift_id::text as key, concat_ws(' ', count(*) filter (where is_here), count(*) filter (where not is_here)) as value
      from (select shift_id, signup_id, bool_or(status = 'open') as is_here from attendances group by 1, 2) as visits group by 1`,
  },
]

const hours: readonly Figure[] = [
  {
    name: 'volunteer_totals',
    kept: sql`select volunteer_id::text as key, concat_ws(' ', credit_minutes, honour_minutes, entry_count, last_month) as value
      from volunteer_totals where (credit_minutes, honour_minutes, entry_count) <> (0, 0, 0)`,
    counted: sql`select volunteer_id::text as key, concat_ws(' ', coalesce(sum(minutes) filter (where kind = 'credit'), 0),
        coalesce(sum(minutes) filter (where kind = 'honour'), 0), ${ENTRIES},
        max(${MONTH}) filter (where reverses is null and not exists (select from hour_entries r
          where r.volunteer_id = e.volunteer_id and r.reverses = e.hour_entry_id))) as value
      from hour_entries e group by 1 having (sum(minutes), ${ENTRIES}) <> (0, 0)`,
  },
  {
    name: 'volunteer_years',
    kept: sql`select concat_ws(' ', volunteer_id, year) as key, credit_minutes::text as value from volunteer_years where credit_minutes <> 0`,
    counted: sql`select concat_ws(' ', volunteer_id, extract(year from served_on)::int) as key, sum(minutes)::text as value
      from hour_entries where kind = 'credit' group by 1 having sum(minutes) <> 0`,
  },
  {
    name: 'volunteer_periods',
    kept: sql`select concat_ws(' ', volunteer_id, period) as key, concat_ws(' ', minutes, activities, firm_minutes, firm_activities) as value
      from volunteer_periods where (minutes, activities) <> (0, 0)`,
    counted: sql`select concat_ws(' ', volunteer_id, period) as key, concat_ws(' ', sum(minutes), count(*) filter (where minutes > 0),
        sum(firm), count(*) filter (where firm > 0)) as value
      from (select volunteer_id, project_id, served_on, sum(minutes) as minutes, coalesce(sum(minutes) filter (where grade <> 'E'), 0) as firm
        from hour_entries where kind = 'credit' group by 1, 2, 3) as days cross join lateral ${PERIODS_OF_DAY}
      group by 1 having (sum(minutes), count(*) filter (where minutes > 0)) <> (0, 0)`,
  },
  {
    name: 'team_months',
    kept: sql`select concat_ws(' ', team_id, month, grade) as key, concat_ws(' ', minutes, entry_count) as value from team_months
      where (minutes, entry_count) <> (0, 0)`,
    counted: sql`select concat_ws(' ', team_id, ${MONTH}, grade) as key, concat_ws(' ', sum(minutes), ${ENTRIES}) as value
      from hour_entries group by 1 having (sum(minutes), ${ENTRIES}) <> (0, 0)`,
  },
  {
    name: 'region_months',
    kept: sql`select concat_ws(' ', region_path, month) as key, concat_ws(' ', minutes, entry_count) as value from region_months
      where (minutes, entry_count) <> (0, 0)`,
    counted: sql`select concat_ws(' ', region_path, ${MONTH}) as key, concat_ws(' ', sum(minutes), ${ENTRIES}) as value
      from hour_entries group by 1 having (sum(minutes), ${ENTRIES}) <> (0, 0)`,
  },
  {
    name: 'region_last_months',
    kept: sql`select concat_ws(' ', region_path, last_month) as key, people::text as value from region_last_months where people <> 0`,
    counted: sql`select concat_ws(' ', v.region_path, t.last_month) as key, count(*)::text as value
      from (select volunteer_id, max(${MONTH}) as last_month from hour_entries e where reverses is null and not exists (
        select from hour_entries r where r.volunteer_id = e.volunteer_id and r.reverses = e.hour_entry_id) group by 1) as t
      join volunteers v using (volunteer_id) group by 1`,
  },
]

/** All differences, in the order of the figures. Empty is how it must be. */
export async function listDifferences(reader: Reader): Promise<Difference[]> {
  const differences: Difference[] = []
  for (const { name, kept, counted } of [...places, ...hours]) {
    const { rows } = await sql<Difference>`
      select ${name}::text as figure, coalesce(kept.key, counted.key) as key, coalesce(kept.value, '') as kept, coalesce(counted.value, '') as counted
      from (${kept}) as kept full join (${counted}) as counted on counted.key = kept.key
      where kept.value is distinct from counted.value order by 2`.execute(reader)
    differences.push(...rows)
  }
  return differences
}

export const FIGURES_RECOUNTED: readonly string[] = [...places, ...hours].map((figure) => figure.name)
