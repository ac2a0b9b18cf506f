/** A case as the office sees it, the queue, and the figures. */
import { Type, type Static } from 'typebox'
import { Day, Instant, Nullable, OneOf, PageQuery, Reason, Uuid } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { FileId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import type { Page } from '../../kernel/page.ts'
import { TEAM_STATUSES, type TeamStatus } from '../teams/index.ts'
import {
  ARTICLES,
  COMPLAINT_KINDS,
  DISMISSALS,
  isRevealedAt,
  MEASURES,
  OUTCOMES,
  whyNotAccept,
  whyNotAskComplainant,
  whyNotAskForStatement,
  whyNotHandle,
  whyNotRecordMeasure,
  whyNotSettle,
} from './complaints.rules.ts'
import {
  ComplaintFacts,
  MeasureShape,
  showFacts,
  showMeasure,
  showStep,
  sideOf,
  StepShape,
  Words,
} from './complaints.shapes.ts'
import type { Private } from './complaints.store.ts'
import type { Step } from './steps.store.ts'
import {
  COMPLAINT_VIEWS,
  type ComplaintCounts,
  type KindFigures,
  type ListedComplaint,
} from './listing.store.ts'
import type { RecordedMeasure, Statement } from './statements.store.ts'

export const ComplaintParams = Type.Object({ complaintId: Uuid })
export const FileParams = Type.Object({ fileId: Uuid })
export const ListQuery = Type.Object({
  ...PageQuery.properties,
  view: Type.Optional(OneOf(COMPLAINT_VIEWS)),
  kind: Type.Optional(OneOf(COMPLAINT_KINDS)),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
})
export const FiguresQuery = Type.Object({ from: Day, to: Day })
const QueuedComplaint = Type.Object({
  complaintId: Uuid,
  teamName: Type.String(),
  ...ComplaintFacts.properties,
})
export const ComplaintPage = Type.Object({
  items: Type.Array(QueuedComplaint),
  next: Nullable(Type.String()),
  counts: Type.Object({
    open: Type.Integer(),
    submitted: Type.Integer(),
    accepted: Type.Integer(),
    moreAsked: Type.Integer(),
    late: Type.Integer(),
  }),
})
export const ComplaintFigures = Type.Object({
  kinds: Type.Array(
    Type.Object({
      kind: OneOf(COMPLAINT_KINDS),
      received: Type.Integer(),
      inTime: Type.Integer({ description: 'settled, and no step of it was late' }),
      settledLate: Type.Integer(),
      open: Type.Integer(),
      late: Type.Integer({ description: 'open, and its day has passed' }),
    }),
  ),
})

const StatementShape = Type.Object({
  matter: Type.String(),
  askedAt: Instant,
  dueOn: Day,
  words: Nullable(Type.String()),
  givenAt: Nullable(Instant),
  endedAt: Nullable(Instant),
})
export const HandledComplaint = Type.Object({
  ...QueuedComplaint.properties,
  teamId: Uuid,
  teamStatus: OneOf(TEAM_STATUSES),
  othersOfTeam: Type.Integer({ description: 'further cases about the team' }),
  happenedOn: Nullable(Day),
  place: Type.String(),
  mayName: Type.Boolean(),
  reporter: OneOf(['account', 'guest']),
  hasContact: Type.Boolean(),
  pictures: Type.Integer(),
  fileIds: Type.Array(Uuid, { description: 'empty until whoever reads has said why' }),
  steps: Type.Array(Type.Object({ ...StepShape.properties, byLabel: Nullable(Type.String()) })),
  statements: Type.Array(StatementShape),
  measures: Type.Array(Type.Object({ ...MeasureShape.properties, words: Type.String() })),
  whyNot: Type.Object({
    acceptComplaint: Reason,
    askComplainant: Reason,
    askForStatement: Reason,
    settleComplaint: Reason,
    noteComplaint: Reason,
    recordMeasure: Reason,
    revealComplaint: Reason,
  }),
})

export const WordsBody = Type.Object({ words: Words })
export const MatterBody = Type.Object({ matter: Words })
export const SettleBody = Type.Object({
  outcome: OneOf(OUTCOMES),
  words: Words,
  redirectedTo: Type.Optional(Type.String({ maxLength: 100 })),
  dismissal: Type.Optional(OneOf(DISMISSALS)),
})
export const MeasureBody = Type.Object({
  measure: OneOf(MEASURES),
  article: OneOf(ARTICLES),
  words: Type.String({ maxLength: 500 }),
  mendBy: Type.Optional(Type.String({ format: 'date' })),
  passedTo: Type.Optional(Type.String({ maxLength: 100 })),
})
export const RevealBody = Type.Object({ reason: Type.String({ maxLength: 200 }) })
export const Revealed = Type.Object({
  contact: Nullable(Type.String()),
  reporterName: Nullable(Type.String({ description: 'of the account, when reported with one' })),
})

const showQueued = (one: ListedComplaint): Static<typeof QueuedComplaint> => ({
  complaintId: one.complaintId,
  teamName: one.teamName,
  ...showFacts(one),
})
export const showQueue = (
  page: Page<ListedComplaint>,
  counts: ComplaintCounts,
): Static<typeof ComplaintPage> => ({ items: page.items.map(showQueued), next: page.next, counts })
export const showFigures = (kinds: readonly KindFigures[]): Static<typeof ComplaintFigures> => ({
  kinds: [...kinds],
})

/** Y10. By that very person, within the hour. */
export const hasRevealed = (steps: readonly Step[], actor: Actor, now: Date): boolean =>
  steps.some(
    ({ kind, byAccountId, at }) =>
      kind === 'revealed' && byAccountId === actor.accountId && isRevealedAt(at, now),
  )

export interface Handled {
  complaint: ListedComplaint
  steps: readonly Step[]
  statements: readonly Statement[]
  measures: readonly RecordedMeasure[]
  kept: Private
  fileIds: readonly FileId[]
  teamStatus: TeamStatus
  othersOfTeam: number
}
export function showHandled(
  { complaint, steps, statements, measures, kept, fileIds, ...team }: Handled,
  actor: Actor,
  now: Date,
): Static<typeof HandledComplaint> {
  const hasOpen = statements.some(({ givenAt, endedAt }) => givenAt === null && endedAt === null)
  const known = { teamStatus: team.teamStatus, today: dateIn(ZONE, now) }
  return {
    ...showQueued(complaint),
    ...team,
    teamId: complaint.teamId,
    happenedOn: complaint.happenedOn,
    place: kept.place,
    mayName: complaint.mayName,
    reporter: complaint.reporterAccountId === null ? 'guest' : 'account',
    hasContact: kept.contact !== null,
    pictures: fileIds.length,
    fileIds: hasRevealed(steps, actor, now) ? [...fileIds] : [],
    // The account of a reporter is shown only to whoever says why.
    steps: steps.map((step) => ({
      ...showStep(step),
      byLabel: sideOf(step.kind) === 'reporter' ? null : step.byLabel,
    })),
    statements: statements.map((one) => ({
      matter: one.matter,
      askedAt: one.askedAt.toISOString(),
      dueOn: one.dueOn,
      words: one.words,
      givenAt: one.givenAt?.toISOString() ?? null,
      endedAt: one.endedAt?.toISOString() ?? null,
    })),
    measures: measures.map((one) => ({ ...showMeasure(one), words: one.words })),
    whyNot: {
      acceptComplaint: whyNotAccept(actor, complaint),
      askComplainant: whyNotAskComplainant(actor, complaint),
      askForStatement: whyNotAskForStatement(actor, complaint, hasOpen),
      settleComplaint: whyNotSettle(actor, complaint, null),
      noteComplaint: whyNotHandle(actor, complaint),
      recordMeasure: whyNotRecordMeasure(actor, complaint, null, known),
      revealComplaint: whyNotHandle(actor, complaint),
    },
  }
}
