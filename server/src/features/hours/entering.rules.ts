/**
 * Hours that a team enters: for whom, when, and what a second person looks at before it counts.
 * Pure. H-numbers are those of docs/rules/hours.md.
 */
import { reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { AccountId, VolunteerId } from '../../kernel/ids.ts'
import type { Span } from '../../kernel/span.ts'
import { PLACED_STATUSES } from '../signups/statuses.rules.ts'
import {
  later,
  minutesOf,
  overDay,
  piecesOf,
  TOLERANCE_MINUTES,
  whyNotCredit,
  type Credited,
  type DayPolicy,
  type Grade,
  type Piece,
} from './hours.rules.ts'

export interface EntrySpan extends Span {
  breakMinutes: number
}
export interface RosterLine {
  volunteerId: VolunteerId
  status: string
}
export type EntryReason =
  | 'signup_not_found'
  | 'not_admitted'
  | 'own_hours'
  | 'span_reversed'
  | 'outside_project'
  | 'not_over_yet'
  | 'nothing_left'
  | 'hours_overlap'
  | 'day_limit'

const ON_ROSTER: readonly string[] = PLACED_STATUSES

/** H6–H9. Why these hours cannot be entered for this person. */
export function whyNotEnterHours(
  entry: EntrySpan,
  signup: RosterLine | undefined,
  facts: { actor: Actor; project: Span; credited: Credited; policy: DayPolicy; now: Date },
): EntryReason | null {
  if (signup === undefined) return 'signup_not_found'
  if (!ON_ROSTER.includes(signup.status)) return 'not_admitted'
  if (signup.volunteerId === facts.actor.volunteerId) return 'own_hours'
  if (entry.endsAt <= entry.startsAt) return 'span_reversed'
  if (
    entry.startsAt < later(facts.project.startsAt, -TOLERANCE_MINUTES) ||
    entry.endsAt > later(facts.project.endsAt, TOLERANCE_MINUTES)
  )
    return 'outside_project'
  if (entry.endsAt > facts.now) return 'not_over_yet'
  const pieces = piecesOf(entry, entry)
  if (pieces.length === 0) return 'nothing_left'
  return whyNotCredit(pieces, facts.credited, facts.policy)
}

/** Called off while people were at work, it still owes them their time. */
const ENTERABLE: readonly string[] = ['recruiting', 'recruiting_paused', 'running', 'ended', 'cancelled']

/** H8. Whoever keeps time for the team, while the project is not closed. */
export function whyNotEnterAt(
  actor: Actor,
  project: { teamPath: string; status: string } | undefined,
): 'project_not_found' | 'not_your_team' | 'project_not_running' | null {
  if (project === undefined) return 'project_not_found'
  if (!reachesTeam(actor, project.teamPath, 'keep_time')) return 'not_your_team'
  return ENTERABLE.includes(project.status) ? null : 'project_not_running'
}

/** H7, H9. Much at once, much in a day, or late: a second person looks at it. */
export function needsSecondPerson(
  pieces: readonly Piece[],
  credited: Credited,
  policy: DayPolicy,
  isLate: boolean,
): boolean {
  return (
    isLate ||
    minutesOf(pieces) > policy.secondPersonEntryMinutes ||
    overDay(credited, pieces, policy.secondPersonDayMinutes)
  )
}

/** H9. What comes in after the lawful time is shown as filled in afterwards. */
export const entryGrade = (isLate: boolean): Grade => (isLate ? 'E' : 'C')

export interface Draft {
  volunteerId: VolunteerId
  enteredBy: AccountId
  status: string
}
export type ApprovingReason = 'already_decided' | 'own_entry' | 'own_hours'

/** H7, H8. */
export function whyNotApproveHours(draft: Draft, actor: Actor): ApprovingReason | null {
  if (draft.status !== 'pending') return 'already_decided'
  if (draft.enteredBy === actor.accountId) return 'own_entry'
  if (draft.volunteerId === actor.volunteerId) return 'own_hours'
  return null
}
