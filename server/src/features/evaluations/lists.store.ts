/** Ratings as they are read: by the team that gives them, by the person whom they concern, and added up for everybody. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { EvaluationId, ProjectId, VolunteerId } from '../../kernel/ids.ts'
import { decodeIdKey, decodeTimeKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { RatingsScope, ServedScope, Side } from './evaluations.rules.ts'
import { servedBy } from './served.store.ts'

/** A rating as it stands in a row beside others; instants come as text. */
interface Packed {
  scores: number[]
  words: string
  ratedAt: string
  closesAt: string
  changedAt: string | null
  hiddenBecause: string | null
  hidingAskedAt: string | null
}
export interface ReadRating extends Omit<Packed, 'closesAt' | 'changedAt' | 'ratedAt' | 'hidingAskedAt'> {
  hidingAskedAt: Date | null
  ratedAt: Date
  closesAt: Date
  changedAt: Date | null
}
const packed = (
  name: string,
) => sql`case when ${sql.ref(name)}.evaluation_id is not null then json_build_object(
  'scores', ${sql.ref(name)}.scores, 'words', ${sql.ref(name)}.words, 'ratedAt', ${sql.ref(name)}.rated_at,
  'closesAt', ${sql.ref(name)}.closes_at, 'changedAt', ${sql.ref(name)}.changed_at,
  'hiddenBecause', ${sql.ref(name)}.hidden_because, 'hidingAskedAt', ${sql.ref(name)}.hiding_asked_at) end`
const unpacked = (one: Packed | null): ReadRating | null =>
  one === null
    ? null
    : {
        ...one,
        ratedAt: new Date(one.ratedAt),
        closesAt: new Date(one.closesAt),
        changedAt: one.changedAt === null ? null : new Date(one.changedAt),
        hidingAskedAt: one.hidingAskedAt === null ? null : new Date(one.hidingAskedAt),
      }

const BOTH = sql`
  left join evaluations by_team on by_team.project_id = served.project_id
    and by_team.volunteer_id = served.volunteer_id and by_team.side = 'by_team'
  left join evaluations by_volunteer on by_volunteer.project_id = served.project_id
    and by_volunteer.volunteer_id = served.volunteer_id and by_volunteer.side = 'by_volunteer'`

export interface ServedPerson {
  volunteerId: VolunteerId
  name: string
  volunteerNumber: string | null
  servedUntil: Date
  knownAt: Date
  given: ReadRating | null
  /** Whether the person has rated the project. */
  isAnswered: boolean
}
export async function listServedPeople(
  reader: Reader,
  scope: ServedScope,
  query: PageQuery,
): Promise<Page<ServedPerson>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  const { rows } = await sql<Omit<ServedPerson, 'given'> & { given: Packed | null }>`
    select served.volunteer_id, v.name, v.volunteer_number, served.served_until, served.known_at,
      ${packed('by_team')} as given, by_volunteer.evaluation_id is not null as is_answered
    from ${servedBy(sql`s.project_id = ${scope.projectId}`)} as served
    join volunteers v on v.volunteer_id = served.volunteer_id ${BOTH}
    where ${after}::uuid is null or served.volunteer_id > ${after}::uuid
    order by served.volunteer_id limit ${limit + 1}`.execute(reader)
  const people = rows.map((row) => ({ ...row, given: unpacked(row.given) }))
  return pageOf(people, limit, (row) => [row.volunteerId])
}

export interface OwnService {
  projectId: ProjectId
  title: string
  teamName: string
  servedUntil: Date
  knownAt: Date
  mine: ReadRating | null
  theirs: ReadRating | null
}
/** The projects at which somebody served, the latest first, with both ratings; one of them when it is named. */
export async function listOwnServices(
  reader: Reader,
  volunteerId: VolunteerId,
  query: PageQuery & { projectId?: ProjectId },
): Promise<Page<OwnService>> {
  const limit = limitOf(query)
  const after = decodeTimeKey(query.after)
  const which = sql`s.volunteer_id = ${volunteerId}
    and (${query.projectId ?? null}::uuid is null or s.project_id = ${query.projectId ?? null}::uuid)`
  const { rows } = await sql<
    Omit<OwnService, 'mine' | 'theirs'> & { mine: Packed | null; theirs: Packed | null }
  >`
    select served.project_id, p.title, t.name as team_name, served.served_until, served.known_at,
      ${packed('by_volunteer')} as mine, ${packed('by_team')} as theirs
    from ${servedBy(which)} as served
    join projects p on p.project_id = served.project_id
    join teams t on t.team_id = p.team_id ${BOTH}
    where ${after?.at ?? null}::timestamptz is null
      or (served.served_until, served.project_id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)
    order by served.served_until desc, served.project_id desc limit ${limit + 1}`.execute(reader)
  const services = rows.map((row) => ({ ...row, mine: unpacked(row.mine), theirs: unpacked(row.theirs) }))
  return pageOf(services, limit, (row) => [row.servedUntil.toISOString(), row.projectId])
}

export interface Sum {
  side: Side
  count: number
  means: number[]
}
/** Ratings whose time is over, added up: earlier ones would tell who has just rated. */
export async function sumRatings(reader: Reader, projectId: ProjectId, now: Date): Promise<Map<Side, Sum>> {
  const { rows } = await sql<Sum>`
    select side, count(*)::int as count,
      array[avg(scores[1]), avg(scores[2]), avg(scores[3])]::float8[] as means
    from evaluations where project_id = ${projectId} and closes_at <= ${now} group by side`.execute(reader)
  return new Map(rows.map((row) => [row.side, row]))
}

export interface Words {
  evaluationId: EvaluationId
  side: Side
  words: string
  hiddenBecause: string | null
  /** Why the person whom the words are about asks for them to be hidden. */
  askedBecause: string | null
}
/** Words without names. Those of volunteers only where there are enough ratings to hide among, those about volunteers only where the person has asked. */
export async function listWords(
  reader: Reader,
  scope: RatingsScope,
  sides: readonly Words['side'][],
  query: PageQuery,
  now: Date,
): Promise<Page<Words>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  const { rows } = await sql<Words>`
    select evaluation_id, side, words, hidden_because, hiding_asked_because as asked_because from evaluations
    where project_id = ${scope.projectId} and side = any(${[...sides]}::text[]) and words <> ''
      and (closes_at <= ${now} or side = 'by_team') and (side <> 'by_team' or hiding_asked_at is not null)
      and (${after}::uuid is null or evaluation_id > ${after}::uuid)
    order by evaluation_id limit ${limit + 1}`.execute(reader)
  return pageOf(rows, limit, (row) => [row.evaluationId])
}
