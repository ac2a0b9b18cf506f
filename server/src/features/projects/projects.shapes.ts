/** Projects on the wire: the form a team fills, the card people find, the page a reviewer reads. */
import { Type, type Static } from 'typebox'
import { Day, Instant, Nullable, OneOf, PageOf, PageQuery, Reason, Uuid } from '../../http/shapes.ts'
import { normalizeContactPhone, RegionCode } from '../teams/index.ts'
import { HistoryShape, ReviewShape } from '../reviews/index.ts'
import { planOf, ShiftPlanShape } from './planning.shapes.ts'
import { normalizeTitle, PROJECT_STATUSES, type ProjectDraft } from './projects.rules.ts'
import {
  placeOf,
  PlaceBody,
  PlaceShape,
  termsOf,
  TermsBody,
  TermsShape,
  TeamTermsShape,
} from './terms.shapes.ts'
import { CHECK_STATES, WAY_REASONS, WAYS } from './checking.rules.ts'
import { PAUSES } from './pausing.rules.ts'

/** Text with something in it besides blanks. */
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })
const Code = Type.String({ minLength: 1, maxLength: 40 })
const CODES_MAX = 40
const POSITIONS_MAX = 50
const SHIFTS_MAX = 200
/** Where a form says nothing about it. */
const OFFER_HOURS = 24

export const ProjectParams = Type.Object({ projectId: Uuid })
export const TeamProjectParams = Type.Object({ teamId: Uuid, projectId: Uuid })

export const ProjectBody = Type.Object({
  ...TermsBody,
  title: Type.String({ maxLength: 200 }),
  campaign: Type.Optional(Nullable(Code)),
  categories: Type.Array(Code, { maxItems: CODES_MAX }),
  description: Words(5000),
  riskStatement: Type.String({ maxLength: 2000 }),
  safeguards: Type.Array(Code, { maxItems: CODES_MAX }),
  insurance: Type.String({ maxLength: 500 }),
  isDangerous: Type.Boolean(),
  acceptsMinors: Type.Boolean(),
  minAge: Type.Integer({ minimum: 0, maximum: 100 }),
  autoAdmit: Type.Boolean(),
  keepsWaitingList: Type.Optional(Type.Boolean()),
  offerHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 168 })),
  withdrawHoursBefore: Type.Optional(Type.Integer({ minimum: 0, maximum: 168 })),
  leaderName: Words(50),
  contactPhone: Type.String({ maxLength: 30 }),
  contactPublic: Type.Boolean(),
  recruitUntil: Instant,
  place: PlaceBody,
  positions: Type.Array(
    Type.Object({
      name: Words(50),
      description: Type.String({ maxLength: 2000 }),
      requirements: Type.String({ maxLength: 1000 }),
      plan: Type.Optional(Nullable(ShiftPlanShape)),
      skills: Type.Optional(Type.Array(Code, { maxItems: CODES_MAX })),
      shifts: Type.Array(
        Type.Object({
          startsAt: Instant,
          endsAt: Instant,
          breakMinutes: Type.Integer({ minimum: 0, maximum: 720 }),
          headcount: Type.Integer({ minimum: 1, maximum: 100_000 }),
        }),
        { maxItems: SHIFTS_MAX },
      ),
    }),
    { maxItems: POSITIONS_MAX },
  ),
})

/** What was typed, without blanks at the ends, each code once. */
export function draftOf(body: Static<typeof ProjectBody>): ProjectDraft {
  const unique = (codes: readonly string[]): string[] => [...new Set(codes)]
  return {
    ...body,
    // V1: what is drawn is given at once, and whoever is not drawn waits.
    autoAdmit: body.autoAdmit || body.drawAt != null,
    keepsWaitingList: body.drawAt != null || (body.keepsWaitingList ?? true),
    offerHours: body.offerHours ?? OFFER_HOURS,
    withdrawHoursBefore: body.withdrawHoursBefore ?? 0,
    ...termsOf(body),
    title: normalizeTitle(body.title),
    campaign: body.campaign ?? null,
    categories: unique(body.categories),
    description: body.description.trim(),
    riskStatement: body.riskStatement.trim(),
    safeguards: unique(body.safeguards),
    insurance: body.insurance.trim(),
    leaderName: body.leaderName.trim(),
    contactPhone: normalizeContactPhone(body.contactPhone),
    recruitUntil: new Date(body.recruitUntil),
    place: placeOf(body.place),
    positions: body.positions.map((position) => ({
      name: position.name.trim(),
      description: position.description.trim(),
      requirements: position.requirements.trim(),
      plan: planOf(position.plan),
      skills: unique(position.skills ?? []),
      shifts: position.shifts.map((shift) => ({
        ...shift,
        startsAt: new Date(shift.startsAt),
        endsAt: new Date(shift.endsAt),
      })),
    })),
  }
}

