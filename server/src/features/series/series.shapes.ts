/** Series on the wire: as the public reads them, and as their teams keep them. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, Reason, Uuid } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Span } from '../../kernel/span.ts'
import { COPIED_SHIFTS, PROJECT_STATUSES } from '../projects/index.ts'
import type { OverseeingReason } from '../teams/index.ts'
import type { SeriesWords } from './series.actions.ts'
import {
  SERIES_INTRO_MAX,
  SERIES_NAME,
  whyNotKeepSeries,
  type AddingReason,
  type SeriesCreatingReason,
  type SeriesHidingReason,
  type SeriesKeepingReason,
  type SeriesShowingReason,
  type TitleReason,
} from './series.rules.ts'
import type { ListedSeries, SeriesProject } from './series.store.ts'
import type { ComingDate, DoneProject, ShownSeries } from './shown.store.ts'

export const SeriesParams = Type.Object({ seriesId: Uuid })
export const SeriesProjectParams = Type.Object({ seriesId: Uuid, projectId: Uuid })
export const SeriesBody = Type.Object({
  name: Type.String({ minLength: SERIES_NAME.min, maxLength: SERIES_NAME.max, pattern: '\\S\\s*\\S' }),
  intro: Type.String({ maxLength: SERIES_INTRO_MAX }),
})
export const wordsOf = ({ name, intro }: Static<typeof SeriesBody>): SeriesWords => ({
  name: name.normalize('NFC').trim(),
  intro: intro.trim(),
})
export const KeptSeries = Type.Object({ seriesId: Uuid })

export const CopyProjectBody = Type.Object({
  shifts: OneOf(COPIED_SHIFTS),
  joinsSeries: Type.Boolean({ description: 'as the next of the series that the project is in' }),
})

const words = { seriesId: Uuid, name: Type.String(), intro: Type.String(), teamId: Uuid }
const span = { startsAt: Instant, endsAt: Instant }
export const ShownSeriesShape = Type.Object({
  ...words,
  teamName: Type.String(),
  figures: Type.Object({
    projects: Type.Integer(),
    days: Type.Integer({ description: 'on which it has met' }),
    people: Type.Integer(),
    minutes: Type.Integer(),
  }),
  coming: Type.Array(
    Type.Object({
      projectId: Uuid,
      title: Type.String(),
      placeName: Type.String(),
      ...span,
      headcount: Type.Integer(),
      admitted: Type.Integer(),
    }),
  ),
  more: Type.Boolean({ description: 'there are more dates ahead than these' }),
  hidden: Nullable(
    Type.Object(
      { because: Type.String(), mendedAt: Nullable(Instant) },
      { description: 'for those alone who oversee the team' },
    ),
  ),
  whyNot: Type.Object({ hideSeries: Reason, showSeries: Reason }),
})
export const DonePage = PageOf(
  Type.Object({
    projectId: Uuid,
    title: Type.String(),
    ...span,
    people: Type.Integer(),
    minutes: Type.Integer(),
  }),
)
export const SeriesOfProject = Type.Object({
  series: Nullable(Type.Object({ seriesId: Uuid, name: Type.String() })),
})

const KeepingAnswers = Type.Object({ updateSeries: Reason, deleteSeries: Reason })
export const TeamSeriesPage = PageOf(
  Type.Object({
    ...words,
    projects: Type.Integer(),
    isShown: Type.Boolean(),
    hiddenBecause: Nullable(Type.String()),
    mendedAt: Nullable(Instant),
    whyNot: KeepingAnswers,
  }),
)
export const SeriesProjectPage = PageOf(
  Type.Object({ projectId: Uuid, title: Type.String(), status: OneOf([...PROJECT_STATUSES]), ...span }),
)

const withSpan = <Row extends Span>({ startsAt, endsAt, ...row }: Row) => ({
  ...row,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
})

export const showSeries = (
  { projects, days, people, minutes, hiddenBecause, mendedAt, ...series }: ShownSeries,
  { dates, more }: { dates: readonly ComingDate[]; more: boolean },
  whyNot: string | null,
): Static<typeof ShownSeriesShape> => ({
  ...series,
  figures: { projects, days, people, minutes },
  coming: dates.map(withSpan),
  more,
  hidden:
    hiddenBecause === null ? null : { because: hiddenBecause, mendedAt: mendedAt?.toISOString() ?? null },
  whyNot: {
    hideSeries: whyNot ?? (hiddenBecause === null ? null : 'already_hidden'),
    showSeries: whyNot ?? (hiddenBecause === null ? 'not_hidden' : null),
  },
})
export const showDone = (done: DoneProject) => withSpan(done)
export const showSeriesProject = (project: SeriesProject) => withSpan(project)

export function showTeamSeries(
  actor: Actor,
  { teamPath, hiddenAt: _, hiddenBy: __, mendedAt, ...series }: ListedSeries,
): Static<typeof TeamSeriesPage>['items'][number] {
  const keep = whyNotKeepSeries(actor, { teamPath })
  return {
    ...series,
    mendedAt: mendedAt?.toISOString() ?? null,
    whyNot: { updateSeries: keep, deleteSeries: keep },
  }
}

export const readRefuses = { series_not_found: 404 } satisfies Refuses<'series_not_found'>
export const keepRefuses = { not_your_team: 403, series_not_found: 404 } satisfies Refuses<
  SeriesKeepingReason | 'series_not_found'
>
const nameRefuses = {
  title_malformed: 422,
  title_looks_back_filled: 422,
  title_not_countable: 422,
} satisfies Refuses<TitleReason>
export const updateSeriesRefuses = { ...keepRefuses, ...nameRefuses } satisfies Refuses<
  keyof typeof keepRefuses | TitleReason
>
export const createSeriesRefuses = {
  ...nameRefuses,
  not_your_team: 403,
  team_not_found: 404,
  team_not_active: 409,
  too_many_series: 409,
} satisfies Refuses<SeriesCreatingReason | TitleReason | 'team_not_found'>
const overseeing = {
  series_not_found: 404,
  team_not_found: 404,
  not_your_team: 403,
  above_only: 403,
  not_your_region: 403,
} satisfies Refuses<OverseeingReason | 'series_not_found' | 'team_not_found'>
export const hideSeriesRefuses = { ...overseeing, cause_missing: 422, already_hidden: 409 } satisfies Refuses<
  keyof typeof overseeing | SeriesHidingReason
>
export const showSeriesRefuses = { ...overseeing, not_hidden: 409 } satisfies Refuses<
  keyof typeof overseeing | SeriesShowingReason
>
export const HideSeriesBody = Type.Object({ because: Type.String({ maxLength: 200 }) })
export const SeriesDone = Type.Object({ done: Type.Literal(true) })
export const addRefuses = {
  ...keepRefuses,
  project_not_found: 404,
  project_of_other_team: 409,
  in_other_series: 409,
  series_full: 409,
} satisfies Refuses<keyof typeof keepRefuses | AddingReason>
export const copyRefuses = {
  ...addRefuses,
  team_not_found: 404,
  team_not_active: 409,
  not_in_series: 409,
} satisfies Refuses<keyof typeof addRefuses | 'team_not_found' | 'team_not_active' | 'not_in_series'>
