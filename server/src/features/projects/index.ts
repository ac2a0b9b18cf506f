/** The door of projects: their rows for the features that people, hours and figures come from. */
export { findDueProject } from './advancing.store.ts'
export {
  hasDoneBefore,
  insertShifts,
  isOpenMark,
  lockDone,
  markClosed,
  markExtended,
  type AddedShift,
} from './closing.store.ts'
export { followShifts, markProjectCancelled, markShiftsCancelled, updateHeadcount } from './ending.store.ts'
export {
  getSchedulingTerms,
  insertPosition,
  markRescheduled,
  updateShiftTime,
  type NewPosition,
  type Rescheduled,
  type SchedulingTerms,
} from './shifting.store.ts'
export {
  isPublished,
  PAUSES,
  whyNotCurrent,
  whyNotPause,
  whyNotResume,
  whyNotRun,
  type RunningReason,
} from './pausing.rules.ts'
export { findRecruiting, type RecruitingFacts } from './pausing.store.ts'
export {
  isPublic,
  PROJECT_STATUSES,
  reviewerOf,
  whyNotCreateProject,
  whyNotKeepProjects,
  type ProjectStatus,
} from './projects.rules.ts'
export { covers, isShownTo, normalizeSignUpCode, pairKey, type Pair, type Visibility } from './terms.rules.ts'
export type { Training } from './finding.rules.ts'
export { trainingsOf } from './fits.store.ts'
export { listWelcome } from './welcome.store.ts'
export {
  findProjectDetail,
  getProject,
  holdProject,
  lockProject,
  openContactPhone,
  openSignUpCode,
  type Project,
  type ProjectDetail,
} from './projects.store.ts'
export { findDueNeed, insertNeed, weighDue } from './needs.store.ts'
export { handOverProjects, lockProjectsOf, markProjectsOver } from './handing-over.store.ts'
export { followMove } from './tree.actions.ts'
export {
  changePlaces,
  lockShifts,
  type LockedShift,
  type PlaceChange,
  type ShiftKey,
} from './places.store.ts'
export { createProject, submitProject, updateProject } from './projects.actions.ts'
export { advanceProjects, reviewProject } from './reviewing.actions.ts'
export { refuseCheck, reviewProjectCheck, tellTeam } from './checking.actions.ts'
export {
  draftOf,
  positionsWith,
  ProjectBody,
  ProjectDetailShape,
  ProjectParams,
  ShiftShape,
} from './projects.shapes.ts'
export { showDetail, showPositions, showShift } from './shown.shapes.ts'
export { endTemplatesOf } from './templates.actions.ts'
export { getCopied, insertCopy, type CopiedProject } from './copying.actions.ts'
export { COPIED_SHIFTS, type CopiedShifts } from './copying.rules.ts'
export type { ShiftPlan } from './planning.rules.ts'
export { CopiedProjectShape } from './templates.shapes.ts'
export { deliverProjectInvitations, GUESTS_DELIVERED_AT_A_TIME, inviteToProject } from './guests.actions.ts'
export { findDraw, getSecret, isDue, listDueDraws, markDrawn, type Draw } from './draws.store.ts'
export { deletePastGuests, listDueGuests } from './guests.store.ts'
export { findUnknown, openedDraft, sealedDraft } from './judging.actions.ts'
export { updatePublishedFields } from './altering.store.ts'
export { findNamedProjects } from './terms.store.ts'
export { insureProject, remindInsurance } from './insuring.actions.ts'
export { awaitsInsurance, remindsUntil } from './insuring.rules.ts'
export { findUnreminded } from './insuring.store.ts'
export { uploadProjectPicture } from './pictures.actions.ts'
export { deleteUnusedPictures } from './pictures.store.ts'
export { listPositions, type Position, type Shift } from './positions.store.ts'
