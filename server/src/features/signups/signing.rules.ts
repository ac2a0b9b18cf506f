/**
 * A crowd at the desk: wishes are judged in the order of arrival, each seeing the places and the
 * diaries that the ones before it left behind. Pure, but for the state that it is given to keep.
 */
import { GUEST, reachesRegion, reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { PositionId, ProjectId, ShiftId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { newTicket } from '../../kernel/fair-draw.ts'
import type { Span } from '../../kernel/span.ts'
import { isShownTo, normalizeSignUpCode, pairKey } from '../projects/terms.rules.ts'
import {
  whyNotSignUp,
  type Candidate,
  type SignUpPolicies,
  type SignUpReason,
  type WantedProject,
  type WantedShift,
} from './signups.rules.ts'
import { NO_STANDING, whyNotGiven, type GivenReason, type Standing } from './terms.rules.ts'
import { isFull } from './waiting.rules.ts'

export interface SignUpWish {
  /** Null for an account without a person behind it. */
  volunteerId: VolunteerId | null
  projectId: ProjectId
  shiftId: ShiftId
  riskAccepted: boolean
  /** As it was typed. */
  code?: string | undefined
  declaresQualified?: boolean | undefined
  guardianPresent?: boolean | undefined
  /** When the shift began as it was shown to them. */
  startsAt?: Date | undefined
  /** What is asked at the click was answered for another place of the project. */
  hasAnswered?: boolean
  /** Who asks. */
  actor?: Actor
}
export interface DeskProject extends WantedProject {
  teamId: TeamId
  teamPath: string
  regionPath: string
  title: string
  isPublic: boolean
  withdrawHoursBefore: number
  /** Set where signing up takes a code. */
  signUpCode: string | null
  /** Those it excludes and those that exclude it. */
  excludedIds: readonly ProjectId[]
  policies: SignUpPolicies
}
export interface DeskShift extends WantedShift {
  projectId: ProjectId
  positionId: PositionId
  /** The last number that was given to somebody who came to wait. */
  lastWaitingNo: number
}
export interface Desk {
  projects: ReadonlyMap<ProjectId, DeskProject>
  shifts: ReadonlyMap<ShiftId, DeskShift>
  candidates: ReadonlyMap<VolunteerId, Candidate>
  /** By `pairKey`; who is not in it has nothing against them. */
  standings: Map<string, Standing>
}
export interface Place extends Span {
  projectId: ProjectId
  volunteerId: VolunteerId
  positionId: PositionId
  shiftId: ShiftId
  teamId: TeamId
  status: 'applied' | 'entered' | 'admitted' | 'waiting'
  /** In a draw; told to the person alone. */
  ticket: string | null
  /** The number on the waiting list, and how many stand there with it. */
  waitingNo: number | null
  position: number | null
  approved: boolean
  declaresQualified: boolean
  guardianPresent: boolean
}

export type WishReason = SignUpReason | GivenReason | 'project_not_found' | 'shift_not_found' | 'shift_moved'
export interface WishObstacle {
  reason: WishReason
  facts?: Readonly<Record<string, unknown>>
}

export function whyNotGrant(desk: Desk, wish: SignUpWish, now: Date): WishObstacle | null {
  const project = desk.projects.get(wish.projectId)
  if (project === undefined || !isThereFor(desk, wish, project)) return { reason: 'project_not_found' }
  const shift = desk.shifts.get(wish.shiftId)
  if (shift?.projectId !== wish.projectId) return { reason: 'shift_not_found' }
  if ((wish.startsAt ?? shift.startsAt).getTime() !== shift.startsAt.getTime()) return movedTo(shift)
  const candidate = wish.volunteerId === null ? null : (desk.candidates.get(wish.volunteerId) ?? null)
  const { policies } = project
  const standing = standingOf(desk, wish)
  const obstacle = whyNotSignUp({ project, shift, candidate, standing, policies }, now)
  if (obstacle !== null || wish.hasAnswered === true) return obstacle
  const given = {
    riskAccepted: wish.riskAccepted,
    isCodeRight: normalizeSignUpCode(wish.code ?? '') === project.signUpCode,
    declaresQualified: wish.declaresQualified === true,
    guardianPresent: wish.guardianPresent === true,
  }
  const reason = whyNotGiven({ project, shift, candidate, policies }, given)
  return reason === null ? null : { reason }
}

/** P23. Whoever may not see it hears nothing of it, neither that it recruits nor that it is over. */
function isThereFor(desk: Desk, wish: SignUpWish, project: DeskProject): boolean {
  const { actor = GUEST, volunteerId } = wish
  const { isWelcome, hasSignedUp } = standingOf(desk, wish)
  const isStaff =
    reachesTeam(actor, project.teamPath, 'read') || reachesRegion(actor, project.regionPath, 'read')
  const concern = { isStaff, isWelcome: volunteerId !== null && isWelcome, hasSignedUp }
  return project.isPublic && isShownTo(project.visibility, concern)
}

/** R15. Nobody gets a place at a time that they have not seen. */
const movedTo = ({ startsAt, endsAt }: Span): WishObstacle => ({
  reason: 'shift_moved',
  facts: { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
})

/** The wishes, each with the time of its shift that is known before the locks, where it names none itself. */
export const withTimes = <Wish extends SignUpWish>(desk: Desk, wishes: readonly Wish[]): Wish[] =>
  wishes.map((wish) => ({ ...wish, startsAt: wish.startsAt ?? desk.shifts.get(wish.shiftId)?.startsAt }))

const standingOf = (desk: Desk, { volunteerId, projectId }: SignUpWish): Standing =>
  (volunteerId === null ? undefined : desk.standings.get(pairKey({ volunteerId, projectId }))) ?? NO_STANDING

/** Whoever gets a place is from then on kept out of the projects that exclude it. */
function keepOut(desk: Desk, { title, excludedIds }: DeskProject, volunteerId: VolunteerId): void {
  for (const projectId of excludedIds) {
    const key = pairKey({ volunteerId, projectId })
    desk.standings.set(key, { ...(desk.standings.get(key) ?? NO_STANDING), excludedBy: title })
  }
}

/**
 * Grants a wish for which `whyNotGrant` has just answered null, and enters it in the desk's books. `isKnown`: the
 * team has admitted the person before, and need not be asked again.
 */
export function grant(desk: Desk, wish: SignUpWish, isKnown = false): Place {
  const project = desk.projects.get(wish.projectId)
  const shift = desk.shifts.get(wish.shiftId)
  const candidate = wish.volunteerId === null ? undefined : desk.candidates.get(wish.volunteerId)
  if (project === undefined || shift === undefined || candidate === undefined)
    throw new RangeError('granted before it was judged')
  const { shiftId, startsAt, endsAt } = shift
  keepOut(desk, project, candidate.volunteerId)
  const waits = isFull(project, shift)
  const isSure = project.autoAdmit || isKnown
  const enters = shift.awaitsDraw === true
  const status = waits ? 'waiting' : enters ? 'entered' : isSure ? 'admitted' : 'applied'
  candidate.commitments.push({ shiftId, status, title: project.title, startsAt, endsAt })
  if (waits) {
    shift.waiting += 1
    shift.lastWaitingNo += 1
  } else if (isSure && !enters) shift.admitted += 1
  return {
    projectId: project.projectId,
    volunteerId: candidate.volunteerId,
    positionId: shift.positionId,
    shiftId,
    teamId: project.teamId,
    status,
    ticket: enters ? newTicket() : null,
    waitingNo: waits ? shift.lastWaitingNo : null,
    position: waits ? shift.waiting : null,
    approved: waits && isSure,
    declaresQualified: wish.declaresQualified === true,
    guardianPresent: wish.guardianPresent === true,
    startsAt,
    endsAt,
  }
}
