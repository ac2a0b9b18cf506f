/**
 * The figures of the campaigns. Each is counted from its rows for one campaign at a time, along indexes: its teams by
 * the campaigns of a team, its projects by their campaign, its hours by project.
 */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import { addDays, startOfDay, ZONE } from '../../kernel/local-date.ts'
import type { YearSpan } from './campaigns.rules.ts'

export interface CampaignFigures {
  teams: number
  members: number
  openProjects: number
  projects: number
  served: number
  minutes: number
}
export const NO_FIGURES: CampaignFigures = {
  teams: 0,
  members: 0,
  openProjects: 0,
  projects: 0,
  served: 0,
  minutes: 0,
}

/** K6. */
export async function countFigures(
  reader: Reader,
  code: string,
  { firstDay, lastDay }: YearSpan,
  now: Date,
): Promise<CampaignFigures> {
  const from = startOfDay(ZONE, firstDay)
  const to = startOfDay(ZONE, addDays(lastDay, 1))
  const { rows } = await sql<CampaignFigures>`
    with its_teams as materialized (
      select team_id from teams where campaigns @> ${[code]}::text[] and status = 'active'),
    its_projects as materialized (
      select project_id, team_id, status, visibility, starts_at, ends_at, published_at from projects where campaign = ${code}),
    its_people as (
      select e.volunteer_id, sum(e.minutes) as minutes from its_projects
      join hour_entries e using (project_id)
      where e.kind = 'credit' and e.served_on between ${firstDay}::date and ${lastDay}::date
      group by e.volunteer_id having sum(e.minutes) > 0)
    select
      (select count(*)::int from its_teams) as teams,
      (select count(distinct volunteer_id)::int from its_teams join memberships using (team_id) where status = 'member') as members,
      (select count(*)::int from its_projects p join teams t using (team_id) where p.visibility = 'public' and p.ends_at > ${now}
        and (p.status = 'running' or p.status in ('recruiting', 'recruiting_paused') and t.status = 'active')) as open_projects,
      (select count(*)::int from its_projects where visibility = 'public' and published_at is not null and status <> 'cancelled'
        and starts_at < ${to} and ends_at > ${from}) as projects,
      (select count(*)::int from its_people) as served,
      (select coalesce(sum(minutes), 0)::bigint from its_people) as minutes`.execute(reader)
  return rows[0]!
}

export async function saveFigures(
  tx: Tx,
  key: { code: string; year: number },
  figures: CampaignFigures,
  now: Date,
): Promise<void> {
  const row = { ...figures, countedAt: now }
  await tx
    .insertInto('campaignFigures')
    .values({ categoryCode: key.code, year: key.year, ...row })
    .onConflict((conflict) => conflict.columns(['categoryCode', 'year']).doUpdateSet(row))
    .execute()
}

export interface KeptFigures extends CampaignFigures {
  code: string
  countedAt: Date
}
export const listFigures = (reader: Reader, year: number): Promise<KeptFigures[]> =>
  reader
    .selectFrom('campaignFigures')
    .select(['categoryCode as code', 'teams', 'members', 'openProjects', 'projects', 'served', 'minutes'])
    .select('countedAt')
    .where('year', '=', year)
    .execute()
