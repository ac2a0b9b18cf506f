/** A published project that changes, on the wire: what its team sends, what waits with the old beside the new, and the verdict. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Instant, Nullable, OneOf, Reason, Uuid } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import { draftOf, ProjectBody, ProjectParams, type Project, type RunningReason } from '../projects/index.ts'
import { decisionRefuses, DecisionBody, HistoryShape, readRefuses, ReviewShape } from '../reviews/index.ts'
import {
  FREE_FIELDS,
  REVIEWED_FIELDS,
  type AlteredReason,
  type PickReason,
  type PublishedDraft,
} from './altering.rules.ts'
import { whyNotChange } from './changing.rules.ts'
import {
  PROJECT_CHANGE_STATUSES,
  type ChangedField,
  type ComingPerson,
  type ProjectChange,
} from './changes.store.ts'

export { ProjectParams }
const NOTE_CHARACTERS_MAX = 500
/** Told by name; of more only how many. */
const NAMED_MAX = 50

const {
  positions: _positions,
  insured: _insured,
  exclusionsConfirmed: _confirmed,
  ...fields
} = ProjectBody.properties
export const ChangePublishedBody = Type.Object({
  ...fields,
  formVersion: Type.Integer({ description: 'of the project as it was read', minimum: 0 }),
  note: Type.Optional(Type.String({ maxLength: NOTE_CHARACTERS_MAX, description: 'for the reviewer' })),
  tellsEverybody: Type.Optional(Type.Boolean()),
})
export const ChangedShape = Type.Object({
  changed: Type.Array(OneOf(FREE_FIELDS), { description: 'what has changed at once' }),
  waiting: Nullable(
    Type.Object({ fields: Type.Array(OneOf(REVIEWED_FIELDS)), dueOn: Day, reviewerName: Type.String() }),
  ),
  told: Type.Integer({ description: 'people who have signed up and were told' }),
})

const Value = Type.Union([
  Type.String(),
  Type.Boolean(),
  Type.Object({ campaign: Nullable(Type.String()), categories: Type.Array(Type.String()) }),
  Type.Object({ acceptsMinors: Type.Boolean(), guardianPresent: Type.Boolean() }),
  Type.Object({ minAge: Type.Integer(), maxAge: Nullable(Type.Integer()) }),
  Type.Object({ visibility: Type.String(), teams: Type.Array(Type.String({ description: 'by name' })) }),
])
const FieldShape = Type.Object({
  field: OneOf(REVIEWED_FIELDS),
  oldValue: Value,
  newValue: Value,
  outcome: Nullable(OneOf(['approved', 'refused'])),
})
const ChangeShape = Type.Object({
  projectChangeId: Uuid,
  status: OneOf(PROJECT_CHANGE_STATUSES),
  note: Type.String(),
  submittedAt: Instant,
  dueOn: Nullable(Day),
  endedAt: Nullable(Instant),
  reason: Nullable(Type.String()),
  fields: Type.Array(FieldShape),
})
const MinorsShape = Type.Object({
  count: Type.Integer(),
  names: Type.Array(Type.String(), { description: 'the first of them' }),
})
export const ProjectChangeShape = Type.Object({
  change: Nullable(ChangeShape),
  people: Type.Integer({ description: 'who want to come to what is still to come' }),
  minors: MinorsShape,
  whyNot: Type.Object({ changePublishedProject: Reason, withdrawProjectChange: Reason }),
})
export const ProjectChangeReview = Type.Object({
  review: ReviewShape,
  history: HistoryShape,
  facts: Type.Object({
    projectId: Uuid,
    title: Type.String(),
    teamName: Type.String(),
    people: Type.Integer(),
    minors: Type.Integer({ description: 'whose sign-ups would end if it becomes dangerous' }),
    ...ChangeShape.properties,
  }),
})
export const WithdrawnChangeShape = Type.Object({ projectId: Uuid })
export const ChangeDecisionBody = Type.Object({
  ...DecisionBody.properties,
  fields: Type.Optional(
    Type.Array(OneOf(REVIEWED_FIELDS), {
      maxItems: REVIEWED_FIELDS.length,
      description: 'of an approval, those that are taken; all where none is named',
    }),
  ),
})
export const ReviewedChangeShape = Type.Object({
  outcome: OneOf(['approved', 'refused']),
  fields: Type.Array(OneOf(REVIEWED_FIELDS)),
  ended: Type.Integer({ description: 'sign-ups of minors that have ended' }),
})

