/** The door of projects: their rows for the features that people, hours and figures come from. */
export { findDueProject } from './advancing.store.ts'
export { cardsAt, type ProjectCard } from './cards.store.ts'
export {
  isPublic,
  PROJECT_STATUSES,
  PUBLIC_STATUSES,
  CURRENT_STATUSES,
  whyNotKeepProjects,
  type ProjectStatus,
} from './projects.rules.ts'
export {
  findProject,
  findProjectDetail,
  getProject,
  lockProject,
  openContactPhone,
  type Position,
  type Project,
  type ProjectDetail,
  type Shift,
} from './projects.store.ts'
export { addAdmitted, lockShifts, type LockedShift } from './places.store.ts'
export { createProject, submitProject, updateProject } from './projects.actions.ts'
export { advanceProjects, reviewProject } from './reviewing.actions.ts'
export { positionsWith, ProjectDetailShape, ProjectParams, ShiftShape } from './projects.shapes.ts'
export { showDetail, showPositions, showShift } from './shown.shapes.ts'
