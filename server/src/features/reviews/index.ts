/** The door of the queue: for features whose subjects wait for a decision. */
export { listHistory, type PastReview } from './earlier.store.ts'
export { deleteReviewsOf } from './forgetting.store.ts'
export { hasLateReviews } from './late.store.ts'
export { findReviewerPosition } from './positions.store.ts'
export {
  handOverReviews,
  lockReviewsOfTeams,
  rewriteReviewerPaths,
  updateReviewer,
  updateReviewRegion,
} from './moving.store.ts'
export { escalateReviews } from './reviews.actions.ts'
export {
  nearestOf,
  SUBJECT_KINDS,
  superiorsOf,
  whyNotDecide,
  whyNotRead,
  whyNotReview,
  workingDaysLeft,
  type Decision,
  type DecisionReason,
  type Review,
  type ReviewOutcome,
  type ReviewReason,
  type SubjectKind,
} from './reviews.rules.ts'
export {
  deleteOpenReview,
  findQueuePosition,
  getReview,
  lockOpenReviewOf,
  lockOpenReviewsOf,
  lockReview,
  markDecided,
  openReview,
  type ListedReview,
  type NewReview,
} from './reviews.store.ts'
export {
  DecisionBody,
  decisionRefuses,
  HistoryShape,
  readRefuses,
  ReviewParams,
  ReviewShape,
  showHistory,
  showReview,
} from './reviews.shapes.ts'
export { listPlatformAdmins, listRegionReach, listReviewers } from './superiors.store.ts'
export { tellReviewers } from './telling.actions.ts'
export { retitleOpenReviews } from './titles.store.ts'
