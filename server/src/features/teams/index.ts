/** The door of teams: what other features may know of teams, their staff and their members. */
export { letIn } from './memberships.actions.ts'
export { leads } from './memberships.rules.ts'
export {
  findLiveMembership,
  listTeamsOf,
  listTeamsOfMany,
  type LiveMembership,
  type MemberTeam,
} from './memberships.store.ts'
export { CONVENTIONS, MISSING_PARTS } from './names.rules.ts'
export { adviseOnName, type NameAdvice } from './names.rules.ts'
export { renameTeams, type NewName } from './naming.store.ts'
export { findNameFindings, type NameQuestion } from './names.actions.ts'
export { reviewTeam } from './reviews.actions.ts'
export { newJoinCode } from './join-codes.actions.ts'
export { joinCodeGuard } from './join-codes.routes.ts'
export {
  JOIN_CODE_ALPHABET,
  JOIN_CODE_STATES,
  joinCodeState,
  normalizeJoinCode,
  whyNotJoinByCode,
  type JoinCodeReason,
} from './join-codes.rules.ts'
export { acceptPledge, hasPledged } from './pledges.actions.ts'
export { PLEDGE_VERSION, whyNotPublishUnpledged } from './pledges.rules.ts'
export { endTeam } from './ending.actions.ts'
export { listLivingChildren, type LivingChild } from './ending.store.ts'
export { answerOnParent, type Liaison, type ParentReason } from './liaison.rules.ts'
export {
  changeCounts,
  findReviewerName,
  getTeamDetail,
  listLiaisons,
  type TeamDetail,
} from './registration.store.ts'
export { getFileContent, markFileUnused, markFileUsed } from './files.store.ts'
export { isDoubtfulCode, whyNotPassCode } from './form.rules.ts'
export { updateRegion, updateReviewed, type ReviewedFields } from './profile.store.ts'
export { deleteOldDrafts } from './drafts.store.ts'
export { overseerOf, whyNotOversee, whyNotReadStanding, type OverseeingReason } from './standing.rules.ts'
export { listSuspensionsOver, type Suspension } from './standing.store.ts'
export { redrawn, type Picture } from './certificate-picture.ts'
export { deleteUnusedFiles } from './files.store.ts'
export {
  isContactPhone,
  membersVisibleTo,
  normalizeTeamName,
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
  ChildTeamsQuery,
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
export { answerMove, moveTeams, placeTeam, type Moved } from './tree.actions.ts'
export type { MoveAnswer } from './tree.rules.ts'
export { decideMoveRefuses, MoveAnswerBody, MoveParams } from './tree.shapes.ts'
export { lockTeamsOfTree, lockTree } from './tree.store.ts'
export { Cause, NamedTeam } from './tree.shapes.ts'
export { endTrusts, publishesAtOnce, trustTeam } from './trusting.actions.ts'
