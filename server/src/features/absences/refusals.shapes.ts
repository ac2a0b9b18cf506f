/** The refusals of absences and of the appeals against them. */
import type { Refuses } from '../../http/app.ts'
import { decisionRefuses, readRefuses } from '../reviews/index.ts'
import type { KeepingReason, UndoingReason } from './absences.rules.ts'
import type { AnswerReason, AppealReason, RaisingReason, SettlingReason } from './appeals.rules.ts'

export const listRefuses = { not_your_team: 403, project_not_found: 404 } satisfies Refuses<
  'not_your_team' | 'project_not_found'
>
export const decideRefuses = { ...listRefuses, already_closed: 409 } satisfies Refuses<
  KeepingReason | 'project_not_found'
>
export const undoRefuses = {
  ...decideRefuses,
  signup_not_found: 404,
  own_absence: 403,
  not_marked: 409,
  appeal_open: 409,
} satisfies Refuses<KeepingReason | UndoingReason | 'project_not_found' | 'signup_not_found'>
export const answerRefuses = {
  ...listRefuses,
  absence_not_found: 404,
  own_absence: 403,
  no_appeal_open: 409,
  answer_too_late: 409,
  reason_missing: 422,
} satisfies Refuses<AnswerReason | 'not_your_team' | 'project_not_found' | 'absence_not_found'>
export const appealRefuses = {
  absence_not_found: 404,
  already_appealed: 409,
  appeal_too_late: 409,
  words_too_short: 422,
} satisfies Refuses<AppealReason | 'absence_not_found' | 'words_too_short'>
export const raiseRefuses = {
  absence_not_found: 404,
  no_appeal_open: 409,
  appeal_not_answered_yet: 409,
  already_raised: 409,
  appeal_settled: 409,
  raise_too_late: 409,
  team_not_found: 404,
} satisfies Refuses<RaisingReason | 'absence_not_found' | 'team_not_found'>
export const readReviewRefuses = { ...readRefuses, appeal_settled: 409 } satisfies Refuses<
  keyof typeof readRefuses | 'appeal_settled'
>
export const reviewRefuses = {
  ...decisionRefuses,
  absence_not_found: 404,
  own_mark: 403,
  appeal_settled: 409,
  answer_too_late: 409,
} satisfies Refuses<SettlingReason | keyof typeof decisionRefuses | 'absence_not_found'>
