/** Hours on the wire: entries of a team, drafts for a second person, and the lines of the ledger. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Instant, Nullable, OneOf, PageOf, PageQuery, Reason, Uuid } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Policies } from '../catalog/index.ts'
import { nextStarMinutes, starOf } from '../volunteers/index.ts'
import { whyNotApproveHours } from './entering.rules.ts'
import { whyNotDisownHours, whyNotReverseHours } from './hours.rules.ts'
import type { DraftItem } from './drafts.store.ts'
import type { HourItem, Totals } from './hours.store.ts'

export const ENTRIES_MAX = 200

export const ProjectParams = Type.Object({ projectId: Uuid })
export const TeamParams = Type.Object({ teamId: Uuid })

export const EnterHoursBody = Type.Object({
  entries: Type.Array(
    Type.Object({
      signupId: Uuid,
      startsAt: Instant,
      endsAt: Instant,
      breakMinutes: Type.Integer({ minimum: 0, maximum: 720 }),
      note: Type.String({ maxLength: 200 }),
    }),
    { minItems: 1, maxItems: ENTRIES_MAX },
  ),
})
export const EnteredShape = Type.Object({
  results: Type.Array(
    Type.Object({
      signupId: Uuid,
      outcome: OneOf(['posted', 'awaiting_second_person', 'refused']),
      reason: Nullable(
        OneOf([
          'signup_not_found',
          'not_admitted',
          'own_hours',
          'span_reversed',
          'outside_project',
          'not_over_yet',
          'nothing_left',
          'hours_overlap',
          'day_limit',
        ]),
      ),
      minutes: Nullable(Type.Integer()),
    }),
  ),
})

export const ApproveHoursBody = Type.Object({
  approvals: Type.Array(
    Type.Object({
      hourDraftId: Uuid,
      decision: OneOf(['approve', 'refuse']),
      reason: Type.Optional(Type.String({ maxLength: 200 })),
    }),
    { minItems: 1, maxItems: ENTRIES_MAX },
  ),
})
export const ApprovedShape = Type.Object({
  results: Type.Array(
    Type.Object({
      hourDraftId: Uuid,
      outcome: OneOf(['approved', 'refused', 'failed']),
      reason: Nullable(
        OneOf([
          'draft_not_found',
          'already_decided',
          'own_entry',
          'own_hours',
          'hours_overlap',
          'day_limit',
          'reason_missing',
        ]),
      ),
      minutes: Nullable(Type.Integer()),
    }),
  ),
})

const DraftShape = Type.Object({
  hourDraftId: Uuid,
  projectId: Uuid,
  title: Type.String(),
  volunteerName: Type.String(),
  volunteerNumber: Nullable(Type.String()),
  startsAt: Instant,
  endsAt: Instant,
  minutes: Type.Integer(),
  note: Type.String(),
  enteredByLabel: Type.String(),
  enteredAt: Instant,
  whyNot: Type.Object({ approveHours: Reason }),
})
export const DraftPage = PageOf(DraftShape)
export const DraftsQuery = PageQuery

export const HourLineFields = {
  hourEntryId: Uuid,
  kind: OneOf(['credit', 'honour']),
  minutes: Type.Integer({ description: 'negative for a reversal' }),
  method: OneOf([
    'scan',
    'team_entry',
    'claim',
    'time_code',
    'import',
    'sign_in_activity',
    'honour',
    'back_fill',
    'reversal',
  ]),
  grade: OneOf(['A', 'B', 'C', 'D', 'E']),
  servedOn: Day,
  startsAt: Instant,
  endsAt: Instant,
  projectId: Uuid,
  activityName: Type.String(),
  positionName: Nullable(Type.String()),
  placeName: Type.String(),
  unitName: Type.String(),
  enteredByLabel: Type.String(),
  approvedByLabel: Nullable(Type.String()),
  reverses: Nullable(Uuid),
  reversedBy: Nullable(Uuid),
  cause: Nullable(Type.String()),
  disowned: Type.Boolean(),
}
export const HourLine = Type.Object({ ...HourLineFields, whyNot: Type.Object({ disownRecord: Reason }) })
export const TeamHourLine = Type.Object({
  ...HourLineFields,
  volunteerId: Uuid,
  volunteerName: Type.String(),
  volunteerNumber: Nullable(Type.String()),
  whyNot: Type.Object({ reverseHours: Reason }),
})

export const MyHoursQuery = Type.Object({
  ...PageQuery.properties,
  year: Type.Optional(Type.Integer({ minimum: 1949, maximum: 2999 })),
})
export const MyHoursPage = Type.Object({
  totals: Type.Object({
    creditMinutes: Type.Integer(),
    honourMinutes: Type.Integer(),
    thisYearMinutes: Type.Integer(),
    star: Type.Integer(),
    nextStarMinutes: Nullable(Type.Integer()),
    yearlyGoalMinutes: Type.Integer(),
  }),
  ...PageOf(HourLine).properties,
})
export const TeamHoursQuery = Type.Object({ ...PageQuery.properties, projectId: Type.Optional(Uuid) })
export const TeamHoursPage = PageOf(TeamHourLine)

/** Without the person: a list that shows people says which of their fields. */
export function showHourFields(line: HourItem) {
  const { startsAt, endsAt, volunteerId: _, volunteerName: __, volunteerNumber: ___, ...rest } = line
  return { ...rest, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }
}
export const showHourLine = (line: HourItem): Static<typeof HourLine> => ({
  ...showHourFields(line),
  whyNot: { disownRecord: whyNotDisownHours(line, line.disowned) },
})
export const showTeamHourLine = (
  line: HourItem,
  teamPath: string,
  actor: Actor,
): Static<typeof TeamHourLine> => ({
  ...showHourFields(line),
  volunteerId: line.volunteerId,
  volunteerName: line.volunteerName,
  volunteerNumber: line.volunteerNumber,
  whyNot: { reverseHours: whyNotReverseHours(line, teamPath, actor) },
})
export const showTotals = (totals: Totals, policies: Policies): Static<typeof MyHoursPage>['totals'] => ({
  creditMinutes: totals.creditMinutes,
  honourMinutes: totals.honourMinutes,
  thisYearMinutes: totals.thisYearMinutes,
  star: starOf(totals.creditMinutes, policies.starMinutes),
  nextStarMinutes: nextStarMinutes(totals.creditMinutes, policies.starMinutes),
  yearlyGoalMinutes: policies.yearlyGoalMinutes,
})
export function showDraft(draft: DraftItem, actor: Actor): Static<typeof DraftShape> {
  const { volunteerId: _, enteredBy: __, status: ___, ...rest } = draft
  return {
    ...rest,
    startsAt: draft.startsAt.toISOString(),
    endsAt: draft.endsAt.toISOString(),
    enteredAt: draft.enteredAt.toISOString(),
    whyNot: { approveHours: whyNotApproveHours(draft, actor) },
  }
}

export const enterHoursRefuses = {
  project_not_found: 404,
  not_your_team: 403,
  project_not_running: 409,
} satisfies Refuses<'project_not_found' | 'not_your_team' | 'project_not_running'>
export const teamHoursRefuses = {
  team_not_found: 404,
  not_your_team: 403,
} satisfies Refuses<'team_not_found' | 'not_your_team'>
