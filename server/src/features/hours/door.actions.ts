/** At the door, apart from the scans themselves: a sign-in taken back, and sign-outs that nobody made. */
import type { Act } from '../../act.ts'
import type { ProjectId, ScanId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import {
  deleteAttendance,
  deleteOpenAttendances,
  findScannedPerson,
  lockScan,
  markAttendancesClosed,
  updateDoorCounts,
  updateScanAnswer,
} from '../signups/index.ts'
import { doorOf, FORGOTTEN_AFTER_MINUTES, whyNotUndoScan } from './door.rules.ts'
import { listForgotten } from './door.store.ts'
import { later } from './hours.rules.ts'
import { findProjectsAtDoor, lockPeople } from './people.store.ts'
import { loadDoor } from './roster.store.ts'

const FORGOTTEN_AT_A_TIME = 500
/** Shifts that ended before this have nobody left who will sign out. */
export const forgottenSince = (now: Date): Date => later(now, -FORGOTTEN_AFTER_MINUTES)

/** D8. The scan stays, with the word that it was taken back; undone twice is undone. */
export async function undoScan(act: Act, input: { projectId: ProjectId; scanId: ScanId }): Promise<void> {
  const { projectId, scanId } = input
  const project = (await findProjectsAtDoor(act.tx, [projectId])).get(projectId)
  if (project === undefined) throw new Refusal('project_not_found')
  if (doorOf(act.actor, project) === null) throw new Refusal('not_your_team')
  const volunteerId = await findScannedPerson(act.tx, projectId, scanId)
  if (volunteerId === null) throw new Refusal('scan_not_found')
  await lockPeople(act.tx, [volunteerId])
  const { open: atWork } = await loadDoor(act.tx, [volunteerId], [input])
  const attendance = atWork.get(volunteerId)
  const open = attendance?.signInScanId === scanId ? attendance : undefined
  const scan = await lockScan(act.tx, projectId, scanId)
  act.mark({ kind: 'scan', id: scanId, volunteerId })
  if (scan.reason === 'undone') return
  refuseIf(whyNotUndoScan({ ...scan, opened: open !== undefined }, act.now))
  const undone = { verdict: 'refused', reason: 'undone' } as const
  await updateScanAnswer(act.tx, {
    projectId,
    scanId,
    ...undone,
    answer: { ...(scan.answer as object), ...undone, signedInAt: null },
  })
  if (open === undefined) return
  await deleteAttendance(act.tx, projectId, open.attendanceId)
  await updateDoorCounts(act.tx, [
    { projectId, shiftId: open.shift.shiftId, present: -1, left: open.shift.hasLeft ? 1 : 0 },
  ])
}

/**
 * D9. Proposes the planned end for those who never signed out, and frees them to sign in elsewhere.
 * Answers how many there were; no more than a batch at a time.
 */
export async function closeForgotten(act: Act): Promise<number> {
  const endedBefore = forgottenSince(act.now)
  const seen = await listForgotten(act.tx, endedBefore, FORGOTTEN_AT_A_TIME)
  const volunteerIds = seen.map((row) => row.volunteerId)
  await lockPeople(act.tx, volunteerIds)
  const forgotten = await listForgotten(act.tx, endedBefore, FORGOTTEN_AT_A_TIME, volunteerIds)
  const closings = forgotten.map(({ projectId, attendanceId, signedInAt, endsAt }) => ({
    projectId,
    attendanceId,
    signedOutAt: endsAt > signedInAt ? endsAt : signedInAt,
    signOutScanId: null,
  }))
  await deleteOpenAttendances(
    act.tx,
    closings.map(({ attendanceId }) => attendanceId),
  )
  await markAttendancesClosed(act.tx, closings, 'auto_closed')
  await updateDoorCounts(
    act.tx,
    forgotten.map(({ projectId, shiftId }) => ({ projectId, shiftId, present: -1, left: 1 })),
  )
  for (const { attendanceId, volunteerId } of forgotten)
    act.mark({ kind: 'attendance', id: attendanceId, volunteerId })
  return forgotten.length
}