/** The form without what has a deed of its own; that is put in as it stands. */
export function publishedOf(body: Static<typeof ChangePublishedBody>): PublishedDraft {
  const { formVersion: _version, note: _note, tellsEverybody: _tells, ...form } = body
  const { positions: _, ...draft } = draftOf({ ...form, positions: [] })
  return draft
}

type TeamNames = ReadonlyMap<string, string>
function showValue(value: ChangedField['oldValue'], names: TeamNames): Static<typeof Value> {
  if (typeof value !== 'object' || !('visibility' in value)) return value
  return { visibility: value.visibility, teams: value.teamIds.map((teamId) => names.get(teamId) ?? '') }
}
export const teamIdsOf = (change: ProjectChange | undefined): string[] =>
  (change?.fields ?? []).flatMap(({ oldValue, newValue }) =>
    [oldValue, newValue].flatMap((value) =>
      typeof value === 'object' && 'teamIds' in value ? value.teamIds : [],
    ),
  )
export const showChange = (change: ProjectChange, names: TeamNames): Static<typeof ChangeShape> => ({
  projectChangeId: change.projectChangeId,
  status: change.status,
  note: change.note,
  submittedAt: change.submittedAt.toISOString(),
  dueOn: change.dueOn,
  endedAt: change.endedAt?.toISOString() ?? null,
  reason: change.reason,
  fields: change.fields.map(({ field, oldValue, newValue, outcome }) => ({
    ...{ field, outcome },
    oldValue: showValue(oldValue, names),
    newValue: showValue(newValue, names),
  })),
})

export const showProjectChange = (
  actor: Actor,
  project: Project,
  {
    change,
    people,
    minors,
    names,
  }: {
    change: ProjectChange | undefined
    people: number
    minors: readonly ComingPerson[]
    names: TeamNames
  },
): Static<typeof ProjectChangeShape> => {
  const whose = new Map(minors.map(({ volunteerId, name }) => [volunteerId, name]))
  return {
    change: change === undefined ? null : showChange(change, names),
    people,
    minors: { count: whose.size, names: [...whose.values()].slice(0, NAMED_MAX) },
    whyNot: whyNotChange(actor, project, change?.status ?? null),
  }
}

const runRefuses = {
  not_your_team: 403,
  project_not_found: 404,
  not_published_yet: 409,
  project_cancelled: 409,
  activity_over: 409,
} satisfies Refuses<RunningReason | 'project_not_found'>
const alteredRefuses = {
  title_malformed: 422,
  title_looks_back_filled: 422,
  title_not_countable: 422,
  risk_statement_missing: 422,
  recruit_after_end: 422,
  recruit_in_past: 422,
  dangerous_with_minors: 422,
  categories_missing: 422,
  too_many_categories: 422,
  code_unknown: 422,
  contact_phone_malformed: 422,
  named_teams_missing: 422,
  named_team_unknown: 422,
  sign_up_code_malformed: 422,
  recruit_reversed: 422,
  ages_reversed: 422,
  excluded_project_unknown: 422,
  picture_unknown: 422,
  place_malformed: 422,
  withdraw_deadline_tightened: 422,
} satisfies Partial<Refuses<AlteredReason>>
export const changeRefuses = {
  ...runRefuses,
  ...alteredRefuses,
  team_not_found: 404,
  nothing_changed: 422,
  changed_meanwhile: 409,
  change_waiting: 409,
  no_reviewer: 409,
} satisfies Refuses<
  | RunningReason
  | keyof typeof alteredRefuses
  | 'project_not_found'
  | 'team_not_found'
  | 'nothing_changed'
  | 'changed_meanwhile'
  | 'change_waiting'
  | 'no_reviewer'
>
export const readChangeRefuses = { not_your_team: 403, project_not_found: 404 } satisfies Refuses<
  'not_your_team' | 'project_not_found'
>
export const withdrawRefuses = { ...readChangeRefuses, no_change_waiting: 409 } satisfies Refuses<
  'not_your_team' | 'project_not_found' | 'no_change_waiting'
>
export const readReviewRefuses = {
  ...readRefuses,
  change_not_found: 404,
  project_not_found: 404,
} satisfies Refuses<keyof typeof readRefuses | 'change_not_found' | 'project_not_found'>
export const reviewChangeRefuses = {
  ...decisionRefuses,
  ...alteredRefuses,
  change_not_found: 404,
  project_not_found: 404,
  not_published_yet: 409,
  project_cancelled: 409,
  activity_over: 409,
  nothing_picked: 422,
} satisfies Refuses<
  | keyof typeof decisionRefuses
  | keyof typeof alteredRefuses
  | Exclude<RunningReason, 'not_your_team'>
  | PickReason
  | 'change_not_found'
  | 'project_not_found'
>
