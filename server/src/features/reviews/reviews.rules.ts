/**
 * Reviews, decided: who may decide what waits in the queue, how late it is, and who stands above the
 * reviewer. Pure. A review belongs to the authorities of a region or to one team, never to both.
 */
import { reachesRegion, reachesTeam, ROLES_FOR, type Actor } from '../../kernel/actor.ts'
import type { AccountId, ReviewId, TeamId } from '../../kernel/ids.ts'
import { addDays, type LocalDate } from '../../kernel/local-date.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import { isWorkingDay, type WorkingCalendar } from '../../kernel/working-days.ts'

/** `project_check` looks at a project that was published before anybody had reviewed it. */
export const SUBJECT_KINDS = [
  'volunteer',
  'team',
  'project',
  'project_check',
  'renaming',
  'change',
  'no_show',
  'project_change',
] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]
/** What was said of a subject under another kind belongs to its history. */
export const kindsBeside = (kind: SubjectKind): readonly SubjectKind[] =>
  kind === 'project' || kind === 'project_check' ? ['project', 'project_check'] : [kind]
export type ReviewOutcome = 'approved' | 'refused'

export interface Review {
  reviewId: ReviewId
  subjectKind: SubjectKind
  subjectId: string
  title: string
  regionPath: string
  reviewerTeamId: TeamId | null
  reviewerTeamPath: string | null
  submittedBy: AccountId | null
  submittedAt: Date
  dueOn: LocalDate
  outcome: ReviewOutcome | null
}

export interface Decision {
  decision: 'approve' | 'refuse'
  reason?: string | undefined
}

export type ReviewReason = 'not_your_region' | 'not_your_team' | 'own_application' | 'already_decided'
export type DecisionReason = ReviewReason | 'reason_missing'

/** Why this actor does not see the review at all, or null. */
export function whyNotRead(actor: Actor, review: Review): 'not_your_region' | 'not_your_team' | null {
  if (review.reviewerTeamPath !== null)
    return reachesTeam(actor, review.reviewerTeamPath, 'review') ? null : 'not_your_team'
  return reachesRegion(actor, review.regionPath, 'read') ? null : 'not_your_region'
}

/** Why this actor may not decide the review, or null. Nobody decides an application of their own. */
export function whyNotReview(actor: Actor, review: Review): ReviewReason | null {
  const foreign = whyNotRead(actor, review)
  if (foreign !== null) return foreign
  if (review.reviewerTeamPath === null && !reachesRegion(actor, review.regionPath, 'decide'))
    return 'not_your_region'
  if (review.submittedBy !== null && review.submittedBy === actor.accountId) return 'own_application'
  return review.outcome === null ? null : 'already_decided'
}

/** A refusal says why, since its reader must know what to mend. */
export function whyNotDecide(
  actor: Actor,
  review: Review,
  { decision, reason = '' }: Decision,
): DecisionReason | null {
  const reviewing = whyNotReview(actor, review)
  if (reviewing !== null) return reviewing
  return decision === 'refuse' && reason.trim() === '' ? 'reason_missing' : null
}

/** Working days until the due day, today not counted; with minus the working days since. */
export function workingDaysLeft(today: LocalDate, dueOn: LocalDate, calendar: WorkingCalendar): number {
  const [from, to] = today <= dueOn ? [today, dueOn] : [dueOn, today]
  let days = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (isWorkingDay(day, calendar)) days += 1
  return today <= dueOn || days === 0 ? days : -days
}

/** Which reviews an actor is shown: those of regions they answer for, or those of one team of theirs. */
export type ReviewScope = Minted<
  | { kind: 'regions'; roots: readonly string[] }
  | { kind: 'teams'; roots: readonly string[]; teamId: TeamId | null }
>

/** A platform administrator's root is empty: the whole country. */
const regionRoots = (actor: Actor): string[] =>
  actor.grants.flatMap((grant) => (grant.role === 'platform_admin' ? [''] : (grant.regionPath ?? [])))
const teamRoots = (actor: Actor): string[] =>
  actor.grants.flatMap(({ role, teamPath }) => (ROLES_FOR.review.includes(role) ? (teamPath ?? []) : []))

/** Without a team an authority sees its regions. */
export function reviewsVisibleTo(actor: Actor, teamId: TeamId | null): ReviewScope {
  const regions = regionRoots(actor)
  if (teamId === null && regions.length > 0) return mint({ kind: 'regions', roots: regions })
  return mint({ kind: 'teams', roots: teamRoots(actor), teamId })
}

/** Which decisions of others an actor is told of, whether they decide in the name of a region or of a team. */
export type ReviewsReach = Minted<{ regions: readonly string[]; teams: readonly string[] }>

export function decisionsVisibleTo(actor: Actor): ReviewsReach {
  return mint({ regions: regionRoots(actor), teams: teamRoots(actor) })
}

export interface Reach {
  accountId: AccountId
  /** The region or team path that the grant covers. */
  root: string
}

const lengthsOf = (reaches: readonly Reach[]): number[] =>
  [...new Set(reaches.map(({ root }) => root.length))].sort((a, b) => b - a)

const accountsAt = (reaches: readonly Reach[], length: number | undefined): AccountId[] => [
  ...new Set(reaches.filter(({ root }) => root.length === length).map(({ accountId }) => accountId)),
]

/** Of those who reach a subject, the body nearest to it. */
export const nearestOf = (reaches: readonly Reach[]): AccountId[] =>
  accountsAt(reaches, lengthsOf(reaches)[0])

/** The next body on the way up from the nearest, which is the one that reviews; empty when there is none. */
export const superiorsOf = (reaches: readonly Reach[]): AccountId[] =>
  accountsAt(reaches, lengthsOf(reaches)[1])
