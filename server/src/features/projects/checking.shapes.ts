/** The check of a published project on the wire. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Nullable, OneOf, Reason } from '../../http/shapes.ts'
import { decisionRefuses, readRefuses } from '../reviews/index.ts'
import { CHECK_STATES, WAY_REASONS, WAYS, type ResubmittingReason } from './checking.rules.ts'
import { whyNotCurrent } from './pausing.rules.ts'
import type { KeepingReason } from './projects.rules.ts'
import { ProjectReviewShape } from './projects.shapes.ts'
import type { ProjectDetail } from './projects.store.ts'

export const NOTE_CHARACTERS_MAX = 500

export const WayQuery = Type.Object({
  isDangerous: Type.Boolean(),
  acceptsMinors: Type.Boolean(),
})
export const WayShape = Type.Object({
  way: OneOf(WAYS),
  because: Nullable(OneOf(WAY_REASONS)),
  reviewDays: Type.Integer({ description: 'working days' }),
  reviewerName: Type.String(),
})
export const ResubmitBody = Type.Object({
  note: Type.String({ maxLength: NOTE_CHARACTERS_MAX, description: 'what was mended' }),
})
export const CheckedProject = Type.Object({ outcome: OneOf(['approved', 'refused']) })

const { review, history, facts } = ProjectReviewShape.properties
export const ProjectCheckShape = Type.Object({
  review,
  history,
  facts: Type.Object({
    ...facts.properties,
    check: Type.Object({
      state: OneOf(CHECK_STATES),
      note: Type.String({ description: 'what the team says it has mended' }),
      whyNot: Type.Object({ cancelCheckedProject: Reason }),
    }),
  }),
})

export const showCheck = (detail: ProjectDetail): Static<typeof ProjectCheckShape>['facts']['check'] => ({
  state: detail.checkState ?? 'open',
  note: detail.checkNote,
  whyNot: { cancelCheckedProject: whyNotCurrent(detail) },
})

export const wayRefuses = { not_your_team: 403, team_not_found: 404 } satisfies Refuses<
  KeepingReason | 'team_not_found'
>
export const readCheckRefuses = { ...readRefuses, project_not_found: 404 } satisfies Refuses<
  keyof typeof readRefuses | 'project_not_found'
>
export const checkRefuses = {
  ...decisionRefuses,
  project_not_found: 404,
  team_not_found: 404,
} satisfies Refuses<keyof typeof decisionRefuses | 'project_not_found' | 'team_not_found'>
export const resubmitRefuses = {
  not_your_team: 403,
  team_not_found: 404,
  project_not_found: 404,
  not_published_yet: 409,
  project_cancelled: 409,
  activity_over: 409,
  no_check_refused: 409,
  no_reviewer: 409,
} satisfies Refuses<
  KeepingReason | ResubmittingReason | 'team_not_found' | 'project_not_found' | 'no_reviewer'
>
