/** The positions of a project and their shifts. Before publication they are written anew with each change of the form. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { PositionId, ProjectId, ShiftId } from '../../kernel/ids.ts'
import type { Span } from '../../kernel/span.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { ShiftPlan } from './planning.rules.ts'
import type { PositionDraft } from './projects.rules.ts'

export interface Shift extends Span {
  shiftId: ShiftId
  breakMinutes: number
  headcount: number
  admitted: number
  cancelReason: string | null
  /** Places offered to somebody who has still to answer; taken for everybody else. */
  held: number
  waiting: number
  awaitsDraw: boolean
}
export interface Position {
  positionId: PositionId
  name: string
  description: string
  requirements: string
  skills: string[]
  plan: ShiftPlan | null
  shifts: Shift[]
}
export async function deletePositions(tx: Tx, projectId: ProjectId): Promise<void> {
  await tx.deleteFrom('shifts').where('projectId', '=', projectId).execute()
  await tx.deleteFrom('positions').where('projectId', '=', projectId).execute()
}

export async function insertPositions(
  tx: Tx,
  projectId: ProjectId,
  drafts: readonly PositionDraft[],
  at: Date,
): Promise<void> {
  const positions = drafts.map((draft, place) => ({ ...draft, place, positionId: uuidv7<PositionId>(at) }))
  await tx
    .insertInto('positions')
    .values(
      positions.map(({ shifts: _, plan, ...position }) => ({
        projectId,
        ...position,
        plan: plan === null ? null : JSON.stringify(plan),
      })),
    )
    .execute()
  const shifts = positions.flatMap(({ positionId, shifts: own }) =>
    own.map((shift) => ({ positionId, ...shift })),
  )
  if (shifts.length === 0) return
  await tx
    .insertInto('shifts')
    .values(shifts.map((shift) => ({ projectId, shiftId: uuidv7<ShiftId>(at), ...shift })))
    .execute()
}

export async function listPositions(reader: Reader, projectId: ProjectId): Promise<Position[]> {
  const rows = await reader
    .selectFrom('positions')
    .leftJoin('shifts', (join) =>
      join
        .onRef('shifts.projectId', '=', 'positions.projectId')
        .onRef('shifts.positionId', '=', 'positions.positionId'),
    )
    .select([
      'positions.positionId',
      'positions.name',
      'positions.description',
      'positions.requirements',
      'positions.skills',
      sql<ShiftPlan | null>`positions.plan`.as('plan'),
      'shifts.shiftId',
      'shifts.startsAt',
      'shifts.endsAt',
      'shifts.breakMinutes',
      'shifts.headcount',
      'shifts.admittedCount as admitted',
      'shifts.cancelReason',
      'shifts.heldCount as held',
      'shifts.waitingCount as waiting',
      'shifts.awaitsDraw',
    ])
    .where('positions.projectId', '=', projectId)
    .orderBy('positions.place')
    .orderBy('shifts.startsAt')
    .orderBy('shifts.shiftId')
    .execute()
  const positions = new Map<PositionId, Position>()
  for (const { positionId, name, description, requirements, skills, plan, ...shift } of rows) {
    const fields = { positionId, name, description, requirements, skills, plan }
    const position = positions.get(positionId) ?? { ...fields, shifts: [] }
    // A draft may have a position whose shifts are still to come.
    if (shift.shiftId !== null) position.shifts.push(shift as Shift)
    positions.set(positionId, position)
  }
  return [...positions.values()]
}
