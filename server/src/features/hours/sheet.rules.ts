/** What a batch of scans will write, gathered decision by decision. */
import { accountOf, type Actor } from '../../kernel/actor.ts'
import type {
  AccountId,
  AttendanceId,
  ProjectId,
  ScanId,
  ShiftId,
  SignupId,
  TeamId,
  VolunteerId,
} from '../../kernel/ids.ts'
import type { Decision, PersonAtDoor, Verdict } from './door.rules.ts'
import type { Piece } from './hours.rules.ts'

interface ScanToWrite {
  projectId: ProjectId
  scanId: ScanId
  volunteerId: VolunteerId | null
  scannedBy: AccountId
  way: 'code' | 'short_code'
  scannedAt: Date
  verdict: Verdict
  reason: string | null
  answer: object
}
interface AttendanceToOpen {
  projectId: ProjectId
  attendanceId: AttendanceId
  signupId: SignupId
  shiftId: ShiftId
  volunteerId: VolunteerId
  teamId: TeamId
  signedInAt: Date
  signInScanId: ScanId
  signedOutAt: Date | null
  signOutScanId: ScanId | null
}
export interface Credit {
  volunteerId: VolunteerId
  shiftId: ShiftId
  pieces: readonly Piece[]
  enteredBy: AccountId
  source: string
}

export interface Sheet {
  scans: ScanToWrite[]
  opened: Map<AttendanceId, AttendanceToOpen>
  /** Attendances that were open before the batch. */
  closings: { projectId: ProjectId; attendanceId: AttendanceId; signedOutAt: Date; signOutScanId: ScanId }[]
  served: { projectId: ProjectId; signupId: SignupId }[]
  credits: Credit[]
  counts: { projectId: ProjectId; shiftId: ShiftId; present: number; left: number }[]
}

export const newSheet = (): Sheet => ({
  scans: [],
  opened: new Map(),
  closings: [],
  served: [],
  credits: [],
  counts: [],
})

/** Writes down what follows from one decision about a person; from a refusal nothing follows. */
export function note(
  sheet: Sheet,
  person: PersonAtDoor,
  decision: Decision,
  by: { scanId: ScanId; teamId: TeamId; actor: Actor },
): void {
  const { next, shift, at } = decision
  if (next === person || shift === null) return
  const { projectId, shiftId, signupId } = shift
  const { volunteerId } = person
  if (decision.verdict === 'signed_in' && next.open !== null) {
    const { attendanceId } = next.open
    sheet.opened.set(attendanceId, {
      projectId,
      attendanceId,
      signupId,
      shiftId,
      volunteerId,
      teamId: by.teamId,
      signedInAt: at,
      signInScanId: by.scanId,
      signedOutAt: null,
      signOutScanId: null,
    })
    sheet.counts.push({ projectId, shiftId, present: 1, left: shift.hasLeft ? -1 : 0 })
  }
  if (decision.verdict === 'signed_out' && person.open !== null) {
    const { attendanceId } = person.open
    const opened = sheet.opened.get(attendanceId)
    if (opened === undefined)
      sheet.closings.push({ projectId, attendanceId, signedOutAt: at, signOutScanId: by.scanId })
    else sheet.opened.set(attendanceId, { ...opened, signedOutAt: at, signOutScanId: by.scanId })
    sheet.counts.push({ projectId, shiftId, present: -1, left: 1 })
    if (decision.pieces.length > 0) {
      sheet.served.push({ projectId, signupId })
      sheet.credits.push({
        volunteerId,
        shiftId,
        pieces: decision.pieces,
        enteredBy: accountOf(by.actor),
        source: `scan:${by.scanId}`,
      })
    }
  }
}
