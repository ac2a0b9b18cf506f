/**
 * A team that is trusted publishes at once and is checked afterwards: what it must have shown, who trusts it and who
 * ends that. Pure. P-numbers are those of docs/rules/projects.md.
 */
import type { Actor } from '../../kernel/actor.ts'
import { addDays, dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { whyNotOversee, type OverseeingReason, type OverseenTeam } from './standing.rules.ts'

/** P29. A year of work, so that a season is not taken for a habit. */
export const TRUST_DAYS = 365
export const TRUST_PROJECTS = 10

export const TRUST_ENDS = ['withdrawn', 'suspended', 'dissolved', 'check_refused'] as const
export type TrustEnd = (typeof TRUST_ENDS)[number]

/** What a team has shown; nothing here is anybody's opinion. */
export interface TrustRecord {
  activatedAt: Date | null
  /** Published in the last year, never refused and not called off. */
  projects: number
  /** Its own suspension, open or lifted within the last year. */
  wasSuspended: boolean
  /** A check of one of its projects was refused within the last year. */
  hadCheckRefused: boolean
  /** A measure followed from a complaint, and the case is not closed or its deadline not over. */
  hasUpheldComplaint: boolean
}

export const recordSince = (now: Date): LocalDate => addDays(dateIn(ZONE, now), -TRUST_DAYS)

export const CRITERIA = [
  'active_too_short',
  'published_too_few',
  'suspended_lately',
  'check_refused_lately',
  'complaint_upheld_open',
] as const
export type Criterion = (typeof CRITERIA)[number]

/** P29. Each with whether it is met, in the order in which they are asked for. */
export function criteriaOf(record: TrustRecord, now: Date): { criterion: Criterion; isMet: boolean }[] {
  const { activatedAt } = record
  const isMet: Record<Criterion, boolean> = {
    active_too_short: activatedAt !== null && dateIn(ZONE, activatedAt) <= recordSince(now),
    published_too_few: record.projects >= TRUST_PROJECTS,
    suspended_lately: !record.wasSuspended,
    check_refused_lately: !record.hadCheckRefused,
    complaint_upheld_open: !record.hasUpheldComplaint,
  }
  return CRITERIA.map((criterion) => ({ criterion, isMet: isMet[criterion] }))
}

export interface TrustFacts {
  /** The site lets teams be trusted. */
  isOffered: boolean
  isTrusted: boolean
  record: TrustRecord
}
export type TrustingReason =
  OverseeingReason | 'team_not_active' | 'trust_not_offered' | 'already_trusted' | Criterion | 'cause_missing'
/** P28, P29. By those who oversee the team (H7), with the words that it reads. */
export function whyNotTrust(
  actor: Actor,
  team: OverseenTeam,
  { isOffered, isTrusted, record }: TrustFacts,
  { cause, now }: { cause: string; now: Date },
): TrustingReason | null {
  const overseeing = whyNotOversee(actor, team)
  if (overseeing !== null) return overseeing
  if (isTrusted) return 'already_trusted'
  if (team.status !== 'active') return 'team_not_active'
  if (!isOffered) return 'trust_not_offered'
  const missing = criteriaOf(record, now).find(({ isMet }) => !isMet)
  if (missing !== undefined) return missing.criterion
  return cause.trim() === '' ? 'cause_missing' : null
}

export type UntrustingReason = OverseeingReason | 'not_trusted' | 'cause_missing'
export function whyNotUntrust(
  actor: Actor,
  team: OverseenTeam,
  { isTrusted, cause }: { isTrusted: boolean; cause: string },
): UntrustingReason | null {
  const overseeing = whyNotOversee(actor, team)
  if (overseeing !== null) return overseeing
  if (!isTrusted) return 'not_trusted'
  return cause.trim() === '' ? 'cause_missing' : null
}
