/** Ratings on the wire: given, read by the person whom they concern, and added up for the others. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, PageQuery, Reason, Uuid } from '../../http/shapes.ts'
import {
  averageOf,
  closesAt,
  isShown,
  SCORE_MAX,
  scoresOf,
  whyNotAskToHide,
  whyNotRate,
  WORDS_MAX,
  type AskingReason,
  type HidingReason,
  type ShowingReason,
  type RatingReason,
  type Side,
} from './evaluations.rules.ts'
import type { OwnService, ReadRating, ServedPerson, Sum, Words } from './lists.store.ts'

const RATINGS_AT_ONCE = 50
export const BECAUSE_MAX = 200
/** Rows of a page: with the longest words in each it stays below 50 kB. */
export const ROWS_MAX = { served: 20, mine: 12, words: 25 } as const
export const WordyQuery = (max: number) =>
  Type.Object({
    after: PageQuery.properties.after,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: max, default: max })),
  })
const Score = Type.Integer({ minimum: 1, maximum: SCORE_MAX })
const WordsText = Type.String({ maxLength: WORDS_MAX })
const VolunteerScores = Type.Object({ punctuality: Score, attitude: Score, skill: Score })
const ProjectScores = Type.Object({ training: Score, teamwork: Score, planKept: Score })

export const RateVolunteersBody = Type.Object({
  ratings: Type.Array(Type.Object({ volunteerId: Uuid, scores: VolunteerScores, words: WordsText }), {
    minItems: 1,
    maxItems: RATINGS_AT_ONCE,
  }),
})
export const RatingResults = Type.Object({
  results: Type.Array(
    Type.Object({ volunteerId: Uuid, outcome: OneOf(['rated', 'changed', 'refused']), reason: Reason }),
  ),
})
export const RateProjectBody = Type.Object({ scores: ProjectScores, words: WordsText })
export const RatedProject = Type.Object({ outcome: OneOf(['rated', 'changed']) })
export const HideBody = Type.Object({ because: Type.String({ maxLength: BECAUSE_MAX }) })
export const Done = Type.Object({ done: Type.Literal(true) })
export const EvaluationParams = Type.Object({ projectId: Uuid, evaluationId: Uuid })

const given = <T extends typeof VolunteerScores | typeof ProjectScores>(scores: T) =>
  Type.Object({
    scores,
    words: Type.String(),
    ratedAt: Instant,
    changedAt: Nullable(Instant),
    hiddenBecause: Nullable(Type.String({ description: 'why a superior hides the words from others' })),
  })
const showGiven = <S extends 'by_team' | 'by_volunteer'>(side: S, rating: ReadRating) => ({
  scores: scoresOf(side, rating.scores),
  words: rating.words,
  ratedAt: rating.ratedAt.toISOString(),
  changedAt: rating.changedAt?.toISOString() ?? null,
  hiddenBecause: rating.hiddenBecause,
})

export const ServedPage = PageOf(
  Type.Object({
    volunteerId: Uuid,
    name: Type.String(),
    volunteerNumber: Nullable(Type.String()),
    servedUntil: Instant,
    closesAt: Instant,
    given: Nullable(given(VolunteerScores)),
    whyNot: Type.Object({ rateVolunteers: Reason }),
  }),
)
export function showServed(
  person: ServedPerson,
  isOwn: boolean,
  now: Date,
): Static<typeof ServedPage>['items'][number] {
  const reason = whyNotRate(person, person.given, person.isAnswered, now)
  return {
    volunteerId: person.volunteerId,
    name: person.name,
    volunteerNumber: person.volunteerNumber,
    servedUntil: person.servedUntil.toISOString(),
    closesAt: (person.given?.closesAt ?? closesAt(person)).toISOString(),
    given: person.given === null ? null : showGiven('by_team', person.given),
    whyNot: { rateVolunteers: isOwn ? 'own_evaluation' : reason },
  }
}

