/**
 * Approving from the list, unopened: what has to be opened first, because the list does not show what its reviewer
 * must look at. Pure. Q-numbers are those of docs/rules/reviews.md.
 */
import type { SubjectKind } from '../reviews/reviews.rules.ts'

export const APPROVALS_MAX = 50

/** What is known of a subject without opening it; false where it does not apply to its kind. */
export interface Unopened {
  subjectKind: SubjectKind
  /** Of a certificate or of the stamped form. */
  hasPicture: boolean
  hasNearNames: boolean
  isDangerous: boolean
  /** New names proposed in one batch. */
  names: number
}
export type UnopenedReason =
  | 'person_unread'
  | 'picture_unseen'
  | 'near_names_unseen'
  | 'danger_unweighed'
  | 'names_unread'
  | 'change_unread'
  | 'appeal_unread'

/** Q2. */
export function whyNotApproveUnopened(facts: Unopened): UnopenedReason | null {
  switch (facts.subjectKind) {
    case 'volunteer':
      return 'person_unread'
    case 'team':
      if (facts.hasPicture) return 'picture_unseen'
      return facts.hasNearNames ? 'near_names_unseen' : null
    case 'project':
    case 'project_check':
      return facts.isDangerous ? 'danger_unweighed' : null
    case 'change':
    case 'project_change':
      return 'change_unread'
    case 'no_show':
      return 'appeal_unread'
    case 'renaming':
      return facts.names > 1 ? 'names_unread' : null
  }
}
