/**
 * Publishing before the review, and the check that follows: which way a project goes, and what a check that was refused
 * holds up. Pure. P-numbers are those of docs/rules/projects.md.
 */
import { whyNotCurrent, type StateReason } from './pausing.rules.ts'
import { CURRENT_STATUSES, type ProjectStatus } from './projects.rules.ts'

/** `resubmitted`: refused, mended and sent again. */
export const CHECK_STATES = ['open', 'passed', 'refused', 'resubmitted'] as const
export type CheckState = (typeof CHECK_STATES)[number]

export const WAYS = ['review', 'check'] as const
export const WAY_REASONS = ['team_not_trusted', 'dangerous_reviewed_first', 'minors_reviewed_first'] as const
export interface Way {
  /** Reviewed and then published, or published and then checked. */
  way: (typeof WAYS)[number]
  /** Why it is reviewed first. */
  because: (typeof WAY_REASONS)[number] | null
}
/** P31. What can harm somebody is read by a second person before anybody comes, whoever sends it. */
export function wayOf(
  isTrusted: boolean,
  { isDangerous, acceptsMinors }: { isDangerous: boolean; acceptsMinors: boolean },
): Way {
  if (!isTrusted) return { way: 'review', because: 'team_not_trusted' }
  if (isDangerous) return { way: 'review', because: 'dangerous_reviewed_first' }
  if (acceptsMinors) return { way: 'review', because: 'minors_reviewed_first' }
  return { way: 'check', because: null }
}

/** P32. What is over, or called off, has nobody to take on. */
export const restsAfterCheck = ({ status }: { status: ProjectStatus }): boolean =>
  (CURRENT_STATUSES as readonly ProjectStatus[]).includes(status)

export type ResubmittingReason = StateReason | 'no_check_refused'
/** P33. */
export function whyNotResubmit(project: {
  status: ProjectStatus
  checkState: CheckState | null
}): ResubmittingReason | null {
  return whyNotCurrent(project) ?? (project.checkState === 'refused' ? null : 'no_check_refused')
}
