/** New projects and whom to tell of them: who waits for what, and who has been told. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, SubscriptionId, VolunteerId } from '../../kernel/ids.ts'
import { localDate, type LocalDate } from '../../kernel/local-date.ts'
import { trainingsOf, type Training } from '../projects/index.ts'
import type { News, Subscription } from './subscriptions.rules.ts'
import { subscriptionOf } from './subscriptions.store.ts'

const isPublicNow = sql<boolean>`(projects.visibility = 'public' and projects.status in ('recruiting', 'recruiting_paused', 'running'))`

/** A project that is public, was published since, and through whose subscribers the program has not gone. */
export async function findUntold(reader: Reader, since: Date): Promise<ProjectId | undefined> {
  const { rows } = await sql<{ projectId: ProjectId }>`
    select projects.project_id from projects
    where ${isPublicNow} and projects.published_at >= ${since}
      and not exists (select from subscription_runs as run where run.project_id = projects.project_id and run.done_at is not null)
    order by projects.published_at, projects.project_id limit 1`.execute(reader)
  return rows[0]?.projectId
}

export interface Run {
  afterId: SubscriptionId
  doneAt: Date | null
}
export async function lockRun(tx: Tx, projectId: ProjectId, now: Date): Promise<Run> {
  await sql`insert into subscription_runs (project_id, begun_at) values (${projectId}, ${now}) on conflict do nothing`.execute(
    tx,
  )
  return tx
    .selectFrom('subscriptionRuns')
    .select([sql<SubscriptionId>`after_id`.as('afterId'), 'doneAt'])
    .where('projectId', '=', projectId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

export async function markRun(tx: Tx, projectId: ProjectId, at: Partial<Run>): Promise<void> {
  await tx.updateTable('subscriptionRuns').set(at).where('projectId', '=', projectId).execute()
}

export async function findNews(
  tx: Tx,
  projectId: ProjectId,
): Promise<(News & { teamName: string; placeName: string }) | undefined> {
  const row = await tx
    .selectFrom('projects')
    .innerJoin('teams', 'teams.teamId', 'projects.teamId')
    .select([
      'projects.projectId',
      'projects.title',
      'projects.regionPath',
      'projects.categories',
      'projects.campaign',
      'projects.acceptsMinors',
      'projects.isDangerous',
      'projects.minAge',
      'projects.maxAge',
      'projects.startsAt',
      'projects.longitude',
      'projects.latitude',
      'projects.placeName',
      'projects.teamId',
      'projects.training',
      'projects.qualification',
      'projects.minMinutes',
      'projects.publishedAt',
      'teams.name as teamName',
    ])
    .where('projects.projectId', '=', projectId)
    .where(isPublicNow)
    .where('teams.status', '=', 'active')
    .executeTakeFirst()
  if (row === undefined || row.publishedAt === null) return undefined
  const shifts = await tx
    .selectFrom('shifts')
    .select(['startsAt', 'endsAt'])
    .where('projectId', '=', projectId)
    .execute()
  return { ...row, publishedAt: row.publishedAt, shifts }
}

export interface Subscriber extends Subscription {
  volunteerId: VolunteerId
  accountId: AccountId
  birthDate: LocalDate
  creditMinutes: number
  trainings: Training[]
}
/** The next of those who listen at a place, by their keys. */
export async function listSubscribers(
  tx: Tx,
  { regionPath }: { regionPath: string },
  after: SubscriptionId,
  limit: number,
): Promise<Subscriber[]> {
  const { rows } = await sql<
    Parameters<typeof subscriptionOf>[0] & {
      volunteerId: VolunteerId
      accountId: AccountId
      birthDate: string
      creditMinutes: number
      trainings: Training[]
    }
  >`
    select s.subscription_id, s.name, s.q, s.region_code, s.region_path, s.category, s.campaign, s.weekdays, s.minors, s.fits,
      s.longitude, s.latitude, s.km, s.made_at, s.paused_at, v.volunteer_id, v.account_id, v.birth_date,
      coalesce(totals.credit_minutes, 0) as credit_minutes,
      case when s.fits then ${trainingsOf(sql.ref('v.volunteerId'))} else '[]' end as trainings
    from search_subscriptions s join volunteers v using (volunteer_id) left join volunteer_totals totals using (volunteer_id)
    where s.paused_at is null and s.subscription_id > ${after} and v.status = 'verified'
      and s.region_path = any(array(select left(${regionPath}, length) from generate_series(0, ${regionPath.length}::int) as length))
    order by s.subscription_id limit ${limit}::int`.execute(tx)
  return rows.map(({ volunteerId, accountId, birthDate, creditMinutes, trainings, ...row }) => ({
    ...subscriptionOf(row),
    volunteerId,
    accountId,
    creditMinutes,
    trainings,
    birthDate: localDate(birthDate),
  }))
}

/** Each person once for each project, whatever is done again. Answers those who had not been found before. */
export async function insertFound(
  tx: Tx,
  projectId: ProjectId,
  found: readonly { volunteerId: VolunteerId; subscriptionId: SubscriptionId }[],
  now: Date,
): Promise<Set<VolunteerId>> {
  if (found.length === 0) return new Set()
  const { rows } = await sql<{ volunteerId: VolunteerId }>`
    insert into told_projects (volunteer_id, project_id, subscription_id, found_at)
    select volunteer, ${projectId}, subscription, ${now}
    from unnest(${found.map((one) => one.volunteerId)}::uuid[], ${found.map((one) => one.subscriptionId)}::uuid[]) as row (volunteer, subscription)
    on conflict do nothing returning volunteer_id`.execute(tx)
  return new Set(rows.map(({ volunteerId }) => volunteerId))
}

/** How many each of them has been told of at once since then. */
export async function countAtOnce(
  tx: Tx,
  volunteerIds: readonly VolunteerId[],
  since: Date,
): Promise<Map<VolunteerId, number>> {
  const { rows } = await sql<{ volunteerId: VolunteerId; count: number }>`
    select volunteer_id, count(*)::int as count from told_projects
    where volunteer_id = any(${[...volunteerIds]}::uuid[]) and told_as = 'at_once' and told_at >= ${since}
    group by volunteer_id`.execute(tx)
  return new Map(rows.map(({ volunteerId, count }) => [volunteerId, count]))
}

export async function markToldAtOnce(
  tx: Tx,
  projectId: ProjectId,
  volunteerIds: readonly VolunteerId[],
  now: Date,
): Promise<void> {
  await sql`update told_projects set told_at = ${now}, told_as = 'at_once'
    where project_id = ${projectId} and volunteer_id = any(${[...volunteerIds]}::uuid[])`.execute(tx)
}

export async function hasWaiting(reader: Reader, before: Date): Promise<boolean> {
  const { rows } =
    await sql`select from told_projects where told_at is null and found_at < ${before} limit 1`.execute(
      reader,
    )
  return rows.length > 0
}

export interface Digest {
  volunteerId: VolunteerId
  accountId: AccountId
  count: number
  title: string
}
/** Marks what waits for so many people as told; answers what of it still takes place and is public, the soonest by name. */
export async function takeDigests(
  tx: Tx,
  before: Date,
  people: number,
  now: Date,
): Promise<{ taken: number; digests: Digest[] }> {
  const { rows } = await sql<{ volunteerId: VolunteerId; projectId: ProjectId }>`
    update told_projects set told_at = ${now}, told_as = 'digest'
    where told_at is null and found_at < ${before} and volunteer_id in (
      select volunteer_id from told_projects where told_at is null and found_at < ${before}
      group by volunteer_id order by volunteer_id limit ${people}::int)
    returning volunteer_id, project_id`.execute(tx)
  if (rows.length === 0) return { taken: 0, digests: [] }
  const { rows: digests } = await sql<Digest>`
    select told.volunteer_id, volunteers.account_id, count(*)::int as count,
      (array_agg(projects.title order by projects.starts_at, projects.project_id))[1] as title
    from unnest(${rows.map((row) => row.volunteerId)}::uuid[], ${rows.map((row) => row.projectId)}::uuid[]) as told (volunteer_id, project_id)
      join projects on projects.project_id = told.project_id and ${isPublicNow} and projects.ends_at > ${now}
      join volunteers on volunteers.volunteer_id = told.volunteer_id and volunteers.status = 'verified'
    group by told.volunteer_id, volunteers.account_id order by told.volunteer_id`.execute(tx)
  return { taken: rows.length, digests }
}

export async function deleteToldBefore(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('toldProjects').where('foundAt', '<', before).execute()
}
