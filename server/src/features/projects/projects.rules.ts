/**
 * Projects, decided: what may be published, who may change and see it, how its state follows the clock.
 * P-numbers are those of docs/rules/projects.md.
 */
import { reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import { minutesIn, type Span } from '../../kernel/span.ts'
import { isContactPhone } from '../teams/teams.rules.ts'
import { whyNotKeepPlan, type KeptPlanReason, type ShiftPlan } from './planning.rules.ts'
import { bare, excludedByTitle } from './exclusions.rules.ts'
import { termsFault, type Place, type Terms, type TermsReason } from './terms.rules.ts'

export const SHIFT_MINUTES_MAX = 24 * 60
export const CATEGORIES_MAX = 4
export const TITLE_CHARACTERS = { min: 2, max: 50 } as const

export const PROJECT_STATUSES = [
  'draft',
  'under_review',
  'refused',
  'recruiting',
  'recruiting_paused',
  'running',
  'ended',
  'closed',
  'cancelled',
  'back_filled',
  // Never published and never listed: copies are made from it (C8).
  'template',
] as const
export type ProjectStatus = (typeof PROJECT_STATUSES)[number]
/** P16: everybody sees a project from its publication on. */
export const PUBLIC_STATUSES = ['recruiting', 'recruiting_paused', 'running', 'ended', 'closed'] as const
/** Those among them that still take place. */
export const CURRENT_STATUSES = ['recruiting', 'recruiting_paused', 'running'] as const

export const isPublic = (status: ProjectStatus): boolean =>
  (PUBLIC_STATUSES as readonly string[]).includes(status)

export interface ShiftDraft extends Span {
  breakMinutes: number
  headcount: number
}
export interface PositionDraft {
  name: string
  description: string
  requirements: string
  /** By which rule its shifts were made, if by one; each may have been changed since. */
  plan: ShiftPlan | null
  /** Wished for, to match people by; never a wall. */
  skills: string[]
  shifts: ShiftDraft[]
}
export interface ProjectDraft extends Terms {
  title: string
  campaign: string | null
  categories: string[]
  description: string
  riskStatement: string
  safeguards: string[]
  insurance: string
  isDangerous: boolean
  acceptsMinors: boolean
  minAge: number
  autoAdmit: boolean
  keepsWaitingList: boolean
  /** How long somebody on the waiting list may think an offered place over. */
  offerHours: number
  /** Until so long before a shift a place may be given back without more ado. */
  withdrawHoursBefore: number
  leaderName: string
  contactPhone: string
  contactPublic: boolean
  recruitUntil: Date
  place: Place
  positions: PositionDraft[]
}

export type DraftReason =
  | 'title_malformed'
  | 'title_looks_back_filled'
  | 'title_not_countable'
  | 'risk_statement_missing'
  | 'positions_missing'
  | 'shift_reversed'
  | 'shift_too_long'
  | 'shift_in_past'
  | 'break_too_long'
  | 'recruit_after_end'
  | 'recruit_in_past'
  | 'dangerous_with_minors'
  | 'categories_missing'
  | 'too_many_categories'
  | 'code_unknown'
  | 'contact_phone_malformed'
  | TermsReason
  | KeptPlanReason
/** What stands in the way, and in which field of the form. */
export interface DraftFault {
  reason: DraftReason
  field: string
  facts?: Readonly<Record<string, unknown>>
}

/**
 * P2. Names under which late hours are usually dressed up. The title is read without spaces and
 * signs; people who mend recorders (修补录音机) are let through.
 */
const BACK_FILLED = /(?<![修缝织填])补录|补登|补签|补时长|补工时|补学时|追录|往年时长|刷时长|backfill/u

/** As it is kept: composed characters, one blank for many. */
export const normalizeTitle = (title: string): string => title.normalize('NFC').trim().replace(/\s+/gu, ' ')

export type TitleReason = 'title_malformed' | 'title_looks_back_filled' | 'title_not_countable'
/** P1, P2, X1–X10. */
export function titleFault(
  title: string,
): { reason: TitleReason; facts?: Readonly<Record<string, unknown>> } | null {
  const { length } = [...title]
  if (length < TITLE_CHARACTERS.min || length > TITLE_CHARACTERS.max) return { reason: 'title_malformed' }
  // P1: at least two letters or figures of any script, and nothing that does not show.
  if ([...bare(title)].length < TITLE_CHARACTERS.min || /\p{C}/u.test(title))
    return { reason: 'title_malformed' }
  if (BACK_FILLED.test(bare(title))) return { reason: 'title_looks_back_filled' }
  const excluded = excludedByTitle(title)
  return excluded === null ? null : { reason: 'title_not_countable', facts: { ...excluded } }
}

function shiftFault(shift: ShiftDraft, now: Date): DraftReason | null {
  if (shift.endsAt <= shift.startsAt) return 'shift_reversed'
  if (minutesIn(shift) > SHIFT_MINUTES_MAX) return 'shift_too_long'
  if (shift.startsAt < now) return 'shift_in_past'
  return shift.breakMinutes >= minutesIn(shift) ? 'break_too_long' : null
}

function positionsFault(positions: readonly PositionDraft[], now: Date): DraftFault | null {
  if (positions.length === 0) return { reason: 'positions_missing', field: 'positions' }
  for (const [p, position] of positions.entries()) {
    const planReason = position.plan === null ? null : whyNotKeepPlan(position.plan)
    if (planReason !== null) return { reason: planReason, field: `positions.${p}.plan` }
    if (position.shifts.length === 0) return { reason: 'positions_missing', field: `positions.${p}.shifts` }
    for (const [s, shift] of position.shifts.entries()) {
      const reason = shiftFault(shift, now)
      if (reason !== null) return { reason, field: `positions.${p}.shifts.${s}` }
    }
  }
  return null
}

/** The project lasts from its first shift to the end of its last. */
export function periodOf(positions: readonly PositionDraft[]): Span {
  const shifts = positions.flatMap((position) => position.shifts)
  const starts = shifts.map((shift) => shift.startsAt.getTime())
  const ends = shifts.map((shift) => shift.endsAt.getTime())
  return {
    startsAt: new Date(starts.reduce((a, b) => Math.min(a, b), Infinity)),
    endsAt: new Date(ends.reduce((a, b) => Math.max(a, b), -Infinity)),
  }
}

/** P1–P13, P21–P27. The first fault of a draft, or null when it may go to review at `now`. */
export function faultOf(draft: ProjectDraft, now: Date): DraftFault | null {
  const title = titleFault(draft.title)
  if (title !== null) return { ...title, field: 'title' }
  if (draft.riskStatement === '') return { reason: 'risk_statement_missing', field: 'riskStatement' }
  const positions = positionsFault(draft.positions, now)
  if (positions !== null) return positions
  if (draft.recruitUntil > periodOf(draft.positions).endsAt)
    return { reason: 'recruit_after_end', field: 'recruitUntil' }
  if (draft.recruitUntil < now) return { reason: 'recruit_in_past', field: 'recruitUntil' }
  if (draft.isDangerous && draft.acceptsMinors)
    return { reason: 'dangerous_with_minors', field: 'acceptsMinors' }
  if (draft.categories.length === 0) return { reason: 'categories_missing', field: 'categories' }
  if (draft.categories.length > CATEGORIES_MAX) return { reason: 'too_many_categories', field: 'categories' }
  if (!isContactPhone(draft.contactPhone)) return { reason: 'contact_phone_malformed', field: 'contactPhone' }
  return termsFault(draft, periodOf(draft.positions), now)
}

export type KeepingReason = 'not_your_team'
export function whyNotKeepProjects(actor: Actor, teamPath: string): KeepingReason | null {
  return reachesTeam(actor, teamPath, 'decide') ? null : 'not_your_team'
}

export type CreatingReason = KeepingReason | 'team_not_active'
export function whyNotCreateProject(
  actor: Actor,
  team: { path: string; status: string },
): CreatingReason | null {
  return whyNotKeepProjects(actor, team.path) ?? (team.status === 'active' ? null : 'team_not_active')
}

export type UpdatingReason = 'project_locked'
/** P14: what is being reviewed or stands before the public is not changed behind anybody's back. */
export function whyNotUpdateProject(status: ProjectStatus): UpdatingReason | null {
  return status === 'draft' || status === 'refused' ? null : 'project_locked'
}

export type SubmittingReason = 'already_submitted' | DraftReason
export function whyNotSubmitProject(
  status: ProjectStatus,
  fault: DraftFault | null,
): SubmittingReason | null {
  if (status !== 'draft' && status !== 'refused') return 'already_submitted'
  return fault?.reason ?? null
}

/** P15: where the clock has brought a published project. */
export function stateAt(period: Span, now: Date): 'recruiting' | 'running' | 'ended' {
  if (now >= period.endsAt) return 'ended'
  return now >= period.startsAt ? 'running' : 'recruiting'
}

export type PublishingReason = 'project_over' | 'team_not_active' | 'draw_in_past'
/** P17, V1: what is over when it is approved could only be filled in afterwards. A suspended team publishes nothing (H11). */
export function whyNotPublish(
  project: Span & { drawAt: Date | null },
  team: { status: string },
  now: Date,
): PublishingReason | null {
  if (team.status !== 'active') return 'team_not_active'
  if (stateAt(project, now) === 'ended') return 'project_over'
  return project.drawAt !== null && project.drawAt <= now ? 'draw_in_past' : null
}

export interface LiaisonTeam {
  teamId: TeamId
  name: string
  path: string
  status: string
}
/** P18: the liaison team reviews; a team without an active one is reviewed by the authority of its region. */
export function reviewerOf<Parent extends LiaisonTeam>(team: { parent: Parent | null }): Parent | null {
  return team.parent?.status === 'active' ? team.parent : null
}

/** Who is invited is read by those who read about a team's people. */
export type GuestsOfProject = Minted<{ projectId: ProjectId }>
export function guestsVisibleTo(
  actor: Actor,
  { projectId, teamPath }: { projectId: ProjectId; teamPath: string },
): GuestsOfProject | null {
  return reachesTeam(actor, teamPath, 'read_people') ? mint({ projectId }) : null
}

/** Whose drafts and lists staff may read: those of teams their grants reach. */
export type ProjectsOfTeam = Minted<{ teamId: TeamId }>
export function projectsOfTeamVisibleTo(
  actor: Actor,
  team: { teamId: TeamId; path: string },
): ProjectsOfTeam | null {
  return reachesTeam(actor, team.path, 'read') ? mint({ teamId: team.teamId }) : null
}
