import type { Act } from '../../act.ts'
import { refusedBefore } from './forgetting.rules.ts'
import { deleteDocuments, listRefusedBefore } from './forgetting.store.ts'
import { lockVolunteers } from './volunteers.store.ts'

export const FORGOTTEN_AT_A_TIME = 200

/** Deletes the document numbers of applications refused long ago; answers how many, no more than a batch. */
export async function forgetRefused(act: Act): Promise<number> {
  const before = refusedBefore(act.now)
  const seen = await listRefusedBefore(act.tx, before, FORGOTTEN_AT_A_TIME)
  // Somebody may be sending an application again this moment; whose row is locked here has not.
  await lockVolunteers(act.tx, seen)
  const refused = await listRefusedBefore(act.tx, before, FORGOTTEN_AT_A_TIME)
  const forgotten = refused.filter((volunteerId) => seen.includes(volunteerId))
  await deleteDocuments(act.tx, act.vault, forgotten, act.now)
  for (const volunteerId of forgotten) act.mark({ kind: 'volunteer', id: volunteerId, volunteerId })
  return forgotten.length
}
