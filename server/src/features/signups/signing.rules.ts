/**
 * A crowd at the desk: wishes are judged in the order of arrival, each seeing the places and the
 * diaries that the ones before it left behind. Pure, but for the state that it is given to keep.
 */
import type { Actor } from '../../kernel/actor.ts'
import type { PositionId, ProjectId, ShiftId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import type { Span } from '../../kernel/span.ts'
import {
  whyNotSignUp,
  type Candidate,
  type SignUpPolicies,
  type SignUpReason,
  type WantedProject,
  type WantedShift,
} from './signups.rules.ts'
import { isFull } from './waiting.rules.ts'

export interface SignUpWish {
  /** Null for an account without a person behind it. */
  volunteerId: VolunteerId | null
  projectId: ProjectId
  shiftId: ShiftId
  riskAccepted: boolean
  /** Who asks, where wishes of several people come together. */
  actor?: Actor
}
export interface DeskProject extends WantedProject {
  teamId: TeamId
  title: string
  isPublic: boolean
  withdrawHoursBefore: number
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
}
export interface Place extends Span {
  projectId: ProjectId
  volunteerId: VolunteerId
  positionId: PositionId
  shiftId: ShiftId
  teamId: TeamId
  status: 'applied' | 'admitted' | 'waiting'
  /** The number on the waiting list, and how many stand there with it. */
  waitingNo: number | null
  position: number | null
  approved: boolean
}

export type WishReason = SignUpReason | 'project_not_found' | 'shift_not_found' | 'risk_not_accepted'
export interface WishObstacle {
  reason: WishReason
  facts?: Readonly<Record<string, unknown>>
}

export function whyNotGrant(desk: Desk, wish: SignUpWish, now: Date): WishObstacle | null {
  const project = desk.projects.get(wish.projectId)
  if (project?.isPublic !== true) return { reason: 'project_not_found' }
  const shift = desk.shifts.get(wish.shiftId)
  if (shift?.projectId !== wish.projectId) return { reason: 'shift_not_found' }
  const candidate = wish.volunteerId === null ? null : (desk.candidates.get(wish.volunteerId) ?? null)
  const obstacle = whyNotSignUp({ project, shift, candidate, policies: project.policies }, now)
  return obstacle ?? (wish.riskAccepted ? null : { reason: 'risk_not_accepted' })
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
  candidate.commitments.push({ shiftId, title: project.title, startsAt, endsAt })
  const waits = isFull(project, shift)
  const isSure = project.autoAdmit || isKnown
  if (waits) {
    shift.waiting += 1
    shift.lastWaitingNo += 1
  } else if (isSure) shift.admitted += 1
  return {
    projectId: project.projectId,
    volunteerId: candidate.volunteerId,
    positionId: shift.positionId,
    shiftId,
    teamId: project.teamId,
    status: waits ? 'waiting' : isSure ? 'admitted' : 'applied',
    waitingNo: waits ? shift.lastWaitingNo : null,
    position: waits ? shift.waiting : null,
    approved: waits && isSure,
    startsAt,
    endsAt,
  }
}
