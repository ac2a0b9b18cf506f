/**
 * Sign-ups, decided: who may take a place, who may give one back, who is admitted. Pure; the answers
 * shown with a project are those of the deed. S-numbers are those of docs/rules/signups.md.
 */
import { reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { ProjectId, ShiftId, VolunteerId } from '../../kernel/ids.ts'
import { addDays, dateIn, fullYears, startOfDay, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import { overlaps, type Span } from '../../kernel/span.ts'
import { HELD_STATUSES, type SignUpStatus } from './statuses.rules.ts'
import {
  recordObstacle,
  welcomeObstacle,
  type Standing,
  type TermReason,
  type WantedTerms,
} from './terms.rules.ts'
import { isFull, takesWaiting, type Places } from './waiting.rules.ts'

const HOUR_MS = 3_600_000
const NIGHT_FROM_HOUR = 22
const NIGHT_TO_HOUR = 6
/** S14: the door opens this long before a shift, and lets people out this long after it. */
export const SIGN_IN_MINUTES_BEFORE = 60
const DOOR_MINUTES_AFTER = 240
const DOOR_STATUSES: readonly string[] = ['recruiting', 'recruiting_paused', 'running', 'ended']

export const signInFrom = ({ startsAt }: { startsAt: Date }): Date =>
  new Date(startsAt.getTime() - SIGN_IN_MINUTES_BEFORE * 60_000)

/** S14. From then on no scan can come any more that says somebody was there. */
export const lastScanAt = ({ endsAt }: { endsAt: Date }): Date =>
  new Date(endsAt.getTime() + DOOR_MINUTES_AFTER * 60_000)

/** S14, for the whole project: from an hour before its first shift to the last sign-out. */
export function isDoorOpen(project: Span & { status: string }, at: Date): boolean {
  return DOOR_STATUSES.includes(project.status) && at >= signInFrom(project) && at < lastScanAt(project)
}

/** S8: any minute between 22:00 and 06:00 of the site's zone. */
export function touchesNight(span: Span): boolean {
  let day = addDays(dateIn(ZONE, span.startsAt), -1)
  for (;;) {
    const next = addDays(day, 1)
    const night = {
      startsAt: new Date(startOfDay(ZONE, day).getTime() + NIGHT_FROM_HOUR * HOUR_MS),
      endsAt: new Date(startOfDay(ZONE, next).getTime() + NIGHT_TO_HOUR * HOUR_MS),
    }
    if (overlaps(span, night)) return true
    if (night.startsAt >= span.endsAt) return false
    day = next
  }
}

/** Another place in the person's diary. */
export interface Commitment extends Span {
  shiftId: ShiftId
  title: string
}
/** With what it came to. */
export interface Engagement extends Commitment {
  status: SignUpStatus
}
export interface Candidate {
  volunteerId: VolunteerId
  verified: boolean
  birthDate: LocalDate
  hasTeam: boolean
  hasGuardian: boolean
  /** Served so far. */
  creditMinutes: number
  commitments: Engagement[]
  /** The days on which each no-show that counts is forgotten, the nearest first. */
  noShowsUntil: readonly LocalDate[]
}
export interface WantedProject extends WantedTerms {
  projectId: ProjectId
  status: string
  /** Why recruiting rests; null while it goes on. */
  pauseReason: string | null
  teamStatus: string
  recruitUntil: Date
  drawAt?: Date | null
  minAge: number
  acceptsMinors: boolean
  isDangerous: boolean
  autoAdmit: boolean
  keepsWaitingList: boolean
}
export interface WantedShift extends Span, Places {
  shiftId: ShiftId
  /** Why it does not take place; null for one that does. */
  cancelReason: string | null
}
export interface SignUpPolicies {
  adultAge: number
  teamRequired: boolean
  noShowLimit: number
}
export interface SignUpFacts {
  project: WantedProject
  shift: WantedShift
  /** Null for an account without a verified person behind it. */
  candidate: Candidate | null
  standing: Standing
  policies: SignUpPolicies
}

export type SignUpReason =
  | 'project_cancelled'
  | 'shift_cancelled'
  | 'team_not_active'
  | 'recruiting_paused'
  | 'not_recruiting'
  | 'recruiting_not_open'
  | 'recruiting_over'
  | 'draw_under_way'
  | 'shift_over'
  | 'not_verified'
  | 'no_team'
  | 'too_many_no_shows'
  | 'too_young'
  | 'too_old'
  | 'dangerous_for_minors'
  | 'night_for_minors'
  | 'minors_not_accepted'
  | 'guardian_consent_missing'
  | TermReason
  | 'already_signed_up'
  | 'shift_clashes'
  | 'shift_full'
/** The reason, with what its sentence needs. */
export interface SignUpObstacle {
  reason: SignUpReason
  facts?: Readonly<Record<string, unknown>>
}

/** S20, H11. A suspended team takes nobody on; who has a place keeps it, and the door and the hours go on. */
export const whyNotRecruit = ({ teamStatus }: { teamStatus: string }): 'team_not_active' | null =>
  teamStatus === 'active' ? null : 'team_not_active'

function recruitingObstacle({ project, shift }: SignUpFacts, now: Date): SignUpObstacle | null {
  if (project.status === 'cancelled') return { reason: 'project_cancelled' }
  if (shift.cancelReason !== null) return { reason: 'shift_cancelled' }
  const held = whyNotRecruit(project)
  if (held !== null) return { reason: held }
  if (project.pauseReason !== null) return { reason: 'recruiting_paused' }
  if (project.status !== 'recruiting' && project.status !== 'running') return { reason: 'not_recruiting' }
  if (project.recruitFrom !== null && now < project.recruitFrom)
    return { reason: 'recruiting_not_open', facts: { opensAt: project.recruitFrom.toISOString() } }
  if (now > project.recruitUntil) return { reason: 'recruiting_over' }
  if (shift.awaitsDraw === true && project.drawAt != null && now >= project.drawAt)
    return { reason: 'draw_under_way' }
  return now >= shift.endsAt ? { reason: 'shift_over' } : null
}

/** J10 of the absences: the day on which one no-show fewer than the limit is remembered, or null. */
const noShowsBarUntil = (until: readonly LocalDate[], limit: number): LocalDate | null =>
  limit === 0 ? null : (until[until.length - limit] ?? null)

/** S5–S10, S41. Ages are those of the day on which the shift begins, not of the day of the click. */
function personObstacle(
  candidate: Candidate,
  { project, shift, policies }: SignUpFacts,
): SignUpObstacle | null {
  if (policies.teamRequired && !candidate.hasTeam) return { reason: 'no_team' }
  const barredUntil = noShowsBarUntil(candidate.noShowsUntil, policies.noShowLimit)
  if (barredUntil !== null) return { reason: 'too_many_no_shows', facts: { until: barredUntil } }
  const age = fullYears(candidate.birthDate, dateIn(ZONE, shift.startsAt))
  if (age < project.minAge) return { reason: 'too_young', facts: { minAge: project.minAge } }
  if (project.maxAge !== null && age > project.maxAge)
    return { reason: 'too_old', facts: { maxAge: project.maxAge } }
  if (age >= policies.adultAge) return null
  if (project.isDangerous) return { reason: 'dangerous_for_minors' }
  if (touchesNight(shift)) return { reason: 'night_for_minors' }
  if (!project.acceptsMinors) return { reason: 'minors_not_accepted' }
  return candidate.hasGuardian ? null : { reason: 'guardian_consent_missing' }
}

/** S4–S10, S41, S42, S44–S46: what is in the way of this person, whichever time it is. */
function standingObstacle(facts: SignUpFacts): SignUpObstacle | null {
  const { project, candidate, standing } = facts
  if (candidate?.verified !== true) return { reason: 'not_verified' }
  return (
    welcomeObstacle(project, standing) ??
    personObstacle(candidate, facts) ??
    recordObstacle(project, candidate, standing)
  )
}

function diaryObstacle(commitments: readonly Commitment[], shift: WantedShift): SignUpObstacle | null {
  if (commitments.some((other) => other.shiftId === shift.shiftId)) return { reason: 'already_signed_up' }
  const clash = commitments.find((other) => overlaps(other, shift))
  if (clash === undefined) return null
  const { title, startsAt, endsAt } = clash
  return {
    reason: 'shift_clashes',
    facts: { title, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
  }
}

/** S1–S13, S41–S46. The first thing in the way of signing up, or null. An application alone takes no place. */
export function whyNotSignUp(facts: SignUpFacts, now: Date): SignUpObstacle | null {
  const { project, shift, candidate } = facts
  const recruiting = recruitingObstacle(facts, now)
  if (recruiting !== null) return recruiting
  const obstacle = standingObstacle(facts) ?? diaryObstacle(candidate?.commitments ?? [], shift)
  if (obstacle !== null) return obstacle
  return isFull(project, shift) && !takesWaiting(project, shift, now) ? { reason: 'shift_full' } : null
}

/**
 * V6. Asked again when places are drawn: whoever took part and may not come any more gets none. A wish elsewhere is no
 * place, and a mark that was made since bars nobody from what they had signed up for (J10).
 */
export function whyNotDrawn(asked: SignUpFacts, now: Date): SignUpReason | null {
  const facts = { ...asked, policies: { ...asked.policies, noShowLimit: 0 } }
  const { shift, candidate } = facts
  if (shift.cancelReason !== null) return 'shift_cancelled'
  if (now >= shift.startsAt) return 'shift_over'
  const others = (candidate?.commitments ?? []).filter(
    (other) => other.shiftId !== shift.shiftId && HELD_STATUSES.includes(other.status),
  )
  return (standingObstacle(facts) ?? diaryObstacle(others, shift))?.reason ?? null
}

/** S17. Staff read the roster of projects whose team their grants reach; timekeepers need it at the door. */
/** J9 of the absences: what counts against a wish is read by those who decide on it. */
export type RosterScope = Minted<{ projectId: ProjectId; decides: boolean }>
export function rosterVisibleTo(
  actor: Actor,
  project: { projectId: ProjectId; teamPath: string },
): RosterScope | null {
  if (!reachesTeam(actor, project.teamPath, 'read')) return null
  return mint({ projectId: project.projectId, decides: reachesTeam(actor, project.teamPath, 'decide') })
}

/** S18: who is expected needs to know whom to ask for, by which number, even where it is not public. */
export const knowsContact = (ownStatuses: readonly SignUpStatus[]): boolean =>
  ownStatuses.includes('admitted')
export const seesContact = (
  actor: Actor,
  { teamPath }: { teamPath: string },
  ownStatuses: readonly SignUpStatus[],
): boolean => reachesTeam(actor, teamPath, 'read') || knowsContact(ownStatuses)