export const CreatedProject = Type.Object({ projectId: Uuid })
export const SubmittedAgain = Type.Object({ reviewId: Uuid, dueOn: Day, reviewerName: Type.String() })
export const SubmittedProject = Type.Object({
  ...SubmittedAgain.properties,
  way: OneOf(WAYS),
  because: Nullable(OneOf(WAY_REASONS)),
  projectNumber: Nullable(Type.String({ description: 'of what stands before the public already' })),
})
export const ReviewedProject = Type.Object({
  outcome: OneOf(['approved', 'refused']),
  projectNumber: Nullable(Type.String()),
})

export const ListDaysQuery = Type.Object({ from: Type.Optional(Day), region: Type.Optional(RegionCode) })
export const ListTeamProjectsQuery = Type.Object({
  ...PageQuery.properties,
  status: Type.Optional(OneOf([...PROJECT_STATUSES])),
})

const SpanShape = Type.Object({ startsAt: Instant, endsAt: Instant })
export const ProjectCardShape = Type.Object({
  projectId: Uuid,
  projectNumber: Nullable(Type.String()),
  title: Type.String(),
  status: OneOf([...PROJECT_STATUSES]),
  teamId: Uuid,
  teamName: Type.String(),
  regionName: Type.String(),
  placeName: Type.String(),
  startsAt: Instant,
  endsAt: Instant,
  nextShift: Nullable(SpanShape),
  headcount: Type.Integer(),
  admitted: Type.Integer(),
  acceptsMinors: Type.Boolean(),
  hasInsurance: Type.Boolean(),
  categories: Type.Array(Type.String()),
  servedMinutes: Nullable(Type.Integer({ description: 'told in the list of what a team has done' })),
})
export const DayList = Type.Object({
  items: Type.Array(Type.Object({ date: Day, projects: Type.Integer() })),
})

const KeepingAnswers = Type.Object({
  submitProject: Reason,
  updateProject: Reason,
  withdrawSubmission: Reason,
  discardProject: Reason,
})
export const TeamProjectPage = PageOf(
  Type.Object({
    ...ProjectCardShape.properties,
    refusalReason: Nullable(Type.String()),
    pendingSignUps: Type.Integer(),
    whyNot: KeepingAnswers,
  }),
)

/** The fields of the form as they stand, with the ids the positions and shifts got. */
export const ProjectDetailShape = Type.Object({
  ...ProjectCardShape.properties,
  campaign: Nullable(Type.String()),
  description: Type.String(),
  riskStatement: Type.String(),
  safeguards: Type.Array(Type.String()),
  insurance: Type.String(),
  isDangerous: Type.Boolean(),
  minAge: Type.Integer(),
  autoAdmit: Type.Boolean(),
  keepsWaitingList: Type.Boolean(),
  offerHours: Type.Integer(),
  withdrawHoursBefore: Type.Integer(),
  leaderName: Nullable(
    Type.String({ description: 'null where it is not public and the reader is not expected' }),
  ),
  contactPhone: Nullable(Type.String()),
  contactPublic: Type.Boolean(),
  recruitUntil: Instant,
  pauseReason: Nullable(OneOf(PAUSES)),
  cancelledAt: Nullable(Instant),
  cancelReason: Nullable(Type.String()),
  place: PlaceShape,
  ...TermsShape,
})
export const ShiftShape = Type.Object({
  shiftId: Uuid,
  startsAt: Instant,
  endsAt: Instant,
  breakMinutes: Type.Integer(),
  headcount: Type.Integer(),
  admitted: Type.Integer(),
  held: Type.Integer({ description: 'places offered to somebody who has still to answer' }),
  waiting: Type.Integer({ description: 'people on the waiting list' }),
  awaitsDraw: Type.Boolean({ description: 'its places are still to be drawn' }),
  cancelReason: Nullable(Type.String({ description: 'why it does not take place' })),
})
const PositionFields = {
  positionId: Uuid,
  name: Type.String(),
  description: Type.String(),
  requirements: Type.String(),
  plan: Nullable(ShiftPlanShape),
  skills: Type.Array(Type.String()),
}
export const positionsWith = <Shift extends Parameters<typeof Type.Array>[0]>(shift: Shift) =>
  Type.Array(Type.Object({ ...PositionFields, shifts: Type.Array(shift) }))

const OpenReviewShape = Type.Object({
  reviewId: Uuid,
  submittedAt: Instant,
  dueOn: Day,
  reviewerName: Type.String(),
})
export const TeamProjectShape = Type.Object({
  ...ProjectDetailShape.properties,
  ...TeamTermsShape,
  refusalReason: Nullable(Type.String()),
  positions: positionsWith(ShiftShape),
  review: Nullable(OpenReviewShape),
  history: HistoryShape,
  checkState: Nullable(OneOf(CHECK_STATES)),
  checkNote: Type.String({ description: 'what the team says it has mended' }),
  formVersion: Type.Integer({ description: 'sent back with a change, so that it undoes no other' }),
  whyNot: Type.Object({ ...KeepingAnswers.properties, resubmitProject: Reason }),
})
export const ProjectReviewShape = Type.Object({
  review: ReviewShape,
  history: HistoryShape,
  facts: Type.Object({
    project: Type.Object({
      ...ProjectDetailShape.properties,
      ...TeamTermsShape,
      positions: positionsWith(ShiftShape),
    }),
  }),
})
