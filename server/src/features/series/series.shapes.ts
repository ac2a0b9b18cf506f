/** Series on the wire: as the public reads them, and as their teams keep them. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, Reason, Uuid } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Span } from '../../kernel/span.ts'
import { COPIED_SHIFTS, PROJECT_STATUSES } from '../projects/index.ts'
import type { SeriesWords } from './series.actions.ts'
import {
  SERIES_INTRO_MAX,
  SERIES_NAME,
  whyNotKeepSeries,
  type AddingReason,
  type SeriesCreatingReason,
  type SeriesKeepingReason,
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
  Type.Object({ ...words, projects: Type.Integer(), isShown: Type.Boolean(), whyNot: KeepingAnswers }),
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
  { projects, days, people, minutes, ...series }: ShownSeries,
  coming: readonly ComingDate[],
): Static<typeof ShownSeriesShape> => ({
  ...series,
  figures: { projects, days, people, minutes },
  coming: coming.map(withSpan),
})
export const showDone = (done: DoneProject) => withSpan(done)
export const showSeriesProject = (project: SeriesProject) => withSpan(project)

export function showTeamSeries(
  actor: Actor,
  { teamPath, ...series }: ListedSeries,
): Static<typeof TeamSeriesPage>['items'][number] {
  const keep = whyNotKeepSeries(actor, { teamPath })
  return { ...series, whyNot: { updateSeries: keep, deleteSeries: keep } }
}

export const readRefuses = { series_not_found: 404 } satisfies Refuses<'series_not_found'>
export const keepRefuses = { not_your_team: 403, series_not_found: 404 } satisfies Refuses<
  SeriesKeepingReason | 'series_not_found'
>
export const createSeriesRefuses = {
  not_your_team: 403,
  team_not_found: 404,
  team_not_active: 409,
  too_many_series: 409,
} satisfies Refuses<SeriesCreatingReason | 'team_not_found'>
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
