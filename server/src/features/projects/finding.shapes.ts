/** What people ask when they look for projects, and what they are shown. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Nullable, OneOf, PageOf, PageQuery, Uuid } from '../../http/shapes.ts'
import { LANGUAGES } from '../../kernel/language.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { RegionCode } from '../teams/index.ts'
import { SORTS, windowOf, type Sort } from './finding.rules.ts'
import type { Finding, FoundProject } from './finding.store.ts'
import type { Around } from './orders.store.ts'
import { ProjectCardShape } from './projects.shapes.ts'
import { showCard } from './shown.shapes.ts'

const Code = Type.String({ minLength: 1, maxLength: 40 })
/** What a saved search and a feed know as well. */
export const SearchFields = {
  q: Type.Optional(
    Type.String({ maxLength: 50, description: 'pieces of title, place and team, pinyin or initials' }),
  ),
  region: Type.Optional(RegionCode),
  category: Type.Optional(Code),
  campaign: Type.Optional(Code),
  open: Type.Optional(Type.Boolean()),
  minors: Type.Optional(Type.Boolean()),
}
export const ListProjectsQuery = Type.Object({
  ...PageQuery.properties,
  ...SearchFields,
  on: Type.Optional(Type.Unsafe<string>({ ...Day, description: 'a single day as a whole, past ones too' })),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  fits: Type.Optional(
    Type.Boolean({ description: 'only what suits the volunteer who asks; nothing for anybody else' }),
  ),
  team: Type.Optional(Uuid),
  endedOf: Type.Optional(
    Type.Unsafe<string>({ ...Uuid, description: 'what that team has done, the latest first' }),
  ),
  sort: Type.Optional(OneOf([...SORTS])),
  longitude: Type.Optional(
    Type.Number({ minimum: -180, maximum: 180, description: 'WGS 84; read to a thousandth of a degree' }),
  ),
  latitude: Type.Optional(Type.Number({ minimum: -85, maximum: 85 })),
  km: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, description: 'how far from the point' })),
})
type Asked = Static<typeof ListProjectsQuery>

/** A place is known to a hundred metres and no better, whatever was sent. */
const thousandth = (degrees: number): number => Math.round(degrees * 1000) / 1000

/** Null when nothing is asked about a point; half of one is the asker's mistake. */
function aroundIn({ longitude, latitude, km }: Asked): Around | null {
  if (longitude === undefined && latitude === undefined && km === undefined) return null
  if (longitude === undefined || latitude === undefined)
    throw new Refusal('malformed', { field: 'longitude' })
  return {
    longitude: thousandth(longitude),
    latitude: thousandth(latitude),
    metres: km === undefined ? null : km * 1000,
  }
}

function sortIn({ sort }: Asked, near: Around | null): Sort {
  if (sort === 'distance' && near === null) throw new Refusal('malformed', { field: 'sort' })
  return sort ?? (near === null ? 'date' : 'distance')
}

export function findingOf(asked: Asked, now: Date): Omit<Finding, 'regionPath' | 'fits'> {
  const near = aroundIn(asked)
  const { q, category, campaign, team, open, minors } = asked
  const days = {
    on: asked.on as LocalDate | undefined,
    from: asked.from as LocalDate | undefined,
    to: asked.to as LocalDate | undefined,
  }
  if (days.from !== undefined && days.to !== undefined && days.from > days.to)
    throw new Refusal('malformed', { field: 'to' })
  return {
    ...{ q, category, campaign, team, open, minors },
    window: windowOf(days, now),
    isDay: days.on !== undefined,
    near,
    sort: sortIn(asked, near),
  }
}

export const FeedQuery = Type.Object({ ...SearchFields, lang: Type.Optional(OneOf(LANGUAGES)) })

const FitShape = Type.Object(
  { skills: Type.Array(Type.String()), categories: Type.Array(Type.String()) },
  { description: 'of the volunteer who asks: own skills that are wanted, and categories they care for' },
)
export const FoundProjectShape = Type.Object({
  ...ProjectCardShape.properties,
  distanceMetres: Nullable(Type.Integer({ description: 'from the point asked about' })),
  fit: Nullable(FitShape),
})
export const FoundProjectPage = PageOf(FoundProjectShape)

export interface Fit {
  skills: string[]
  categories: string[]
}
export const showFound = (project: FoundProject, fit: Fit | undefined): Static<typeof FoundProjectShape> => ({
  ...showCard(project),
  distanceMetres: project.distanceMetres,
  fit: fit === undefined || fit.skills.length + fit.categories.length === 0 ? null : fit,
})

export const findRefuses = { region_not_found: 422 } satisfies Refuses<'region_not_found'>
