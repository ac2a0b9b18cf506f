/** The addresses under which people's calendars are read, kept as hashes, and the shifts that stand in calendars. */
import { sql, type RawBuilder } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { SeriesId, VolunteerId } from '../../kernel/ids.ts'
import type { Vault } from '../../vault.ts'
import type { OwnShift, PublicShift } from './calendars.rules.ts'

/** Of one person's calendar; more would be read by no program in time. */
const EVENTS_MAX = 300
/** Of one that is shared: whole projects, the earliest first, until there are so many of them or of their shifts. */
const PROJECTS_MAX = 100
const SHIFTS_MAX = 500

export const secretHash = (vault: Vault, secret: string): Buffer => vault.blind('calendar_secret', secret)

export async function findFeed(
  reader: Reader,
  volunteerId: VolunteerId,
): Promise<{ madeAt: Date } | undefined> {
  return reader
    .selectFrom('calendarFeeds')
    .select('madeAt')
    .where('volunteerId', '=', volunteerId)
    .executeTakeFirst()
}

/** Whose calendar a secret opens; nobody's when the account is closed. */
export async function findFeedOwner(reader: Reader, hash: Buffer): Promise<VolunteerId | undefined> {
  const row = await reader
    .selectFrom('calendarSecrets')
    .innerJoin('volunteers', 'volunteers.volunteerId', 'calendarSecrets.volunteerId')
    .select('calendarSecrets.volunteerId')
    .where('calendarSecrets.secretHash', '=', hash)
    .where('volunteers.status', '<>', 'closed')
    .executeTakeFirst()
  return row?.volunteerId
}

export async function insertFeed(
  tx: Tx,
  feed: { volunteerId: VolunteerId; secretHash: Buffer; madeAt: Date },
): Promise<void> {
  await tx.insertInto('calendarFeeds').values(feed).execute()
  const { madeAt: _, ...secret } = feed
  await tx.insertInto('calendarSecrets').values(secret).execute()
}

/** Answers whether there was one. The person is locked. */
export async function deleteFeed(tx: Tx, volunteerId: VolunteerId): Promise<boolean> {
  const gone = await tx
    .deleteFrom('calendarFeeds')
    .where('volunteerId', '=', volunteerId)
    .returning('secretHash')
    .executeTakeFirst()
  if (gone === undefined) return false
  await tx.deleteFrom('calendarSecrets').where('secretHash', '=', gone.secretHash).execute()
  return true
}

/** From the earliest on, what is over for some weeks as well. */
export function listOwnShifts(reader: Reader, volunteerId: VolunteerId, from: Date): Promise<OwnShift[]> {
  return reader
    .selectFrom('signups')
    .innerJoin('projects', 'projects.projectId', 'signups.projectId')
    .innerJoin('teams', 'teams.teamId', 'projects.teamId')
    .innerJoin('positions', (join) =>
      join
        .onRef('positions.projectId', '=', 'signups.projectId')
        .onRef('positions.positionId', '=', 'signups.positionId'),
    )
    .select([
      'signups.signupId',
      'signups.projectId',
      'projects.title',
      'teams.name as teamName',
      'positions.name as positionName',
      'projects.placeName',
      'projects.placeAddress',
      'projects.longitude',
      'projects.latitude',
      'signups.startsAt',
      'signups.endsAt',
      'signups.status',
      'projects.status as projectStatus',
      'signups.appliedAt',
      'signups.decidedAt',
      'projects.alteredAt',
    ])
    .where('signups.volunteerId', '=', volunteerId)
    .where('signups.endsAt', '>', from)
    .orderBy('signups.startsAt')
    .orderBy('signups.signupId')
    .limit(EVENTS_MAX)
    .execute()
}

interface When {
  now: Date
  from: Date
}

/**
 * The shifts of projects that everybody may see, with those that are called off before their day. Two ways in, each by
 * an index of its own. A project stands here with all its shifts or not at all, so that a missing date is one that was
 * taken out; a suspended team offers nothing.
 */
export const publicShifts = (which: RawBuilder<unknown>, { now, from }: When): RawBuilder<ListedShift> => {
  const some = (standing: RawBuilder<unknown>) => sql`(
    select p.project_id, p.starts_at from projects p join teams t on t.team_id = p.team_id and t.status = 'active'
    where p.visibility = 'public' and ${standing} and ${which}
    order by p.starts_at, p.project_id limit ${PROJECTS_MAX + 1})`
  return sql<ListedShift>`
    with coming as (
      ${some(sql`p.status in ('recruiting', 'recruiting_paused', 'running')`)}
      union all
      ${some(sql`p.status = 'cancelled' and p.cancelled_at is not null and p.ends_at > ${now}`)}),
    weighed as (
      select project_id, row_number() over earlier as place, sum(own.shifts) over earlier as shifts
      from coming cross join lateral (select count(*) as shifts from shifts where shifts.project_id = coming.project_id) as own
      window earlier as (order by starts_at, project_id)),
    shown as (select project_id from weighed where place = 1 or place <= ${PROJECTS_MAX} and shifts <= ${SHIFTS_MAX})
    select sh.shift_id, sh.position_id, po.name as position_name, po.plan, p.project_id, p.title, t.name as team_name,
      p.place_name, p.place_address, p.longitude, p.latitude, sh.starts_at, sh.ends_at,
      coalesce(p.published_at, p.created_at) as published_at, sh.cancelled_at as called_off_at, p.altered_at,
      (select count(*) from weighed) > (select count(*) from shown) as is_cut
    from shown join projects p using (project_id) join teams t on t.team_id = p.team_id
    join shifts sh on sh.project_id = p.project_id
    join positions po on po.project_id = sh.project_id and po.position_id = sh.position_id
    where sh.ends_at > ${from} or po.plan is not null
    order by sh.starts_at, sh.shift_id`
}
type ListedShift = PublicShift & { isCut: boolean }

export interface SharedShifts {
  shifts: PublicShift[]
  /** Whether there are more projects than one calendar holds. */
  isCut: boolean
}
async function listPublicShifts(
  reader: Reader,
  which: RawBuilder<unknown>,
  when: When,
): Promise<SharedShifts> {
  const { rows } = await publicShifts(which, when).execute(reader)
  return { shifts: rows, isCut: rows.some(({ isCut }) => isCut) }
}

export const inTree = (path: string): RawBuilder<unknown> =>
  sql`p.team_path >= ${path} and p.team_path < ${path + PATH_END}`
export const listShiftsOfTree = (reader: Reader, path: string, when: When) =>
  listPublicShifts(reader, inTree(path), when)

export const listShiftsOfSeries = (reader: Reader, seriesId: SeriesId, when: When) =>
  listPublicShifts(
    reader,
    sql`p.project_id in (select project_id from series_projects where series_id = ${seriesId})`,
    when,
  )
