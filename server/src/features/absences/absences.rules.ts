/**
 * People who had a place and did not come: what a team may say of them, and until when it is remembered. Pure.
 * J-numbers are those of docs/rules/absences.md.
 */
import { reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { AccountId, ProjectId, ShiftId, SignupId, VolunteerId } from '../../kernel/ids.ts'
import { addMonths, dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import type { Span } from '../../kernel/span.ts'
import { lastScanAt } from '../signups/signups.rules.ts'
import type { SignUpStatus } from '../signups/statuses.rules.ts'

const DAY_MS = 86_400_000
/** J3. Later than this after a shift nobody is marked any more. */
export const MARKED_WITHIN_DAYS = 30
/** J11. So long after a shift a mark is remembered. */
export const REMEMBERED_MONTHS = 6
export const NOTE_CHARACTERS_MAX = 200
export const DECISIONS_MAX = 200
/** Rows with all that was said are long; a page of them stays below 50 kB. */
export const TOLD_ROWS_MAX = 15

export const VERDICTS = ['no_show', 'excused'] as const
export type Verdict = (typeof VERDICTS)[number]

export const ABSENCE_STATES = [
  'excused',
  'marked',
  'appealed',
  'upheld',
  'raised',
  'final',
  'lifted',
] as const
export type AbsenceState = (typeof ABSENCE_STATES)[number]
/** J9. Those that count: what is under appeal does not, and what was lifted never did. */
export const COUNTED_STATES = ['marked', 'upheld', 'final'] as const satisfies readonly AbsenceState[]

export interface Absence {
  projectId: ProjectId
  signupId: SignupId
  volunteerId: VolunteerId
  state: AbsenceState
  decidedBy: AccountId
  forgetOn: LocalDate
  appealUntil: LocalDate
  answerDueOn: LocalDate | null
  answeredBy: AccountId | null
  raiseUntil: LocalDate | null
  finalDueOn: LocalDate | null
}

/** J11. */
export const forgetOn = ({ endsAt }: { endsAt: Date }): LocalDate =>
  addMonths(dateIn(ZONE, endsAt), REMEMBERED_MONTHS)

/** J2. Hours are entered as long as the project is not closed, and so is what the team says of who did not come. */
const OPEN_STATUSES: readonly string[] = ['recruiting', 'recruiting_paused', 'running', 'ended', 'cancelled']

export type KeepingReason = 'not_your_team' | 'already_closed'
/** J1. Whoever keeps time for the team, while the project is not closed. */
export function whyNotKeepAbsences(
  actor: Actor,
  project: { teamPath: string; status: string },
): KeepingReason | null {
  if (!reachesTeam(actor, project.teamPath, 'keep_time')) return 'not_your_team'
  return OPEN_STATUSES.includes(project.status) ? null : 'already_closed'
}

/** Shifts that ended before this have nobody left who is scanned at their door (S14). */
export const scannedBefore = (now: Date): Date =>
  new Date(2 * now.getTime() - lastScanAt({ endsAt: now }).getTime())

export interface PlaceOnRoster extends Span {
  volunteerId: VolunteerId
  status: SignUpStatus
  /** An attendance, whatever became of it. */
  hasCome: boolean
  /** Hours that wait for a second person. */
  hasDraft: boolean
  state: AbsenceState | null
}
export type DecidingReason =
  | 'own_absence'
  | 'not_admitted'
  | 'already_decided'
  | 'has_come'
  | 'hours_undecided'
  | 'door_still_open'
  | 'mark_too_late'
  | 'mark_lifted'

/** J2–J4. Why nothing is said of this person, or not this. */
export function whyNotDecideAbsence(
  actor: Actor,
  place: PlaceOnRoster,
  verdict: Verdict,
  now: Date,
): DecidingReason | null {
  if (place.volunteerId === actor.volunteerId) return 'own_absence'
  if (place.status === 'no_show' || place.status === 'excused') return 'already_decided'
  if (place.hasCome || place.status === 'served') return 'has_come'
  if (place.status !== 'admitted') return 'not_admitted'
  if (place.hasDraft) return 'hours_undecided'
  if (now < lastScanAt(place)) return 'door_still_open'
  if (verdict === 'excused') return null
  if (place.state === 'lifted') return 'mark_lifted'
  return now.getTime() > place.endsAt.getTime() + MARKED_WITHIN_DAYS * DAY_MS ? 'mark_too_late' : null
}

export type UndoingReason = 'own_absence' | 'not_marked' | 'appeal_open'
/** J5. In favour of the person at any time; while an appeal waits, by its answer. */
export function whyNotUndo(
  actor: Actor,
  place: { volunteerId: VolunteerId; status: SignUpStatus; state: AbsenceState | null },
): UndoingReason | null {
  if (place.volunteerId === actor.volunteerId) return 'own_absence'
  if (place.state === 'appealed' || place.state === 'raised') return 'appeal_open'
  return place.status === 'no_show' || place.status === 'excused' ? null : 'not_marked'
}

/** The roster after a shift, for those who keep time; the words of an appeal are for those who answer it. */
export type AbsencesScope = Minted<{ projectId: ProjectId; readsWords: boolean }>
export function absencesVisibleTo(
  actor: Actor,
  { projectId, teamPath }: { projectId: ProjectId; teamPath: string },
): AbsencesScope | null {
  if (!reachesTeam(actor, teamPath, 'keep_time')) return null
  return mint({ projectId, readsWords: reachesTeam(actor, teamPath, 'decide') })
}

export type OwnAbsences = Minted<{ volunteerId: VolunteerId }>
export const ownAbsences = (volunteerId: VolunteerId): OwnAbsences => mint({ volunteerId })

export interface AbsentPlace extends PlaceOnRoster {
  signupId: SignupId
  shiftId: ShiftId
}
