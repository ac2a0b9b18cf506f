/** Changes on the wire: what is asked for, the old value beside the new one, and what became of it. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Instant, Nullable, OneOf, Uuid } from '../../http/shapes.ts'
import { decisionRefuses, HistoryShape, readRefuses, ReviewShape } from '../reviews/index.ts'
import { keepRefuses, RegionCode, TeamParams, type ParentReason } from '../teams/index.ts'
import { CHANGE_FIELDS, CHANGE_STATUSES, type ChangingReason, type ValueReason } from './changes.rules.ts'
import type { Change } from './changes.store.ts'

const Value = Nullable(
  Type.Union([
    Type.String({ maxLength: 200 }),
    Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 40 }),
    Type.Object({
      longitude: Type.Number({ minimum: -180, maximum: 180 }),
      latitude: Type.Number({ minimum: -90, maximum: 90 }),
    }),
    Type.Object({
      regionCode: RegionCode,
      name: Type.String({ maxLength: 100, description: 'as it was called then; not looked at when sent' }),
    }),
  ]),
)
export const ProposeChangeBody = Type.Object({
  field: OneOf(CHANGE_FIELDS),
  value: Value,
  note: Type.Optional(Type.String({ maxLength: 500 })),
})
export const ProposedChangeShape = Type.Object({
  fieldChangeId: Uuid,
  reviewId: Uuid,
  dueOn: Day,
  reviewerName: Type.String(),
})
export const ChangeParams = Type.Object({ ...TeamParams.properties, fieldChangeId: Uuid })
export const WithdrawnChange = Type.Object({ fieldChangeId: Uuid })

const ChangeShape = Type.Object({
  fieldChangeId: Uuid,
  field: OneOf(CHANGE_FIELDS),
  oldValue: Value,
  newValue: Value,
  note: Type.String(),
  status: OneOf(CHANGE_STATUSES),
  submittedAt: Instant,
  dueOn: Nullable(Day),
  endedAt: Nullable(Instant),
  reason: Nullable(Type.String()),
})
export const ChangeList = Type.Object({
  items: Type.Array(ChangeShape, { description: 'of each field the latest' }),
})
export const ChangeReview = Type.Object({
  review: ReviewShape,
  history: HistoryShape,
  facts: Type.Object({
    teamId: Uuid,
    teamName: Type.String(),
    isDoubtful: Type.Boolean({ description: 'a credit code whose check character fails' }),
    ...ChangeShape.properties,
  }),
})
export const ReviewedChange = Type.Object({ outcome: OneOf(['approved', 'refused']) })

type RegionReason = ParentReason | 'region_not_found'
const regionRefuses = {
  region_not_found: 422,
  parent_missing: 422,
  parent_not_active: 409,
  parent_not_above: 422,
  skips_level: 422,
} satisfies Refuses<RegionReason>
export const listRefuses = keepRefuses
export const proposeRefuses = {
  team_not_found: 404,
  not_your_team: 403,
  leader_only: 403,
  team_not_active: 409,
  field_not_for_kind: 422,
  change_waiting: 409,
  change_malformed: 422,
  change_unchanged: 422,
  credit_code_missing: 422,
  credit_code_wrong: 422,
  organisation_code_wrong: 422,
  certificate_missing: 422,
  application_missing: 422,
  categories_missing: 422,
  too_many_categories: 422,
  founded_in_future: 422,
  code_unknown: 422,
  ...regionRefuses,
} satisfies Refuses<
  ChangingReason | ValueReason | RegionReason | 'team_not_found' | 'application_missing' | 'code_unknown'
>
export const withdrawRefuses = {
  team_not_found: 404,
  change_not_found: 404,
  not_your_team: 403,
  leader_only: 403,
  already_decided: 409,
} satisfies Refuses<
  'team_not_found' | 'change_not_found' | 'not_your_team' | 'leader_only' | 'already_decided'
>
export const readReviewRefuses = { ...readRefuses, change_not_found: 404 } satisfies Refuses<
  keyof typeof readRefuses | 'change_not_found'
>
export const reviewRefuses = {
  ...decisionRefuses,
  change_not_found: 404,
  team_not_active: 409,
  code_note_missing: 422,
  credit_code_taken: 409,
  organisation_code_taken: 409,
  credit_code_missing: 422,
  code_unknown: 422,
  name_taken: 409,
  ...regionRefuses,
} satisfies Refuses<
  | RegionReason
  | 'name_taken'
  | keyof typeof decisionRefuses
  | 'change_not_found'
  | 'team_not_active'
  | 'code_note_missing'
  | 'credit_code_taken'
  | 'organisation_code_taken'
  | 'credit_code_missing'
  | 'code_unknown'
>

export const showChange = (change: Change): Static<typeof ChangeShape> => ({
  fieldChangeId: change.fieldChangeId,
  field: change.field,
  oldValue: change.oldValue,
  newValue: change.newValue,
  note: change.note,
  status: change.status,
  submittedAt: change.submittedAt.toISOString(),
  dueOn: change.dueOn,
  endedAt: change.endedAt?.toISOString() ?? null,
  reason: change.reason,
})
