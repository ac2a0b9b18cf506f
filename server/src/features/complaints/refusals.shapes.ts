/** Which reason of the office's deeds comes out as which status. */
import type { Refuses } from '../../http/app.ts'
import type {
  AcceptingReason,
  AskingReason,
  AskingTeamReason,
  HandlingReason,
  MeasureReason,
  ReadingReason,
  SettlingReason,
} from './complaints.rules.ts'

export const readRefuses = {
  complaint_not_found: 404,
  not_your_region: 403,
  own_team: 403,
  own_complaint: 403,
} satisfies Refuses<ReadingReason | 'complaint_not_found'>
export const handleRefuses = { ...readRefuses, complaint_closed: 409 } as const satisfies Refuses<
  HandlingReason | 'complaint_not_found'
>
const openRefuses = { ...handleRefuses, already_settled: 409 } as const
export const acceptRefuses = { ...openRefuses, already_taken_up: 409 } satisfies Refuses<
  AcceptingReason | 'complaint_not_found'
>
export const askRefuses = {
  ...openRefuses,
  not_accepted_yet: 409,
  already_asked: 409,
  question_missing: 422,
} satisfies Refuses<AskingReason | 'complaint_not_found' | 'question_missing'>
export const askTeamRefuses = {
  ...openRefuses,
  not_accepted_yet: 409,
  statement_open: 409,
  matter_missing: 422,
} satisfies Refuses<AskingTeamReason | 'complaint_not_found' | 'matter_missing'>
export const settleRefuses = {
  ...openRefuses,
  not_accepted_yet: 409,
  answer_missing: 422,
  redirect_target_missing: 422,
  dismissal_missing: 422,
} satisfies Refuses<SettlingReason | 'complaint_not_found'>
export const noteRefuses = { ...handleRefuses, note_missing: 422 } satisfies Refuses<
  HandlingReason | 'complaint_not_found' | 'note_missing'
>
export const measureRefuses = {
  ...handleRefuses,
  not_accepted_yet: 409,
  team_not_suspended: 409,
  mend_by_missing: 422,
  mend_by_past: 422,
  passed_to_missing: 422,
  measure_words_missing: 422,
} satisfies Refuses<MeasureReason | 'complaint_not_found'>
export const revealRefuses = { ...handleRefuses, reveal_reason_missing: 422 } satisfies Refuses<
  HandlingReason | 'complaint_not_found' | 'reveal_reason_missing'
>
export const fileRefuses = { ...readRefuses, file_not_found: 404, not_revealed: 403 } satisfies Refuses<
  ReadingReason | 'complaint_not_found' | 'file_not_found' | 'not_revealed'
>
