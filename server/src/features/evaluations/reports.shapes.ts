import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, Reason, Uuid } from '../../http/shapes.ts'
import type { Project } from '../projects/index.ts'
import { PublicAverage } from './evaluations.shapes.ts'
import type { ReportingReason } from './evaluations.rules.ts'
import type { Report } from './reports.store.ts'
import type { Figures } from './served.store.ts'

const PICTURES_MAX = 9
const PictureShape = Type.Object({
  fileId: Uuid,
  caption: Type.String({
    maxLength: 60,
    description: 'what is to be seen, also for those who do not see it',
  }),
})
export const ReportBody = Type.Object({
  words: Type.String({ maxLength: 5000 }),
  peopleServed: Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  pictures: Type.Array(PictureShape, { maxItems: PICTURES_MAX }),
})
export const PublishedReport = Type.Object({ publishedAt: Instant, state: OneOf(['published', 'hidden']) })
export const PictureParams = Type.Object({ projectId: Uuid, fileId: Uuid })

export const ProjectReport = Type.Object({
  report: Nullable(
    Type.Object({
      ...ReportBody.properties,
      publishedAt: Instant,
      state: OneOf(['published', 'withdrawn', 'hidden']),
      hiddenBecause: Nullable(Type.String()),
      mendedAt: Nullable(Instant),
    }),
  ),
  whyNot: Type.Object({ publishProjectReport: Reason }),
})
export const stateOf = ({ hiddenAt, withdrawnAt }: Report): 'published' | 'withdrawn' | 'hidden' =>
  withdrawnAt !== null ? 'withdrawn' : hiddenAt !== null ? 'hidden' : 'published'
export const showReport = (
  report: Report | undefined,
  reason: ReportingReason | null,
): Static<typeof ProjectReport> => ({
  report:
    report === undefined
      ? null
      : {
          words: report.words,
          peopleServed: report.peopleServed,
          pictures: report.pictures,
          publishedAt: report.publishedAt.toISOString(),
          state: stateOf(report),
          hiddenBecause: report.hiddenBecause,
          mendedAt: report.mendedAt?.toISOString() ?? null,
        },
  whyNot: { publishProjectReport: reason },
})

export const DoneProject = Type.Object({
  projectId: Uuid,
  title: Type.String(),
  teamId: Uuid,
  teamName: Type.String(),
  startsAt: Instant,
  endsAt: Instant,
  people: Type.Integer(),
  shifts: Type.Integer(),
  minutes: Type.Integer(),
  grades: Type.Array(Type.Object({ grade: OneOf(['A', 'B', 'C', 'D', 'E']), minutes: Type.Integer() })),
  ratings: Type.Object({ volunteers: PublicAverage, recipients: PublicAverage, toldFrom: Type.Integer() }),
  report: Nullable(Type.Object({ ...ReportBody.properties, publishedAt: Instant })),
  hidden: Nullable(
    Type.Object(
      { ...ReportBody.properties, because: Type.String(), mendedAt: Nullable(Instant) },
      { description: 'for those alone who oversee the team' },
    ),
  ),
  names: Type.Array(Type.String(), { description: 'masked; of those who agreed' }),
  others: Type.Integer({ description: 'people who served and are not named' }),
  whyNot: Type.Object({ hideReport: Reason, showReport: Reason }),
})
const wordsOf = ({ words, peopleServed, pictures }: Report) => ({ words, peopleServed, pictures })
export function showDone(
  project: Project,
  team: { name: string },
  known: {
    figures: Figures
    report: Report | undefined
    names: string[]
    ratings: Static<typeof DoneProject>['ratings']
    /** Where it is hidden and the reader may look. */
    hidden: Report | null
    whyNot: { hideReport: string | null; showReport: string | null }
  },
): Static<typeof DoneProject> {
  const { figures, names, ratings } = known
  const report =
    known.report !== undefined && stateOf(known.report) === 'published' ? known.report : undefined
  return {
    projectId: project.projectId,
    title: project.title,
    teamId: project.teamId,
    teamName: team.name,
    startsAt: project.startsAt.toISOString(),
    endsAt: project.endsAt.toISOString(),
    ...{ ...figures, grades: figures.grades as Static<typeof DoneProject>['grades'] },
    ratings,
    report:
      report === undefined ? null : { ...wordsOf(report), publishedAt: report.publishedAt.toISOString() },
    hidden:
      known.hidden === null
        ? null
        : {
            ...wordsOf(known.hidden),
            because: known.hidden.hiddenBecause ?? '',
            mendedAt: known.hidden.mendedAt?.toISOString() ?? null,
          },
    names,
    others: Math.max(0, figures.people - names.length),
    whyNot: known.whyNot,
  }
}

export const NameChoice = Type.Object({ shows: Type.Boolean(), whyNot: Type.Object({ showMyName: Reason }) })
export const ShowNameBody = Type.Object({ shows: Type.Boolean() })
export const ShownName = Type.Object({ shows: Type.Boolean() })

export const doneRefuses = { project_not_found: 404 } satisfies Refuses<'project_not_found'>
export const pictureRefuses = { file_not_found: 404, project_not_found: 404 } satisfies Refuses<
  'file_not_found' | 'project_not_found'
>
export const publishRefuses = {
  project_not_found: 404,
  team_not_found: 404,
  file_not_found: 404,
  not_your_team: 403,
  team_not_active: 409,
  project_not_ended: 409,
  report_words_missing: 422,
  caption_missing: 422,
} satisfies Refuses<
  | ReportingReason
  | 'project_not_found'
  | 'team_not_found'
  | 'file_not_found'
  | 'report_words_missing'
  | 'caption_missing'
>
export const withdrawRefuses = {
  project_not_found: 404,
  team_not_found: 404,
  report_not_found: 404,
  not_your_team: 403,
  team_not_active: 409,
  project_not_ended: 409,
} satisfies Refuses<ReportingReason | 'project_not_found' | 'team_not_found' | 'report_not_found'>
export const nameRefuses = { minor_never_named: 403 } satisfies Refuses<'minor_never_named'>
