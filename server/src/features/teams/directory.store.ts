/** The public directory of teams: by words, region and category, in the order of age or of distance. */
import { sql } from 'kysely'
import { gramQuery, isFoundIn } from '../../db/grams.ts'
import type { Reader } from '../../db/handles.ts'
import { nearnessOf, type Nearness } from '../../db/nearness.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import {
  decodeDistanceKey,
  decodeIdKey,
  limitOf,
  pageOf,
  type Page,
  type PageQuery,
} from '../../kernel/page.ts'
import { listFormerNames } from './names.store.ts'
import { cards, type TeamCard } from './teams.store.ts'

export interface TeamFilter {
  q?: string | undefined
  category?: string | undefined
  regionPath: string | null
}
export interface FoundTeam extends TeamCard {
  formerName: string | null
  /** From the point that was asked about; null in the other order. */
  distanceMetres: number | null
}
/** Active teams of a subtree of regions whose name, or one they had before, holds every word, the oldest first. */
export async function listTeams(
  reader: Reader,
  filter: TeamFilter,
  query: PageQuery,
): Promise<Page<FoundTeam>> {
  const page = pageOf(await foundTeams(reader, filter, query).execute(), limitOf(query), (row) => [
    row.teamId,
  ])
  const items = await withFormerNames(reader, filter.q ?? '', page.items)
  return { ...page, items: items.map((team) => ({ ...team, distanceMetres: null })) }
}

/** The same around a point, the nearest first. */
export async function listTeamsNear(
  reader: Reader,
  filter: TeamFilter,
  near: Nearness,
  query: PageQuery,
): Promise<Page<FoundTeam>> {
  const { metresOf } = nearnessOf('teams', near)
  const found = await nearTeams(reader, filter, near, query).execute()
  const page = pageOf(found, limitOf(query), (row) => [row.distance, row.teamId])
  const items = await withFormerNames(reader, filter.q ?? '', page.items)
  return {
    ...page,
    items: items.map(({ distance, ...team }) => ({ ...team, distanceMetres: metresOf(distance) })),
  }
}

function matching(reader: Reader, { q = '', category, regionPath }: TeamFilter) {
  const found = gramQuery(q, 'teams.grams')
  // Written out and not as a parameter, so that a plan kept for all values still finds the partial indexes.
  let rows = cards(reader).where(sql<boolean>`teams.status = 'active'`)
  if (found !== null) rows = rows.where(found)
  if (category !== undefined) rows = rows.where(sql<boolean>`teams.categories @> ${[category]}::text[]`)
  if (regionPath !== null)
    rows = rows
      .where('teams.regionPath', '>=', regionPath)
      .where('teams.regionPath', '<', regionPath + PATH_END)
  return rows
}

export function foundTeams(reader: Reader, filter: TeamFilter, query: PageQuery) {
  const after = decodeIdKey(query.after)
  let rows = matching(reader, filter)
  if (after !== null) rows = rows.where('teams.teamId', '>', after as TeamId)
  return rows.orderBy('teams.teamId').limit(limitOf(query) + 1)
}

export function nearTeams(reader: Reader, filter: TeamFilter, near: Nearness, query: PageQuery) {
  const after = decodeDistanceKey(query.after)
  const { distance, isWithin } = nearnessOf('teams', near)
  let rows = matching(reader, filter)
    .select(distance.as('distance'))
    .where('teams.longitude', 'is not', null)
    .where(isWithin)
  if (after !== null)
    rows = rows.where(
      sql<boolean>`(${distance}, teams.team_id) > (${after.distance}::float8, ${after.id}::uuid)`,
    )
  return rows
    .orderBy(distance)
    .orderBy('teams.teamId')
    .limit(limitOf(query) + 1)
}

/** Says the former name by which a team was found, so that nobody wonders what it does in the list. */
export async function withFormerNames<Card extends TeamCard>(
  reader: Reader,
  q: string,
  teams: readonly Card[],
): Promise<(Card & { formerName: string | null })[]> {
  const asked = teams.filter(({ name }) => !isFoundIn(q, name)).map(({ teamId }) => teamId)
  const former = await listFormerNames(reader, asked)
  return teams.map((team) => {
    const own = former.filter(({ teamId }) => teamId === team.teamId)
    const name = own.find((one) => isFoundIn(q, one.name)) ?? own[0]
    return { ...team, formerName: name?.name ?? null }
  })
}
