/**
 * What a team does to a project once it has sent or published it: recruiting that rests, a submission that is taken
 * back, a draft that is given up. Pure. R-numbers are those of docs/rules/running.md.
 */
import type { Actor } from '../../kernel/actor.ts'
import { isPublic, whyNotKeepProjects, type KeepingReason, type ProjectStatus } from './projects.rules.ts'

/** R4: what was called off after its publication still says so on its page. */
export const isPublished = (project: { status: ProjectStatus; cancelledAt: Date | null }): boolean =>
  isPublic(project.status) || project.cancelledAt !== null

const NEVER_PUBLISHED: readonly ProjectStatus[] = ['draft', 'under_review', 'refused', 'template']
const OVER: readonly ProjectStatus[] = ['ended', 'closed', 'back_filled']

export type StateReason = 'not_published_yet' | 'project_cancelled' | 'activity_over'
/** Whether a project stands before the public and is not over, whoever asks. */
export function whyNotCurrent({ status }: { status: ProjectStatus }): StateReason | null {
  if (NEVER_PUBLISHED.includes(status)) return 'not_published_yet'
  if (status === 'cancelled') return 'project_cancelled'
  return OVER.includes(status) ? 'activity_over' : null
}

export type RunningReason = KeepingReason | StateReason
/** What can still be changed of a project that stands before the public. */
export const whyNotRun = (
  actor: Actor,
  project: { teamPath: string; status: ProjectStatus },
): RunningReason | null => whyNotKeepProjects(actor, project.teamPath) ?? whyNotCurrent(project)

/** R8: why recruiting rests, as the public reads it. */
export const PAUSE_REASONS = ['weather', 'enough_people', 'preparing', 'place_not_ready', 'other'] as const
/** P32: a check that was refused makes it rest too, which the team does not end by itself. */
export const PAUSES = [...PAUSE_REASONS, 'check_refused'] as const
export type PauseReason = (typeof PAUSES)[number]

export interface Recruiting {
  teamPath: string
  status: ProjectStatus
  pauseReason: PauseReason | null
  recruitUntil: Date
}
export type PausingReason = RunningReason | 'recruiting_over' | 'recruiting_paused'
/** R8. Where nobody can sign up any more there is nothing to rest. */
export function whyNotPause(actor: Actor, project: Recruiting, now: Date): PausingReason | null {
  const running = whyNotRun(actor, project)
  if (running !== null) return running
  if (now > project.recruitUntil) return 'recruiting_over'
  return isPaused(project) ? 'recruiting_paused' : null
}

export type ResumingReason =
  RunningReason | 'recruiting_over' | 'not_paused' | 'team_not_active' | 'check_not_passed'
/** R8, P32. A team that is held takes nobody on (H11). */
export function whyNotResume(
  actor: Actor,
  project: Recruiting & { teamStatus: string },
  now: Date,
): ResumingReason | null {
  const running = whyNotRun(actor, project)
  if (running !== null) return running
  if (!isPaused(project)) return 'not_paused'
  if (project.pauseReason === 'check_refused') return 'check_not_passed'
  if (now > project.recruitUntil) return 'recruiting_over'
  return project.teamStatus === 'active' ? null : 'team_not_active'
}

/** One that has begun stays running while its recruiting rests. */
export const isPaused = (project: { status: ProjectStatus; pauseReason: PauseReason | null }): boolean =>
  project.status === 'recruiting_paused' || project.pauseReason !== null

export type WithdrawingReason = 'nothing_submitted'
/** R9. */
export const whyNotWithdrawSubmission = (status: ProjectStatus): WithdrawingReason | null =>
  status === 'under_review' ? null : 'nothing_submitted'

export type DiscardingReason = 'withdraw_first' | 'project_locked'
/** R10. What has stood before the public stays, and above all what has hours. */
export function whyNotDiscard(status: ProjectStatus): DiscardingReason | null {
  if (status === 'under_review') return 'withdraw_first'
  return status === 'draft' || status === 'refused' ? null : 'project_locked'
}
