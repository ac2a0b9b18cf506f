/**
 * Teams, decided: how they are called, who keeps them, who sees what of them. Pure; the
 * clock and every fact arrive as arguments. T-numbers are those of docs/rules/teams.md.
 */
import { reachesRegion, reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { AccountId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import { normalizePersonName } from '../../kernel/person-name.ts'

export const TEAM_KINDS = ['legal_person', 'unregistered'] as const
export const TEAM_LEVELS = ['federation', 'corps', 'team'] as const
export const TEAM_STATUSES = ['under_review', 'active', 'refused', 'suspended', 'dissolved'] as const
export const JOIN_MODES = ['closed', 'by_approval', 'open', 'by_code'] as const
export const REGISTRATION_DEPARTMENTS = ['civil_affairs', 'other'] as const
export type TeamKind = (typeof TEAM_KINDS)[number]
export type TeamLevel = (typeof TEAM_LEVELS)[number]
export type TeamStatus = (typeof TEAM_STATUSES)[number]
export type JoinMode = (typeof JOIN_MODES)[number]

/** H11, E9. A suspended or dissolved team is still shown to everybody, as what it is; lists of teams to join leave it out. */
export const isShown = (team: { status: TeamStatus }): boolean =>
  team.status === 'active' || team.status === 'suspended' || team.status === 'dissolved'

const NAME_CHARACTERS_MIN = 2
const NAME_CHARACTERS_MAX = 50

/** One writing of a name: no blanks within Chinese, single ones within other text. */
export const normalizeTeamName = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')

export { normalizePersonName }

export const normalizeContactPhone = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/\s/gu, '')

/** A mobile or a landline, with an extension or a country code where it has one. */
export const isContactPhone = (phone: string): boolean =>
  /^\+?\d[\d-]{4,22}\d$/.test(phone) && /^\d{7,20}$/.test(phone.replace(/\D/g, ''))

export function whyNotTeamName(name: string): 'name_malformed' | null {
  const length = [...name].length
  if (length < NAME_CHARACTERS_MIN || length > NAME_CHARACTERS_MAX) return 'name_malformed'
  return /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} ()·.,&'’"“”+/-]*$/u.test(name) ? null : 'name_malformed'
}

export type ReviewerKind = 'authority' | 'liaison_team'
/** T8: exactly one reviewer, the registering authority of a legal person or else the liaison team. */
export const reviewerKindOf = (kind: TeamKind): ReviewerKind =>
  kind === 'legal_person' ? 'authority' : 'liaison_team'

export type KeepingReason = 'not_your_team'
/** T9: a team is kept by its own leader and administrators, and by those above it. */
export function whyNotDecideForTeam(actor: Actor, team: { path: string }): KeepingReason | null {
  return reachesTeam(actor, team.path, 'decide') ? null : 'not_your_team'
}
export function whyNotKeepTime(actor: Actor, team: { path: string }): KeepingReason | null {
  return reachesTeam(actor, team.path, 'keep_time') ? null : 'not_your_team'
}
/** T9a: who is asked for membership is answered by those who review. */
export function whyNotReviewForTeam(actor: Actor, team: { path: string }): KeepingReason | null {
  return reachesTeam(actor, team.path, 'review') ? null : 'not_your_team'
}
/** T9b: what a team does is read by all of its staff. */
export function whyNotReadTeam(actor: Actor, team: { path: string }): KeepingReason | null {
  return reachesTeam(actor, team.path, 'read') ? null : 'not_your_team'
}

export type WritingReason = KeepingReason | 'team_not_active'
/** C5. What is written day by day is written by those who keep the team, also while it is suspended. */
export function whyNotWriteProfile(
  actor: Actor,
  team: { path: string; status: TeamStatus },
): WritingReason | null {
  return whyNotDecideForTeam(actor, team) ?? (isShown(team) ? null : 'team_not_active')
}

/** T10: a federation is founded by the platform or by the site of its region. */
export function whyNotFoundFederation(actor: Actor, regionPath: string): 'not_your_region' | null {
  const founders = actor.grants.filter(
    (grant) => grant.role === 'platform_admin' || grant.role === 'site_admin',
  )
  return reachesRegion({ ...actor, grants: founders }, regionPath, 'decide') ? null : 'not_your_region'
}

export type ResubmittingReason = 'not_your_team' | 'not_refused'
/** T11: what was refused is mended and handed in again by the person who registered it. */
export function whyNotResubmit(
  actor: Actor,
  team: { leaderVolunteerId: VolunteerId; status: TeamStatus },
): ResubmittingReason | null {
  if (team.leaderVolunteerId !== actor.volunteerId) return 'not_your_team'
  return team.status === 'refused' ? null : 'not_refused'
}

/** T12: a picture of a certificate is for the person who uploaded it and for those who review the team. */
export function whyNotSeeFile(
  actor: Actor,
  file: { uploadedBy: AccountId; team: { regionPath: string; parentPath: string | null } | null },
): 'file_not_found' | null {
  if (file.uploadedBy === actor.accountId) return null
  if (file.team === null) return 'file_not_found'
  const { regionPath, parentPath } = file.team
  const reviews =
    parentPath === null
      ? reachesRegion(actor, regionPath, 'decide')
      : reachesTeam(actor, parentPath, 'review')
  return reviews ? null : 'file_not_found'
}

/** Whose members, requests and sub-teams an actor may list. A timekeeper needs the roster of a day, not the members. */
export type TeamScope = Minted<{ teamId: TeamId }>
export function membersVisibleTo(actor: Actor, team: { teamId: TeamId; path: string }): TeamScope | null {
  return reachesTeam(actor, team.path, 'read_people') ? mint({ teamId: team.teamId }) : null
}

/** T16. Who holds which role is told to the members and to the staff, and to nobody else. */
export type StaffScope = Minted<{ staffOf: TeamId }>
export function staffVisibleTo(
  actor: Actor,
  team: { teamId: TeamId; path: string },
  isMember: boolean,
): StaffScope | null {
  return isMember || whyNotReadTeam(actor, team) === null ? mint({ staffOf: team.teamId }) : null
}

/** T15. How people may join is settled by those who decide on them. */
export function whyNotSetJoinMode(
  actor: Actor,
  team: { path: string; status: TeamStatus },
): KeepingReason | 'team_not_active' | null {
  return whyNotDecideForTeam(actor, team) ?? (team.status === 'active' ? null : 'team_not_active')
}

/** H17. The branches below a team are seen by its staff, by those above and by the authorities of its region. */
export type BranchScope = Minted<{ teamId: TeamId; path: string }>
export function branchesVisibleTo(
  actor: Actor,
  team: { teamId: TeamId; path: string; regionPath: string },
): BranchScope | null {
  const sees = reachesTeam(actor, team.path, 'read_people') || reachesRegion(actor, team.regionPath, 'read')
  return sees ? mint({ teamId: team.teamId, path: team.path }) : null
}
/** H18. The teams of a region in every state are for its authorities; everybody else has the directory. */
export type RegionTeamsScope = Minted<{ regionPath: string }>
export const regionTeamsVisibleTo = (actor: Actor, regionPath: string): RegionTeamsScope | null =>
  reachesRegion(actor, regionPath, 'read') ? mint({ regionPath }) : null