export const MyEvaluationShape = Type.Object({
  projectId: Uuid,
  title: Type.String(),
  teamName: Type.String(),
  servedUntil: Instant,
  closesAt: Instant,
  mine: Nullable(given(ProjectScores)),
  theirs: Nullable(given(VolunteerScores)),
  whyNot: Type.Object({ rateProject: Reason, askToHideWords: Reason }),
})
export const MyEvaluationPage = PageOf(MyEvaluationShape)
/** What the team said is read only when it may be: words that are hidden are not. */
export function showMine(service: OwnService, now: Date): Static<typeof MyEvaluationShape> {
  const { mine, theirs } = service
  const isRead = theirs !== null && isShown(theirs, mine !== null, now)
  const read = isRead && theirs.hiddenBecause !== null ? { ...theirs, words: '' } : theirs
  return {
    projectId: service.projectId,
    title: service.title,
    teamName: service.teamName,
    servedUntil: service.servedUntil.toISOString(),
    closesAt: (mine?.closesAt ?? closesAt(service)).toISOString(),
    mine: mine === null ? null : showGiven('by_volunteer', mine),
    theirs: isRead && read !== null ? showGiven('by_team', read) : null,
    whyNot: {
      rateProject: whyNotRate(service, mine, theirs !== null, now),
      askToHideWords: whyNotAskToHide(isRead ? theirs : null, null),
    },
  }
}

const Average = Nullable(Type.Number({ description: 'null while there are too few' }))
export const ProjectRatings = Type.Object({
  volunteers: Type.Object({ count: Type.Integer(), training: Average, teamwork: Average, planKept: Average }),
  recipients: Type.Object({ count: Type.Integer(), stars: Average }),
  toldFrom: Type.Integer(),
  whyNot: Type.Object({ hideEvaluationWords: Reason }),
})
const meansOf = (sum: Sum | undefined): (number | null)[] =>
  (sum?.means ?? []).map((mean) => averageOf(sum?.count ?? 0, mean))
export function showSums(sums: ReadonlyMap<Side, Sum>) {
  const [volunteers, recipients] = [sums.get('by_volunteer'), sums.get('by_recipient')]
  const [training = null, teamwork = null, planKept = null] = meansOf(volunteers)
  const [stars = null] = meansOf(recipients)
  return {
    volunteers: { count: volunteers?.count ?? 0, training, teamwork, planKept },
    recipients: { count: recipients?.count ?? 0, stars },
  }
}
export const PublicAverage = Type.Object({ count: Type.Integer(), stars: Average })
/** One figure for everybody: the mean of what volunteers rate. */
export function showPublicSums(sums: ReadonlyMap<Side, Sum>) {
  const { recipients } = showSums(sums)
  const sum = sums.get('by_volunteer')
  const mean = sum === undefined ? null : sum.means.reduce((a, b) => a + b, 0) / sum.means.length
  const count = sum?.count ?? 0
  return { volunteers: { count, stars: averageOf(count, mean) }, recipients }
}

export const WordsPage = PageOf(
  Type.Object({
    evaluationId: Uuid,
    side: OneOf(['by_team', 'by_volunteer', 'by_recipient']),
    words: Nullable(Type.String({ description: 'null when a superior hides them' })),
    hiddenBecause: Nullable(Type.String()),
    askedBecause: Nullable(
      Type.String({ description: 'why the person whom they are about asks for them to be hidden' }),
    ),
  }),
)
export const showWords = (one: Words): Static<typeof WordsPage>['items'][number] => ({
  ...one,
  words: one.hiddenBecause === null ? one.words : null,
})

type Found = 'project_not_found'
const found = { project_not_found: 404 } satisfies Refuses<Found>
export const teamRefuses = { ...found, not_your_team: 403 } satisfies Refuses<Found | 'not_your_team'>
export const readRefuses = { ...teamRefuses, not_your_region: 403 } satisfies Refuses<string>
export const rateRefuses = {
  ...found,
  not_served: 403,
  evaluation_not_open: 409,
  evaluation_over: 409,
  evaluation_shown: 409,
  evaluation_changed: 409,
} satisfies Refuses<Found | RatingReason>
export const myRefuses = { not_served: 403 } satisfies Refuses<'not_served'>
const hide = {
  ...found,
  team_not_found: 404,
  not_your_team: 403,
  above_only: 403,
  not_your_region: 403,
  cause_missing: 422,
  already_hidden: 409,
} satisfies Refuses<Found | 'team_not_found' | HidingReason>
export const hideWordsRefuses = { ...hide, evaluation_not_found: 404 } satisfies Refuses<
  keyof typeof hide | 'evaluation_not_found'
>
export const hideReportRefuses = { ...hide, report_not_found: 404 } satisfies Refuses<
  keyof typeof hide | 'report_not_found'
>
const { cause_missing: _cause, already_hidden: _hidden, ...overseeing } = hide
export const showReportRefuses = { ...overseeing, report_not_found: 404, not_hidden: 409 } satisfies Refuses<
  Found | 'team_not_found' | 'report_not_found' | ShowingReason
>
export const askRefuses = {
  evaluation_not_found: 404,
  already_asked: 409,
  already_hidden: 409,
  cause_missing: 422,
} satisfies Refuses<AskingReason>
