/** Locking a project together with the people whom a deed about its shifts concerns. */
import type { Act } from '../../act.ts'
import type { ProjectId, ShiftId, VolunteerId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { getProject, lockProject, lockShifts, type Project } from '../projects/index.ts'
import { lockVolunteers } from '../volunteers/index.ts'
import { listConcerned, listRunShifts, type Concerned, type RunShift } from './running.store.ts'

export interface Hold {
  /** Of this shift alone; otherwise of all. */
  shiftId?: ShiftId
  /** Asked once before anybody is held up, and again under the locks. */
  judge: (project: Project) => string | null
  /** Locks what comes after the people and before the project. */
  between?: (project: Project) => Promise<unknown>
}
/** The project with all its shifts, under the locks of whoever is concerned. */
export async function hold(
  act: Act,
  projectId: ProjectId,
  { shiftId, judge, between }: Hold,
): Promise<{ project: Project; shifts: RunShift[] }> {
  const before = await getProject(act.tx, projectId)
  refuseIf(judge(before))
  const idsOf = (shifts: readonly RunShift[]) =>
    shifts.filter((shift) => shiftId === undefined || shift.shiftId === shiftId).map((shift) => shift.shiftId)
  const seen = await listConcerned(act.tx, projectId, idsOf(await listRunShifts(act.tx, projectId)))
  await lockVolunteers(act.tx, peopleOf(seen))
  await between?.(before)
  const project = await lockProject(act.tx, projectId)
  refuseIf(judge(project))
  await lockShifts(act.tx, await listRunShifts(act.tx, projectId))
  const shifts = await listRunShifts(act.tx, projectId)
  // Those who signed up in between. They hold no lock of these shifts, since we have them.
  const known = new Set(peopleOf(seen))
  const concerned = await listConcerned(act.tx, projectId, idsOf(shifts))
  await lockVolunteers(
    act.tx,
    peopleOf(concerned).filter((volunteerId) => !known.has(volunteerId)),
  )
  return { project, shifts }
}

const peopleOf = (concerned: readonly Concerned[]): VolunteerId[] => [
  ...new Set(concerned.map(({ volunteerId }) => volunteerId)),
]
