/** The door of teams: what other features may know of teams, their staff and their members. */
export { listTeamsOf, listTeamsOfMany, type MemberTeam } from './memberships.store.ts'
export { leads } from './memberships.rules.ts'
export { acceptPledge, hasPledged } from './pledges.actions.ts'
export { PLEDGE_VERSION, whyNotPublishUnpledged } from './pledges.rules.ts'
export { DELIVERED_AT_A_TIME, deliverInvitations } from './delivering.actions.ts'
export { listForNewcomers, listUnlooked } from './delivering.store.ts'
export { sendInvitationPart } from './invitation-imports.actions.ts'
export { findNextPart, forgetFailures } from './invitation-imports.store.ts'
export { expireInvitations } from './invitations.store.ts'
export { findReviewerName } from './registration.store.ts'
export { deleteUnusedFiles } from './files.store.ts'
export {
  isContactPhone,
  membersVisibleTo,
  normalizeContactPhone,
  whyNotDecideForTeam,
  TEAM_STATUSES,
  whyNotKeepTime,
  whyNotReadTeam,
  type TeamKind,
  type TeamLevel,
  type TeamScope,
  type TeamStatus,
} from './teams.rules.ts'
export {
  keepRefuses,
  RegionCode,
  showTeamCard,
  TeamCardShape,
  TeamParams,
  teamRefuses,
} from './teams.shapes.ts'
export {
  findTeam,
  getTeam,
  holdTeam,
  listDeciders,
  lockTeam,
  type Team,
  type TeamCard,
} from './teams.store.ts'
export { answerMove, moveTeams, type Moved } from './tree.actions.ts'
export type { MoveAnswer } from './tree.rules.ts'
export { decideMoveRefuses, MoveAnswerBody, MoveParams } from './tree.shapes.ts'
