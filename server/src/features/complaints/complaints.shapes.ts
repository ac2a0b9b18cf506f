/** A case as its reporter sees it, and what the parts of the wire have in common. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Instant, Nullable, OneOf, PageOf, Reason, Uuid } from '../../http/shapes.ts'
import type { Page } from '../../kernel/page.ts'
import {
  ARTICLES,
  COMPLAINT_KINDS,
  COMPLAINT_STATES,
  COMPLAINT_SUBJECTS,
  DISMISSALS,
  MEASURES,
  OUTCOMES,
} from './complaints.rules.ts'
import {
  whyNotAddToComplaint,
  whyNotReopen,
  WORDS_MAX,
  type AddingReason,
  type ReopeningReason,
  type ReportingReason,
} from './reporting.rules.ts'
import type { Step } from './steps.store.ts'
import type { ListedComplaint } from './listing.store.ts'
import type { RecordedMeasure } from './statements.store.ts'

export const Words = Type.String({ maxLength: WORDS_MAX })
export const Done = Type.Object({ done: Type.Literal(true) })
export const SubmitBody = Type.Object({
  subjectKind: OneOf(COMPLAINT_SUBJECTS),
  subjectId: Type.String({ format: 'uuid' }),
  kind: OneOf(COMPLAINT_KINDS),
  words: Words,
  happenedOn: Nullable(Type.String({ format: 'date' })),
  place: Type.String({ maxLength: 100 }),
  contact: Type.String({ maxLength: 100, description: 'a way to reach the reporter, sealed; may be empty' }),
  mayName: Type.Boolean({ description: 'whether the authority may tell the team who reported' }),
  anonymous: Type.Boolean({ description: 'signed in, yet without linking the account' }),
  fileIds: Type.Array(Type.String({ format: 'uuid' }), { maxItems: 10 }),
})
export const Submitted = Type.Object({
  number: Type.String(),
  secret: Type.String({ description: 'shown once; only its blind index is kept' }),
  dueOn: Day,
})
export const FILE_BYTES_MAX = 10_485_760
export const FileBody = Type.Object({ file: Type.Unsafe<string>(Type.String({ format: 'binary' })) })
export const UploadedFile = Type.Object({ fileId: Uuid })

const key = {
  number: Type.String({ maxLength: 40 }),
  secret: Type.Optional(
    Type.String({ maxLength: 60, description: 'not needed for a case of one’s own account' }),
  ),
}
export const KeyBody = Type.Object(key)
export const SayMoreBody = Type.Object({ ...key, words: Words })

export const STEP_SIDES = ['reporter', 'office', 'team', 'program'] as const
export const STEP_KINDS = [
  ...['submitted', 'accepted', 'more_asked', 'more_told', 'more_lapsed', 'statement_asked'],
  ...['statement_given', 'note', 'measure', 'revealed', 'escalated', 'answered', 'redirected', 'dismissed'],
  ...['reopened', 'closed'],
] as Step['kind'][]
export const StepShape = Type.Object({
  kind: OneOf(STEP_KINDS),
  side: OneOf(STEP_SIDES),
  byName: Type.String({ description: 'the body in whose name it was done' }),
  words: Type.String(),
  at: Instant,
})
export const MeasureShape = Type.Object({
  measure: OneOf(MEASURES),
  article: OneOf(ARTICLES),
  mendBy: Nullable(Day),
  passedTo: Nullable(Type.String()),
  byName: Type.String(),
  at: Instant,
})
const facts = {
  number: Type.String(),
  subjectKind: OneOf(COMPLAINT_SUBJECTS),
  subjectId: Uuid,
  subjectName: Type.String(),
  kind: OneOf(COMPLAINT_KINDS),
  status: OneOf(COMPLAINT_STATES),
  round: Type.Integer(),
  outcome: Nullable(OneOf(OUTCOMES)),
  dismissal: Nullable(OneOf(DISMISSALS)),
  redirectedTo: Nullable(Type.String()),
  submittedAt: Instant,
  dueOn: Nullable(Day),
  daysLeft: Nullable(Type.Integer({ description: 'working days; with minus: since the due day' })),
  isLate: Type.Boolean(),
  closesOn: Nullable(Type.String({ format: 'date', description: 'the last day to question the outcome' })),
}
export const ComplaintFacts = Type.Object(facts)
export const ReportedComplaint = Type.Object({
  ...facts,
  happenedOn: Nullable(Day),
  pictures: Type.Integer(),
  steps: Type.Array(StepShape),
  measures: Type.Array(MeasureShape),
  whyNot: Type.Object({ addToComplaint: Reason, reopenComplaint: Reason }),
})
export const MyComplaintsPage = PageOf(ComplaintFacts)

export const submitRefuses = {
  subject_not_found: 404,
  words_too_short: 422,
  day_in_future: 422,
  pictures_too_many: 422,
  file_not_found: 404,
  already_reported: 409,
} satisfies Refuses<ReportingReason | 'subject_not_found' | 'file_not_found' | 'already_reported'>
export const uploadRefuses = {
  file_missing: 422,
  file_too_large: 413,
  file_kind_refused: 415,
} satisfies Refuses<'file_missing' | 'file_too_large' | 'file_kind_refused'>
/** A wrong number and a wrong secret are one answer. */
export const keyRefuses = { complaint_not_found: 404 } satisfies Refuses<'complaint_not_found'>
export const addRefuses = {
  ...keyRefuses,
  already_settled: 409,
  additions_full: 409,
  words_too_short: 422,
} satisfies Refuses<AddingReason | 'complaint_not_found'>
export const reopenRefuses = {
  ...keyRefuses,
  not_settled: 409,
  already_reopened: 409,
  complaint_closed: 409,
  words_too_short: 422,
} satisfies Refuses<ReopeningReason | 'complaint_not_found'>

