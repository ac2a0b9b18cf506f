/** What a team may say to those who signed up. Pure; numbers of docs/rules/signups.md. */
import type { SignupId } from '../../kernel/ids.ts'
import { whyNotGiveUp } from './leaving.rules.ts'
import { whyNotRecruit } from './signups.rules.ts'
import type { SignUpStatus } from './statuses.rules.ts'
import { freePlaces, type Places } from './waiting.rules.ts'

/** `waitlist`: fit, but there is no place; the next one that becomes free is offered without a further word. */
export const DECISIONS = ['admit', 'waitlist', 'refuse'] as const
export interface SignUpDecision {
  signupId: SignupId
  decision: (typeof DECISIONS)[number]
  reason?: string | undefined
}
export interface DecidedSignUp {
  status: SignUpStatus
  approved: boolean
  startsAt: Date
  endsAt: Date
  hasCome: boolean
}
export interface DecidingProject {
  teamStatus: string
  keepsWaitingList: boolean
}

export type AdmitReason =
  'draw_pending' | 'team_not_active' | 'already_decided' | 'shift_over' | 'shift_started' | 'shift_full'
/** S16, W7. After the shift nobody is put on its roster any more. Who waits is offered the place, and so needs time to answer. */
export function whyNotAdmit(
  signUp: DecidedSignUp,
  shift: Places,
  project: { teamStatus: string },
  now: Date,
): AdmitReason | null {
  const held = whyNotRecruit(project)
  if (held !== null) return held
  if (signUp.status === 'entered') return 'draw_pending'
  if (signUp.status !== 'applied' && signUp.status !== 'waiting') return 'already_decided'
  if (now >= signUp.endsAt) return 'shift_over'
  if (signUp.status === 'waiting' && now >= signUp.startsAt) return 'shift_started'
  return freePlaces(shift) <= 0 ? 'shift_full' : null
}

export type WaitlistReason =
  'draw_pending' | 'team_not_active' | 'already_decided' | 'shift_started' | 'no_waiting_list' | 'places_left'
/** W7. */
export function whyNotWaitlist(
  signUp: DecidedSignUp,
  shift: Places,
  project: DecidingProject,
  now: Date,
): WaitlistReason | null {
  const held = whyNotRecruit(project)
  if (held !== null) return held
  if (signUp.status === 'entered') return 'draw_pending'
  const isOpen = signUp.status === 'applied' || (signUp.status === 'waiting' && !signUp.approved)
  if (!isOpen) return 'already_decided'
  if (now >= signUp.startsAt) return 'shift_started'
  if (!project.keepsWaitingList) return 'no_waiting_list'
  return freePlaces(shift) > 0 ? 'places_left' : null
}

const REFUSABLE: readonly SignUpStatus[] = ['applied', 'waiting', 'offered', 'admitted']
export type RefuseReason = 'draw_pending' | 'already_decided' | 'shift_started' | 'already_signed_in'
/** S16, S23, S24. A place that was given or offered is taken back until the shift begins, or until the person has come. */
export function whyNotRefuse(signUp: DecidedSignUp, now: Date): RefuseReason | null {
  if (signUp.status === 'entered') return 'draw_pending'
  if (!REFUSABLE.includes(signUp.status)) return 'already_decided'
  const isHeld = signUp.status === 'admitted' || signUp.status === 'offered'
  return isHeld && now >= signUp.startsAt ? 'shift_started' : whyNotGiveUp(signUp)
}

export type DecideReason = AdmitReason | WaitlistReason | RefuseReason | 'reason_missing'
export function whyNotDecideSignUp(
  { decision, reason = '' }: SignUpDecision,
  signUp: DecidedSignUp,
  shift: Places,
  project: DecidingProject,
  now: Date,
): DecideReason | null {
  if (decision === 'admit') return whyNotAdmit(signUp, shift, project, now)
  if (decision === 'waitlist') return whyNotWaitlist(signUp, shift, project, now)
  return whyNotRefuse(signUp, now) ?? (reason.trim() === '' ? 'reason_missing' : null)
}
