/** The tree as it is looked at: level by level, or what of a branch or a region answers to a search. */
import { sql } from 'kysely'
import { gramQuery } from '../../db/grams.ts'
import type { Reader } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { BranchScope, RegionTeamsScope, TeamLevel, TeamStatus } from './teams.rules.ts'
import { withFormerNames } from './directory.store.ts'
import { cards, type TeamCard } from './teams.store.ts'

export interface BranchFilter extends PageQuery {
  q?: string | undefined
  status?: TeamStatus | undefined
  level?: TeamLevel | undefined
}
const listed = (reader: Reader, { q = '', status, level }: BranchFilter) => {
  const found = gramQuery(q, 'teams.grams')
  let rows = cards(reader)
    .leftJoin('teams as parents', 'parents.teamId', 'teams.parentId')
    .select(['teams.status', 'teams.path', 'teams.regionPath', 'parents.name as parentName'])
  if (found !== null) rows = rows.where(found)
  if (status !== undefined) rows = rows.where('teams.status', '=', status)
  if (level !== undefined) rows = rows.where('teams.level', '=', level)
  return rows
}

export interface PlacedTeam extends TeamCard {
  status: TeamStatus
  path: string
  regionPath: string
  parentName: string | null
}
export interface ChildTeam extends PlacedTeam {
  pendingReviews: number
  membershipRequests: number
  teamsBelow: number
  /** Of this team and of all below it, as the next two. */
  membersBelow: number
  recruitingBelow: number
  minutesBelow: number
}
/** Something about a team of the list and all below it. */
const below = (what: string, where = 'true') =>
  sql`select ${sql.raw(what)} from teams b where b.path >= teams.path and b.path < teams.path || ${PATH_END}
    and ${sql.raw(where)}`

/**
 * The teams right below one, waiting and refused ones among them, with what each has handed in. Whoever looks for
 * some of them finds those of every level.
 */
export async function listChildTeams(
  reader: Reader,
  scope: BranchScope,
  query: BranchFilter,
): Promise<Page<ChildTeam>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  const { q = '', status, level } = query
  const isSearch = q.trim() !== '' || status !== undefined || level !== undefined
  let rows = listed(reader, query)
    .select(
      sql<number>`(select count(*) from reviews where decided_at is null and (subject_id = teams.team_id
        or subject_id in (select project_id from projects where projects.team_id = teams.team_id)))`.as(
        'pendingReviews',
      ),
    )
    .select(
      sql<number>`(select count(*) from memberships where memberships.team_id = teams.team_id and memberships.status = 'requested')`.as(
        'membershipRequests',
      ),
    )
    .select([
      sql<number>`(${below('count(*)::int', "b.team_id <> teams.team_id and b.status in ('active', 'suspended')")})`.as(
        'teamsBelow',
      ),
      sql<number>`(${below('coalesce(sum(b.member_count), 0)::int')})`.as('membersBelow'),
      sql<number>`(select count(*)::int from projects p where p.status = 'recruiting'
        and p.team_path >= teams.path and p.team_path < teams.path || ${PATH_END})`.as('recruitingBelow'),
      sql<number>`(select coalesce(sum(m.minutes), 0)::bigint from team_months m
        where m.team_id in (${below('b.team_id')}))`.as('minutesBelow'),
    ])
  rows = isSearch
    ? rows.where('teams.path', '>', scope.path).where('teams.path', '<', scope.path + PATH_END)
    : rows.where('teams.parentId', '=', scope.teamId)
  if (after !== null) rows = rows.where('teams.teamId', '>', after as TeamId)
  const found = await rows
    .orderBy('teams.teamId')
    .limit(limit + 1)
    .execute()
  return pageOf(found, limit, (row) => [row.teamId])
}

/** The teams of a region, as they stand; those that have ended only where they are asked for. */
export async function listRegionTeams(
  reader: Reader,
  scope: RegionTeamsScope,
  query: BranchFilter,
): Promise<Page<PlacedTeam & { formerName: string | null }>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = listed(reader, query)
    .where('teams.regionPath', '>=', scope.regionPath)
    .where('teams.regionPath', '<', scope.regionPath + PATH_END)
  if (query.status === undefined) rows = rows.where('teams.status', 'in', ['active', 'suspended'])
  if (after !== null) rows = rows.where('teams.teamId', '>', after as TeamId)
  const found = await rows
    .orderBy('teams.teamId')
    .limit(limit + 1)
    .execute()
  const page = pageOf(found, limit, (row) => [row.teamId])
  return { ...page, items: await withFormerNames(reader, query.q ?? '', page.items) }
}
