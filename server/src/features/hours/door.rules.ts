/**
 * The door: what one scan means for one person. Pure; the state of a person is passed in and the next
 * one handed back, so that a list of scans is decided one by one in the order of their arrival.
 * D-numbers are those of docs/rules/hours.md.
 */
import { reachesTeam, type Actor } from '../../kernel/actor.ts'
import type {
  AttendanceId,
  PositionId,
  ProjectId,
  ScanId,
  ShiftId,
  SignupId,
  VolunteerId,
} from '../../kernel/ids.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import type { Span } from '../../kernel/span.ts'
import { isDoorOpen, signInFrom } from '../signups/signups.rules.ts'
import {
  daysWith,
  minutesOf,
  presencePieces,
  touches,
  withinDayLimit,
  type Credited,
  type Piece,
  type ShiftTime,
} from './hours.rules.ts'

export const TOO_SOON_SECONDS = 60
export const UNDO_SECONDS = 120
/** D9. A sign-out that nobody made is proposed when this has passed since the shift's end. */
export const FORGOTTEN_AFTER_MINUTES = 120
export const DOOR_REASONS = [
  'volunteer_suspended',
  'not_on_roster',
  'shift_not_open_yet',
  'shift_over',
  'insurance_missing',
  'already_signed_in_elsewhere',
  'not_signed_in',
  'too_soon',
  'undone',
  'nothing_left',
  'hours_overlap',
] as const
export type DoorReason = (typeof DOOR_REASONS)[number]

export type Direction = 'auto' | 'in' | 'out'
export type Verdict = 'signed_in' | 'signed_out' | 'refused'

export interface RosterShift extends ShiftTime {
  projectId: ProjectId
  shiftId: ShiftId
  signupId: SignupId
  positionId: PositionId
  positionName: string
  /** False while dangerous work waits for a policy that covers this shift. */
  isInsured: boolean
  /** True once this person has signed out of this shift before. */
  hasLeft: boolean
}
export interface OpenAttendance {
  projectId: ProjectId
  attendanceId: AttendanceId
  signedInAt: Date
  signInScanId: ScanId
  shift: RosterShift
}
export interface PersonAtDoor {
  volunteerId: VolunteerId
  status: string
  /** Over all projects. */
  open: OpenAttendance | null
  /** Admitted or served, in the projects at whose doors the person is scanned. */
  roster: readonly RosterShift[]
  credited: Credited
}
export interface ScanAtDoor {
  scanId: ScanId
  projectId: ProjectId
  scannedAt: Date
  direction: Direction
}

export interface Decision {
  verdict: Verdict
  reason: DoorReason | null
  at: Date
  shift: RosterShift | null
  signedInAt: Date | null
  opensAt: Date | null
  /** What the sign-out is worth; empty in all other cases. */
  pieces: readonly Piece[]
  /** The person after this scan. The same object when nothing happened. */
  next: PersonAtDoor
}

/** D3. Of the person's shifts the one whose door is open; of several the first to begin. */
function shiftAt(roster: readonly RosterShift[], at: Date): RosterShift | DoorReason {
  const ordered = [...roster].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
  const isOpen = (shift: RosterShift) => signInFrom(shift) <= at && at < shift.endsAt
  if (ordered.length === 0) return 'not_on_roster'
  return (
    ordered.find(isOpen) ??
    (ordered.some((shift) => signInFrom(shift) > at) ? 'shift_not_open_yet' : 'shift_over')
  )
}

const earliestOpening = (roster: readonly RosterShift[], at: Date): Date | null =>
  roster
    .map(signInFrom)
    .filter((opens) => opens > at)
    .sort((a, b) => a.getTime() - b.getTime())[0] ?? null

/**
 * D3–D8. `newAttendanceId` names the attendance that a sign-in opens. Nobody can have been scanned
 * later than now, so a fast clock is cut back to it.
 */
