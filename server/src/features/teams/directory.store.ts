/** The public directory of teams: by words, region, category and campaign, in the order of age or of distance. */
import { sql } from 'kysely'
import { isFoundIn, nameQuery, type NameQuery } from '../../db/grams.ts'
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
import { CARD_COLUMNS, cards, type TeamCard } from './teams.store.ts'

export interface TeamFilter {
  q?: string | undefined
  category?: string | undefined
  campaign?: string | undefined
  regionPath: string | null
}
export interface FoundTeam extends TeamCard {
  formerName: string | null
  /** From the point that was asked about; null in the other order. */
  distanceMetres: number | null
}
/**
 * Active teams of a subtree of regions whose name, or one they had before, holds every word, the oldest first. Words
 * that many teams have are met with soon among the first in order; those that few have are found by the index.
 */
export async function listTeams(
  reader: Reader,
  filter: TeamFilter,
  query: PageQuery,
): Promise<Page<FoundTeam>> {
  const found = await foundInOrder(reader, filter, query)
  const page = pageOf(found, limitOf(query), (row) => [row.teamId])
  const items = await withFormerNames(reader, filter.q ?? '', page.items)
  return { ...page, items: items.map((team) => ({ ...team, distanceMetres: null })) }
}

async function foundInOrder(reader: Reader, filter: TeamFilter, query: PageQuery): Promise<TeamCard[]> {
  const words = wordsOf(filter)
  if (words === null) return foundTeams(reader, filter, query).execute()
  if (isWide(filter)) {
    const first = await amongFirst(reader, filter, words, query).execute()
    if (first.length > limitOf(query)) return cardsOf(reader, first)
  }
  return foundByWords(reader, filter, words, query).execute()
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

const COLUMNS = { table: 'teams', grams: 'grams', foundAs: 'foundAs' }
export const wordsOf = ({ q = '' }: TeamFilter): NameQuery | null => nameQuery(q, COLUMNS)

/** Rows looked through in order before the index is asked: what a page takes when one in three hundred has the words. */
const FIRST = 6_000
/** A city holds too few of all teams for them to be met with among the first. */
const WIDE_LENGTH = 2
const isWide = ({ regionPath }: TeamFilter): boolean => (regionPath ?? '').length <= WIDE_LENGTH

// Written out and not as a parameter, so that a plan kept for all values still finds the partial indexes.
const isActive = sql<boolean>`teams.status = 'active'`
const hasCategory = (category: string) => sql<boolean>`teams.categories @> ${[category]}::text[]`
const hasCampaign = (campaign: string) => sql<boolean>`teams.campaigns @> ${[campaign]}::text[]`

function matching(reader: Reader, { category, campaign, regionPath }: TeamFilter) {
  let rows = cards(reader).where(isActive)
  if (category !== undefined) rows = rows.where(hasCategory(category))
  if (campaign !== undefined) rows = rows.where(hasCampaign(campaign))
  if (regionPath !== null)
    rows = rows
      .where('teams.regionPath', '>=', regionPath)
      .where('teams.regionPath', '<', regionPath + PATH_END)
  return rows
}

/** Without words. */
export function foundTeams(reader: Reader, filter: TeamFilter, query: PageQuery) {
  const after = decodeIdKey(query.after)
  let rows = matching(reader, filter)
  if (after !== null) rows = rows.where('teams.teamId', '>', after as TeamId)
  return rows.orderBy('teams.teamId').limit(limitOf(query) + 1)
}

export function amongFirst(
  reader: Reader,
  { category, campaign, regionPath }: TeamFilter,
  { holds }: NameQuery,
  query: PageQuery,
) {
  const after = decodeIdKey(query.after)
  return reader
    .selectFrom((eb) => {
      let rows = eb
        .selectFrom('teams')
        .select(['teamId', 'status', 'regionPath', 'categories', 'campaigns', 'foundAs'])
      if (after !== null) rows = rows.where('teamId', '>', after as TeamId)
      return rows.orderBy('teamId').limit(FIRST).as('teams')
    })
    .select('teams.teamId')
    .where(isActive)
    .where(holds)
    .$if(category !== undefined, (rows) => rows.where(hasCategory(category ?? '')))
    .$if(campaign !== undefined, (rows) => rows.where(hasCampaign(campaign ?? '')))
    .$if(regionPath !== null, (rows) =>
      rows
        .where('teams.regionPath', '>=', regionPath ?? '')
        .where('teams.regionPath', '<', `${regionPath}${PATH_END}`),
    )
    .orderBy('teams.teamId')
    .limit(limitOf(query) + 1)
}

const cardsOf = (reader: Reader, teams: readonly { teamId: TeamId }[]): Promise<TeamCard[]> =>
  cards(reader)
    .where('teams.teamId', '=', sql<TeamId>`any(${teams.map(({ teamId }) => teamId)}::uuid[])`)
    .orderBy('teams.teamId')
    .execute()

/** All that hold the words are found before the first are taken: in order one might look through the whole table. */
export function foundByWords(
  reader: Reader,
  { category, campaign, regionPath }: TeamFilter,
  words: NameQuery,
  query: PageQuery,
) {
  const after = decodeIdKey(query.after)
  return reader
    .with(
      (name) => name('found').materialized(),
      (eb) => {
        let rows = eb
          .selectFrom('teams')
          .select('teamId')
          .where(isActive)
          .where(words.candidates)
          .where(words.holds)
        if (category !== undefined) rows = rows.where(hasCategory(category))
        if (campaign !== undefined) rows = rows.where(hasCampaign(campaign))
        if (after !== null) rows = rows.where('teamId', '>', after as TeamId)
        if (regionPath !== null)
          rows = rows.where('regionPath', '>=', regionPath).where('regionPath', '<', regionPath + PATH_END)
        return rows
      },
    )
    .with('page', (eb) =>
      eb
        .selectFrom('found')
        .select('teamId')
        .orderBy('teamId')
        .limit(limitOf(query) + 1),
    )
    .selectFrom('page')
    .innerJoin('teams', 'teams.teamId', 'page.teamId')
    .innerJoin('regions', 'regions.regionCode', 'teams.regionCode')
    .select(CARD_COLUMNS)
    .orderBy('teams.teamId')
}

export function nearTeams(reader: Reader, filter: TeamFilter, near: Nearness, query: PageQuery) {
  const after = decodeDistanceKey(query.after)
  const { distance, isWithin } = nearnessOf('teams', near)
  const words = wordsOf(filter)
  let rows = matching(reader, filter)
    .$if(words !== null, (near) => near.where(words!.holds))
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
