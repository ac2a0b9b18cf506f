/** What people are told of in the program, and how often a message is tried. */

/** Each kind has its sentence in web/src/locales as `notice.<kind>`. */
export const NOTICE_KINDS = [
  'volunteer_verified',
  'volunteer_refused',
  'team_submitted',
  'team_approved',
  'team_refused',
  'move_proposed',
  'move_declined',
  'move_withdrawn',
  'team_moved',
  'team_suspended',
  'team_resumed',
  'team_dissolved',
  'work_received',
  'project_handed_over',
  'team_renamed',
  'team_change_submitted',
  'team_change_approved',
  'team_change_refused',
  'renames_submitted',
  'renames_approved',
  'renames_refused',
  'leadership_proposed',
  'leadership_declined',
  'leadership_withdrawn',
  'leader_appointed',
  'leader_changed',
  'membership_requested',
  'membership_approved',
  'membership_refused',
  'invitation_received',
  'invitation_joined',
  'membership_undone',
  'invitation_import_done',
  'project_submitted',
  'project_approved',
  'project_refused',
  'project_found',
  'projects_found',
  'project_invited',
  'insurance_awaited',
  'project_cancelled',
  'project_extended',
  'signup_unanswered',
  'shift_cancelled',
  'place_to_waiting',
  'place_cancelled',
  'signup_received',
  'signup_admitted',
  'signup_refused',
  'signup_waitlisted',
  'place_offered',
  'offer_lapsed',
  'waiting_ended',
  'absence_reported',
  'hours_posted',
  'hours_reversed',
  'hours_draft_waiting',
  'evaluation_wanted',
  'evaluations_wanted',
  'words_hidden',
  'team_words_hidden',
  'report_hidden',
  'family_joined',
  'family_ward_added',
  'family_left',
  'family_left_along',
  'family_removed',
  'family_head_offered',
  'family_head_declined',
  'family_head_changed',
  'family_dissolved',
  'complaint_submitted',
  'complaint_more_told',
  'complaint_statement_given',
  'complaint_reopened',
  'complaint_overdue',
  'complaint_accepted',
  'complaint_more_asked',
  'complaint_settled',
  'complaint_statement_asked',
  'complaint_measure',
  'proof_superseded',
  'record_disowned',
  'registered_again',
  'review_overdue',
  'password_changed',
  'second_factor_reset',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** The pages that notices lead to. The web checks that it has each of them; names in braces are ids. */
export const NOTICE_PAGES = [
  '/forgot',
  '/second-factor',
  '/my',
  '/my/card',
  '/my/evaluations/{projectId}',
  '/my/complaints',
  '/my/family',
  '/my/hours',
  '/my/projects',
  '/my/proofs',
  '/my/subscriptions',
  '/my/teams',
  '/projects/{projectId}',
  '/teams/{teamId}',
  '/team/{teamId}',
  '/team/{teamId}/complaints',
  '/team/{teamId}/hours',
  '/team/{teamId}/invitations',
  '/team/{teamId}/projects/{projectId}',
  '/team/{teamId}/projects/{projectId}/ratings',
  '/team/{teamId}/projects/{projectId}/report',
  '/team/{teamId}/profile',
  '/team/{teamId}/requests',
  '/team/{teamId}/standing',
  '/team/{teamId}/reviews?kind={kind}&review={reviewId}',
  '/admin/complaints?complaint={complaintId}',
  '/admin/renames',
  '/admin/reviews?kind={kind}&review={reviewId}',
] as const
type Filled<Page extends string> = Page extends `${infer Head}{${string}}${infer Tail}`
  ? `${Head}${string}${Filled<Tail>}`
  : Page
export type NoticeLink = Filled<(typeof NOTICE_PAGES)[number]>

export const ATTEMPTS_MAX = 8
const FIRST_WAIT_MS = 15_000

export interface Attempted {
  attempts: number
  expiresAt: Date | null
}

/** When to try a message again that has now failed `attempts` times, each time three times later; null to give up. */
export function nextAttemptAt({ attempts, expiresAt }: Attempted, now: Date): Date | null {
  if (attempts >= ATTEMPTS_MAX) return null
  const next = new Date(now.getTime() + FIRST_WAIT_MS * 3 ** (attempts - 1))
  return expiresAt !== null && next >= expiresAt ? null : next
}