export function decideScan(
  person: PersonAtDoor,
  scan: ScanAtDoor,
  facts: { now: Date; maxDayMinutes: number; newAttendanceId: () => AttendanceId },
): Decision {
  const at = scan.scannedAt > facts.now ? facts.now : scan.scannedAt
  const nothing = { at, shift: null, signedInAt: null, opensAt: null, pieces: [], next: person }
  const refuse = (reason: DoorReason, more: Partial<Decision> = {}): Decision => ({
    ...nothing,
    ...more,
    verdict: 'refused',
    reason,
  })

  if (person.status !== 'verified') return refuse('volunteer_suspended')
  const { open } = person
  if (open !== null && open.projectId !== scan.projectId) return refuse('already_signed_in_elsewhere')
  if (open !== null) {
    const here = { shift: open.shift, signedInAt: open.signedInAt }
    // D6. To be let in twice is to be in.
    if (scan.direction === 'in') return { ...nothing, ...here, verdict: 'signed_in', reason: null }
    const seconds = (at.getTime() - open.signedInAt.getTime()) / 1000
    if (seconds < (scan.direction === 'auto' ? TOO_SOON_SECONDS : 0)) return refuse('too_soon', here)
    return signOut(person, open, at, facts.maxDayMinutes)
  }
  if (scan.direction === 'out') return refuse('not_signed_in')

  const roster = person.roster.filter((shift) => shift.projectId === scan.projectId)
  const shift = shiftAt(roster, at)
  if (typeof shift === 'string')
    return refuse(shift, { opensAt: shift === 'shift_not_open_yet' ? earliestOpening(roster, at) : null })
  // P10. Nobody begins dangerous work uninsured; who has begun is let out.
  if (!shift.isInsured) return refuse('insurance_missing', { shift })
  const opened: OpenAttendance = {
    projectId: scan.projectId,
    attendanceId: facts.newAttendanceId(),
    signedInAt: at,
    signInScanId: scan.scanId,
    shift,
  }
  return {
    ...nothing,
    verdict: 'signed_in',
    reason: null,
    shift,
    signedInAt: at,
    next: { ...person, open: opened },
  }
}

/** D7. Whoever leaves has left, whatever the hours are worth; time that is credited already is not credited again. */
function signOut(person: PersonAtDoor, open: OpenAttendance, at: Date, maxDayMinutes: number): Decision {
  const { spans, days } = person.credited
  const worth = withinDayLimit(
    presencePieces({ startsAt: open.signedInAt, endsAt: at }, open.shift),
    days,
    maxDayMinutes,
  )
  const overlap = touches(worth, spans)
  const pieces = overlap ? [] : worth
  return {
    verdict: 'signed_out',
    reason: overlap ? 'hours_overlap' : minutesOf(pieces) === 0 ? 'nothing_left' : null,
    at,
    shift: open.shift,
    signedInAt: open.signedInAt,
    opensAt: null,
    pieces,
    next: {
      ...person,
      open: null,
      roster: person.roster.map((shift) =>
        shift.signupId === open.shift.signupId ? { ...shift, hasLeft: true } : shift,
      ),
      credited: { spans: [...spans, ...pieces], days: daysWith(days, pieces) },
    },
  }
}

export interface ScanToUndo {
  verdict: Verdict
  reason: string | null
  /** When the server heard of it. */
  receivedAt: Date
  opened: boolean
}
export type UndoingReason = 'not_last_scan' | 'hours_posted' | 'undo_too_late'

/** D8. A sign-in by mistake can be taken back for two minutes, while nothing has followed from it. */
export function whyNotUndoScan(scan: ScanToUndo, now: Date): UndoingReason | null {
  if (scan.verdict === 'signed_out') return 'hours_posted'
  if (!scan.opened) return 'not_last_scan'
  return now.getTime() - scan.receivedAt.getTime() > UNDO_SECONDS * 1000 ? 'undo_too_late' : null
}

export type DoorScope = Minted<{ projectId: ProjectId }>

/** The staff of a team read who is at its doors. */
export function doorOf(actor: Actor, project: { projectId: ProjectId; teamPath: string }): DoorScope | null {
  return reachesTeam(actor, project.teamPath, 'read') ? mint({ projectId: project.projectId }) : null
}

export interface DoorProject extends Span {
  teamPath: string
  status: string
}

/** D1. A project has a door from an hour before its first shift until the last sign-outs. */
export function whyNotRecordScans(
  actor: Actor,
  project: DoorProject | undefined,
  now: Date,
): 'project_not_found' | 'not_your_team' | 'project_not_running' | null {
  if (project === undefined) return 'project_not_found'
  if (!reachesTeam(actor, project.teamPath, 'keep_time')) return 'not_your_team'
  return isDoorOpen(project, now) ? null : 'project_not_running'
}