const OF_REPORTER: readonly Step['kind'][] = ['submitted', 'more_told', 'reopened']
const OF_PROGRAM: readonly Step['kind'][] = ['more_lapsed', 'escalated', 'closed']
export const sideOf = (kind: Step['kind']): (typeof STEP_SIDES)[number] => {
  if (OF_REPORTER.includes(kind)) return 'reporter'
  if (kind === 'statement_given') return 'team'
  return OF_PROGRAM.includes(kind) ? 'program' : 'office'
}
export const showStep = ({ kind, byName, words, at }: Step): Static<typeof StepShape> => ({
  kind,
  side: sideOf(kind),
  byName,
  words,
  at: at.toISOString(),
})
export const showMeasure = ({ at, ...measure }: RecordedMeasure): Static<typeof MeasureShape> => ({
  measure: measure.measure,
  article: measure.article,
  mendBy: measure.mendBy,
  passedTo: measure.passedTo,
  byName: measure.byName,
  at: at.toISOString(),
})
export const showFacts = (one: ListedComplaint): Static<typeof ComplaintFacts> => ({
  number: one.complaintNumber,
  subjectKind: one.subjectKind,
  subjectId: one.subjectId,
  subjectName: one.subjectName,
  kind: one.kind,
  status: one.status,
  round: one.round,
  outcome: one.outcome,
  dismissal: one.dismissal,
  redirectedTo: one.redirectedTo,
  submittedAt: one.submittedAt.toISOString(),
  dueOn: one.dueOn,
  daysLeft: one.daysLeft,
  isLate: one.isLate,
  closesOn: one.closesOn,
})
export const showMine = (page: Page<ListedComplaint>): Static<typeof MyComplaintsPage> => ({
  items: page.items.map(showFacts),
  next: page.next,
})

/** What the office keeps to itself. */
const INTERNAL: readonly Step['kind'][] = ['note', 'revealed', 'measure']
export interface Reported {
  complaint: ListedComplaint
  steps: readonly Step[]
  measures: readonly RecordedMeasure[]
  pictures: number
  now: Date
}
export function showReported({
  complaint,
  steps,
  measures,
  pictures,
  now,
}: Reported): Static<typeof ReportedComplaint> {
  const additions = steps.filter(({ kind }) => kind === 'more_told').length
  return {
    ...showFacts(complaint),
    happenedOn: complaint.happenedOn,
    pictures,
    steps: steps.filter(({ kind }) => !INTERNAL.includes(kind)).map(showStep),
    measures: measures.map(showMeasure),
    whyNot: {
      addToComplaint: whyNotAddToComplaint(complaint, additions, null),
      reopenComplaint: whyNotReopen(complaint, { now, words: null }),
    },
  }
}
