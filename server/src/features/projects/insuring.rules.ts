/** The insurance that follows after the publication. Pure. P10 of docs/rules/projects.md. */
import type { Actor } from '../../kernel/actor.ts'
import { addDays, dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import type { Span } from '../../kernel/span.ts'
import { whyNotKeepProjects, type KeepingReason, type ProjectStatus } from './projects.rules.ts'
import { covers, insuranceFault, type Insurance } from './terms.rules.ts'

const DONE: readonly ProjectStatus[] = ['ended', 'closed', 'cancelled', 'back_filled']

export type InsuringReason =
  KeepingReason | 'project_under_review' | 'project_over' | 'insurance_reversed' | 'insurance_too_short'
/** Under review it would change behind the reviewer's back; afterwards nothing is insured backwards. */
export function whyNotInsure(
  actor: Actor,
  project: Span & { teamPath: string; status: ProjectStatus },
  insured: Insurance | null,
): InsuringReason | null {
  const keeping = whyNotKeepProjects(actor, project.teamPath)
  if (keeping !== null) return keeping
  if (project.status === 'under_review') return 'project_under_review'
  if (DONE.includes(project.status)) return 'project_over'
  return insuranceFault(insured, project)
}

/** Whether dangerous work still waits for a policy that covers all its days. */
export const awaitsInsurance = (
  project: Span & { isDangerous: boolean; insured: { from: LocalDate; to: LocalDate } | null },
): boolean => project.isDangerous && !covers(project.insured, project)

const REMINDED_DAYS_BEFORE = 7
/** From a week before the first shift the team is reminded on each day; on the day of the publication in any case. */
export const remindsUntil = (now: Date): LocalDate => addDays(dateIn(ZONE, now), REMINDED_DAYS_BEFORE)
