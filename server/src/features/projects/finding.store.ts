/**
 * Projects as everybody finds them, a page at a time. What decision 012 says of teams holds here too: what many
 * projects have is met with soon in order, and what few have the indexes find.
 */
import { sql, type RawBuilder } from 'kysely'
import { nameQuery, type NameQuery } from '../../db/grams.ts'
import type { Reader } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { decodeCursor, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import {
  cardOf,
  cardsAt,
  hasOpenPlace,
  hasShift,
  hasStatus,
  isOffered,
  touching,
  type ProjectCard,
} from './cards.store.ts'
import type { FitPerson } from './finding.rules.ts'
import { fitting } from './fits.store.ts'
import {
  isInWeeks,
  isUntil,
  nearnessIn,
  soonIn,
  wayOf,
  type Ordered,
  type Way,
  type Weeks,
} from './orders.store.ts'
import { CURRENT_STATUSES, PUBLIC_STATUSES } from './projects.rules.ts'

export interface Finding extends Ordered {
  q?: string | undefined
  regionPath?: string | undefined
  category?: string | undefined
  campaign?: string | undefined
  team?: string | undefined
  open?: boolean | undefined
  minors?: boolean | undefined
  /** A single day is told as a whole, with what is over. */
  isDay: boolean
  /** Whom it must suit. */
  fits: FitPerson | null
}
export interface FoundProject extends ProjectCard {
  distanceMetres: number | null
  /** Where it stands in the order. */
  key: Date | number
}
interface Place {
  projectId: ProjectId
  key: Date | number
}

export async function findProjects(
  reader: Reader,
  finding: Finding,
  query: PageQuery,
  now: Date,
): Promise<Page<FoundProject>> {
  const places = await placesOf(reader, finding, query, now)
  const page = pageOf(places, limitOf(query), ({ key, projectId }) => [
    key instanceof Date ? key.toISOString() : key,
    projectId,
  ])
  return { ...page, items: await cardsOf(reader, finding, page.items, now) }
}

export async function placesOf(
  reader: Reader,
  finding: Finding,
  query: PageQuery,
  now: Date,
): Promise<Place[]> {
  const words = wordsOf(finding)
  for (const part of partsOf(finding, words, query, now)) {
    const places = await ask(reader, part)
    if (places.length > limitOf(query)) return places
  }
  const rest = isNarrow(finding, words)
    ? byIndex(finding, words, query, now)
    : inOrder(finding, words, query, now, null)
  return ask(reader, rest)
}

/** What mostly fills a page already, and costs as much among few as among many; each begins where the page does. */
export function partsOf(
  finding: Finding,
  words: NameQuery | null,
  query: PageQuery,
  now: Date,
): RawBuilder<Place>[] {
  const soon = words === null || finding.sort !== 'date' ? null : soonIn(finding, query)
  return [
    ...(isWide(finding) ? [inOrder(finding, words, query, now, FIRST)] : []),
    ...(soon === null ? [] : [byIndex(finding, words, query, now, soon)]),
  ]
}

const ask = async (reader: Reader, question: RawBuilder<Place>): Promise<Place[]> =>
  (await question.execute(reader)).rows

/** Rows looked through in order before anything else: what a page takes when one in three hundred has the words. */
const FIRST = 6_000
/** A city holds too few of all projects for them to be met with among the first. */
const WIDE_LENGTH = 2

const COLUMNS = { table: 'projects', grams: 'grams', foundAs: 'foundAs' }
export const wordsOf = ({ q = '' }: Pick<Finding, 'q'>): NameQuery | null => nameQuery(q, COLUMNS)

/** Whether an index can find what the question is about. */
export const isNarrow = (finding: Finding, words: NameQuery | null): boolean =>
  words !== null ||
  [finding.team, finding.regionPath, finding.campaign, finding.category].some((one) => one !== undefined) ||
  (finding.near?.metres ?? null) !== null
export const isWide = ({ regionPath = '', team, near, sort }: Finding): boolean =>
  regionPath.length <= WIDE_LENGTH &&
  team === undefined &&
  ((near?.metres ?? null) === null || sort === 'distance')

/** What a project must be, words apart. */
function conditionsOf(finding: Finding, now: Date): RawBuilder<unknown>[] {
  const { regionPath, category, campaign, team, near } = finding
  return [
    hasStatus(finding.isDay ? PUBLIC_STATUSES : CURRENT_STATUSES),
    // P23: what is not for everybody is found by nobody.
    sql`projects.visibility = 'public'`,
    // The page of the team itself says that it is held.
    ...(team === undefined ? [isOffered] : [sql`projects.team_id = ${team}::uuid`]),
    ...(regionPath === undefined
      ? []
      : [sql`projects.region_path >= ${regionPath} and projects.region_path < ${regionPath + PATH_END}`]),
    ...(category === undefined ? [] : [sql`projects.categories @> ${[category]}::text[]`]),
    ...(campaign === undefined ? [] : [sql`projects.campaign = ${campaign}`]),
    ...(finding.open === true || finding.sort === 'need' ? [hasOpenPlace(now)] : []),
    ...(finding.minors === true ? [sql`projects.accepts_minors`] : []),
    ...fitting(finding.fits, now),
    ...(near === null ? [] : [sql`projects.longitude is not null`]),
    ...(near === null || near.metres === null ? [] : [nearnessIn({ near }).isWithin]),
  ]
}

const all = (parts: readonly RawBuilder<unknown>[]) => sql.join([...parts], sql` and `)
const directionOf = ({ isDescending }: Way) => (isDescending ? sql`desc` : sql`asc`)

const UUID_FORM = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** What comes after the cursor; one that is not ours reads as the first page. */
function beyond(way: Way, after: string | undefined, key: RawBuilder<unknown>, id: RawBuilder<unknown>) {
  const [text = '', last = ''] = decodeCursor(after, 2) ?? []
  const value = way.type === 'timestamptz' ? new Date(text) : Number(text)
  if (text === '' || !Number.isFinite(value.valueOf()) || !UUID_FORM.test(last)) return sql`true`
  const sign = way.isDescending ? sql`<` : sql`>`
  return sql`(${key}, ${id}) ${sign} (${value}::${sql.raw(way.type)}, ${last}::uuid)`
}

/**
 * Goes through the order itself and looks at each project; a lateral with a limit is never turned into a scan of all. What
 * only a row that fits must be is asked last. Among the first nothing is walked for words that are rare.
 */
export function inOrder(
  finding: Finding,
  words: NameQuery | null,
  query: PageQuery,
  now: Date,
  first: number | null,
): RawBuilder<Place> {
  const way = wayOf(finding)
  const [direction, id] = [directionOf(way), sql`project_id`]
  return sql<Place>`
    select walked.project_id, walked.key from (
      select walked.* from (
        select project_id, ${way.key} as key ${way.more} from ${way.table} and ${beyond(way, query.after, way.key, id)}
          ${words === null || first === null ? sql`` : sql`and ${words.mayBeCommon}`}
        order by ${way.key} ${direction}, project_id ${direction} limit ${first}::bigint) as walked
      cross join lateral (
        select from projects join teams on teams.team_id = projects.team_id
        where projects.project_id = walked.project_id and ${all([...conditionsOf(finding, now), ...(words === null ? [] : [words.holds])])}
        limit 1) as seen
      order by walked.key ${direction}, walked.project_id ${direction} offset 0) as walked
    ${way.only === null ? sql`` : sql`where ${way.only}`}
    order by walked.key ${direction}, walked.project_id ${direction} limit ${limitOf(query) + 1}::int`
}

/** All that the indexes find, or all of some weeks, before the first are taken. */
export function byIndex(
  finding: Finding,
  words: NameQuery | null,
  query: PageQuery,
  now: Date,
  soon: Weeks | null = null,
): RawBuilder<Place> {
  const way = wayOf(finding)
  const direction = directionOf(way)
  const held = words === null ? [] : [words.candidates, words.holds]
  const dated = finding.sort === 'new' || finding.sort === 'date' ? [] : [hasShift(touching(finding.window))]
  const [inWeeks, isSoon] = soon === null ? [[], sql`true`] : [[isInWeeks(soon)], isUntil(soon)]
  return sql<Place>`
    with found as materialized (
      select projects.project_id, ${way.place} as key from projects join teams on teams.team_id = projects.team_id
      where ${all([...conditionsOf(finding, now), ...held, ...inWeeks, ...dated])})
    select project_id, key from found
    where key is not null and ${isSoon} and ${beyond(way, query.after, sql`key`, sql`project_id`)}
    order by key ${direction}, project_id ${direction} limit ${limitOf(query) + 1}::int`
}

async function cardsOf(
  reader: Reader,
  { window, near }: Finding,
  places: readonly Place[],
  now: Date,
): Promise<FoundProject[]> {
  if (places.length === 0) return []
  const nearness = near === null ? null : nearnessIn({ near })
  const ids = places.map(({ projectId }) => projectId)
  const rows = await cardsAt(reader, now, window)
    .select((nearness === null ? sql<number | null>`null` : nearness.distance).as('distance'))
    .where('projects.projectId', '=', sql<ProjectId>`any(${ids}::uuid[])`)
    .execute()
  const cards = new Map(rows.map((row) => [row.projectId, row]))
  return places.flatMap(({ projectId, key }) => {
    const row = cards.get(projectId)
    if (row === undefined) return []
    const { distance, ...card } = row
    const distanceMetres = distance === null || nearness === null ? null : nearness.metresOf(distance)
    return [{ ...cardOf(card), distanceMetres, key }]
  })
}
