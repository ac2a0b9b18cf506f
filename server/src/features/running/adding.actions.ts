/** Further shifts of a published project, at a position it has or at a new one. */
import type { Act } from '../../act.ts'
import type { PositionId, ProjectId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { listUnknownCodes } from '../catalog/index.ts'
import {
  followShifts,
  getProject,
  getSchedulingTerms,
  insertNeed,
  insertPosition,
  insertShifts,
  lockProject,
  markRescheduled,
  whyNotRun,
  type AddedShift,
  type NewPosition,
} from '../projects/index.ts'
import { holdTeam } from '../teams/index.ts'
import { countShifts } from './moving.store.ts'
import { whyNotAddShifts, whyNotSchedule, whyNotSoMany } from './moving.rules.ts'

export interface AddShifts {
  projectId: ProjectId
  /** One that the project has, or a new one. */
  at: { positionId: PositionId } | { position: NewPosition }
  shifts: readonly Omit<AddedShift, 'positionId'>[]
}

export async function addShifts(act: Act, input: AddShifts): Promise<{ positionId: PositionId }> {
  const { projectId, shifts } = input
  const { teamId, ...seen } = await getProject(act.tx, projectId)
  refuseIf(whyNotRun(act.actor, seen))
  await holdTeam(act.tx, teamId)
  const project = await lockProject(act.tx, projectId)
  const terms = await getSchedulingTerms(act.tx, projectId)
  refuseIf(whyNotAddShifts(act.actor, { ...project, ...terms }))
  for (const [i, shift] of shifts.entries())
    refuseIf(whyNotSchedule(shift, terms, act.now), { field: `shifts.${i}` })
  const positionId = await positionAt(act, input)
  await markRescheduled(act.tx, projectId, act.now)
  await insertShifts(
    act.tx,
    projectId,
    shifts.map((shift) => ({ ...shift, positionId })),
    act.now,
  )
  await followShifts(act.tx, projectId)
  await insertNeed(act.tx, projectId, act.now)
  act.mark({ kind: 'project', id: projectId, facts: { positionId, shifts: shifts.length } })
  return { positionId }
}

async function positionAt(act: Act, { projectId, at, shifts }: AddShifts): Promise<PositionId> {
  const positionId = 'positionId' in at ? at.positionId : null
  const counts = await countShifts(act.tx, projectId, positionId)
  if ('positionId' in at && counts.before === null)
    throw new Refusal('position_unknown', { field: 'positionId' })
  refuseIf(whyNotSoMany(counts, shifts.length))
  if ('positionId' in at) return at.positionId
  const unknown = await listUnknownCodes(act.tx, 'skills', at.position.skills)
  if (unknown.length > 0) throw new Refusal('code_unknown', { field: 'position.skills' })
  return insertPosition(act.tx, projectId, at.position, act.now)
}
