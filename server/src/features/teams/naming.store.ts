/** The one place where a team that lives gets another name. */
import { gramsOf } from '../../db/grams.ts'
import type { Tx } from '../../db/handles.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { listFormerNames } from './names.store.ts'

export interface NewName {
  teamId: TeamId
  oldName: string
  newName: string
}

/**
 * Gives locked teams their new names and keeps the old ones, under which they are still found. Names
 * that change hands within the list are first let go of, since the index looks at each row as it comes.
 */
export async function renameTeams(tx: Tx, names: readonly NewName[], now: Date): Promise<void> {
  const ids = names.map(({ teamId }) => teamId)
  const wanted = new Set(names.map(({ newName }) => newName))
  const former = await listFormerNames(tx, ids)
  for (const { teamId, oldName } of names)
    if (wanted.has(oldName))
      await tx.updateTable('teams').set({ name: teamId }).where('teamId', '=', teamId).execute()
  for (const { teamId, oldName, newName } of names) {
    const before = former
      .filter((one) => one.teamId === teamId && one.name !== newName)
      .map(({ name }) => name)
    const grams = gramsOf(newName, oldName, ...before)
    await refusingTaken(
      tx.updateTable('teams').set({ name: newName, grams }).where('teamId', '=', teamId).execute(),
      newName,
    )
    await tx.deleteFrom('teamFormerNames').where('teamId', '=', teamId).where('name', '=', newName).execute()
    await tx
      .insertInto('teamFormerNames')
      .values({ teamId, name: oldName, namedUntil: now })
      .onConflict((conflict) => conflict.columns(['teamId', 'name']).doUpdateSet({ namedUntil: now }))
      .execute()
  }
}

async function refusingTaken<T>(write: Promise<T>, name: string): Promise<T> {
  try {
    return await write
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint === 'teams_name')
      throw new Refusal('name_taken', { name })
    throw error
  }
}
