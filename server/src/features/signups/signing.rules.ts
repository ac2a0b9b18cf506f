/**
 * A crowd at the desk: wishes are judged in the order of arrival, each seeing the places and the
 * diaries that the ones before it left behind. Pure, but for the state that it is given to keep.
 */
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

export interface SignUpWish {
  /** Null for an account without a person behind it. */
  volunteerId: VolunteerId | null
  projectId: ProjectId
  shiftId: ShiftId
  riskAccepted: boolean
}
export interface DeskProject extends WantedProject {
  teamId: TeamId
  title: string
  isPublic: boolean
  policies: SignUpPolicies
}
export interface DeskShift extends WantedShift {
  projectId: ProjectId
  positionId: PositionId
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
  status: 'applied' | 'admitted'
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

/** Grants a wish for which `whyNotGrant` has just answered null, and enters it in the desk's books. */
export function grant(desk: Desk, wish: SignUpWish): Place {
  const project = desk.projects.get(wish.projectId)
  const shift = desk.shifts.get(wish.shiftId)
  const candidate = wish.volunteerId === null ? undefined : desk.candidates.get(wish.volunteerId)
  if (project === undefined || shift === undefined || candidate === undefined)
    throw new RangeError('granted before it was judged')
  const { shiftId, startsAt, endsAt } = shift
  candidate.commitments.push({ shiftId, title: project.title, startsAt, endsAt })
  if (project.autoAdmit) shift.admitted += 1
  return {
    projectId: project.projectId,
    volunteerId: candidate.volunteerId,
    positionId: shift.positionId,
    shiftId,
    teamId: project.teamId,
    status: project.autoAdmit ? 'admitted' : 'applied',
    startsAt,
    endsAt,
  }
}
