/**
 * The end of a team: who may dissolve it, what becomes of its open work, which team takes it over. Pure.
 * E-numbers are those of docs/rules/teams.md.
 */
import type { Actor } from '../../kernel/actor.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'
import type { ProjectStatus } from '../projects/projects.rules.ts'
import { answerOnParent, type Liaison } from '../teams/liaison.rules.ts'
import { overseerOf, whyNotOversee, type OverseenTeam } from '../teams/standing.rules.ts'
import type { TeamLevel } from '../teams/teams.rules.ts'
import { leadsParty } from '../teams/tree.rules.ts'

/** Blocks: to be settled before. Handed over: goes to the receiving team. Ends: ends with the team. Stays: is kept as it is. */
export const FATES = ['blocks', 'handed_over', 'ends', 'stays'] as const
export type Fate = (typeof FATES)[number]
export const FATE_OF = {
  people_at_door: 'blocks',
  sub_teams: 'handed_over',
  projects_under_review: 'handed_over',
  projects_recruiting: 'handed_over',
  projects_running: 'handed_over',
  projects_with_open_hours: 'handed_over',
  places: 'handed_over',
  applications: 'handed_over',
  hours_waiting: 'handed_over',
  reviews_here: 'handed_over',
  drafts: 'ends',
  requests: 'ends',
  invitations: 'ends',
  moves: 'ends',
  leader_proposals: 'ends',
  renames: 'ends',
  members: 'ends',
  staff: 'ends',
  past_projects: 'stays',
} as const satisfies Record<string, Fate>
export type WorkKind = keyof typeof FATE_OF
export const WORK_KINDS = Object.keys(FATE_OF) as WorkKind[]
export type Work = Readonly<Record<WorkKind, number>>

/** E6. So long after its end a project still waits for the hours of those who have none yet. */
export const HOURS_AWAITED_DAYS = 30
const DAY_MS = 86_400_000

export interface WeighedProject {
  projectId: ProjectId
  title: string
  status: ProjectStatus
  endsAt: Date
  /** Hours that wait for a second person. */
  hasDrafts: boolean
  /** Somebody was admitted and has no hours. */
  hasUnserved: boolean
  /** Against a no-show something may still be said, or has been. */
  hasOpenMarks: boolean
}
const STILL: Partial<Record<ProjectStatus, WorkKind>> = {
  under_review: 'projects_under_review',
  recruiting: 'projects_recruiting',
  recruiting_paused: 'projects_recruiting',
  running: 'projects_running',
  draft: 'drafts',
  refused: 'drafts',
}
/** E5, E6. As what a project counts that is neither closed nor cancelled. */
export function kindOf(project: WeighedProject, now: Date): WorkKind {
  const still = STILL[project.status]
  if (still !== undefined) return still
  const isAwaited = now.getTime() - project.endsAt.getTime() < HOURS_AWAITED_DAYS * DAY_MS
  return project.hasDrafts || project.hasOpenMarks || (isAwaited && project.hasUnserved)
    ? 'projects_with_open_hours'
    : 'past_projects'
}

export interface EndingTeam extends OverseenTeam {
  teamId: TeamId
  name: string
  parent: { teamId: TeamId } | null
}
export type SpeakingReason = 'not_your_team' | 'not_your_region' | 'leader_only'
/** E1. The leader of the very team, or those who oversee it (H7). */
function whyNotSpeak(actor: Actor, team: EndingTeam): SpeakingReason | null {
  if (leadsParty(actor, team)) return null
  const overseeing = whyNotOversee(actor, team)
  return overseeing === 'above_only' ? 'leader_only' : overseeing
}

export interface Held {
  teamId: TeamId
  byAuthority: boolean
}
export type DissolvingReason =
  | SpeakingReason
  | 'team_not_active'
  | 'held_by_others'
  | 'authority_only'
  | 'people_at_door'
  | 'root_with_teams'
  | 'nobody_receives'
/** E2, E3. A suspended team is not dissolved past those who suspended it. */
function whyNotHeld(
  actor: Actor,
  team: EndingTeam,
  held: readonly Held[],
): 'held_by_others' | 'authority_only' | null {
  const overseer = overseerOf(actor, team)
  if (held.length === 0 || overseer?.byAuthority === true) return null
  if (overseer === null) return 'held_by_others'
  if (held.some((one) => one.byAuthority)) return 'authority_only'
  return held.some((one) => one.teamId !== team.teamId) ? 'held_by_others' : null
}

export const needsReceiver = (work: Work): boolean =>
  WORK_KINDS.some((kind) => FATE_OF[kind] === 'handed_over' && work[kind] > 0)

/** E1 to E4: what stands in the way whoever receives. */
export function whyNotDissolve(
  actor: Actor,
  team: EndingTeam,
  known: { held: readonly Held[]; work: Work },
): DissolvingReason | null {
  const speaking = whyNotSpeak(actor, team)
  if (speaking !== null) return speaking
  if (team.status !== 'active' && team.status !== 'suspended') return 'team_not_active'
  const held = whyNotHeld(actor, team, known.held)
  if (held !== null) return held
  if (known.work.people_at_door > 0) return 'people_at_door'
  if (team.parent !== null || !needsReceiver(known.work)) return null
  return known.work.sub_teams > 0 ? 'root_with_teams' : 'nobody_receives'
}

export type Receiver = Liaison & { parentId: TeamId | null }
export interface Placed {
  name: string
  level: TeamLevel
  regionPath: string
}
export type ReceivingReason =
  'receiver_missing' | 'receiver_not_near' | 'parent_only' | 'receiver_not_active' | 'receiver_unfit'
/** E4. The team above, or one beside it where those above choose; what stands below must be allowed to stand there (T13, T14). */
export function whyNotReceive(
  actor: Actor,
  team: EndingTeam,
  receiver: Receiver | null,
  known: { work: Work; children: readonly Placed[]; liaisons: readonly Liaison[] },
): { reason: ReceivingReason; name?: string } | null {
  if (receiver === null) return needsReceiver(known.work) ? { reason: 'receiver_missing' } : null
  const isAbove = receiver.teamId === team.parent?.teamId
  const isBeside = team.parent !== null && receiver.parentId === team.parent.teamId
  if (receiver.teamId === team.teamId || (!isAbove && !isBeside)) return { reason: 'receiver_not_near' }
  if (!isAbove && overseerOf(actor, team) === null) return { reason: 'parent_only' }
  if (receiver.status !== 'active') return { reason: 'receiver_not_active' }
  const elsewhere = known.liaisons.filter((liaison) => !liaison.path.startsWith(team.path))
  const unfit = known.children.find((child) => answerOnParent(child, receiver, elsewhere).reason !== null)
  return unfit === undefined ? null : { reason: 'receiver_unfit', name: unfit.name }
}

export type SayingReason = 'cause_missing' | 'name_not_typed'
/** E7. The cause is read by everybody concerned; the name is typed so that nobody ends the wrong team. */
export function whyNotSay(
  team: { name: string },
  said: { cause: string; name: string },
): SayingReason | null {
  if (said.cause.trim() === '') return 'cause_missing'
  return said.name.normalize('NFKC').replace(/\s/gu, '') === team.name.normalize('NFKC').replace(/\s/gu, '')
    ? null
    : 'name_not_typed'
}
