import type { Tx } from '../../db/handles.ts'
import { addDays, dateIn, ZONE } from '../../kernel/local-date.ts'

const DAY_MS = 86_400_000
/** Long enough that a person can still be told where an unknown session came from. */
const SESSIONS_KEPT_DAYS = 30

/** Deletes what can have no effect any more. */
export async function deleteLeftovers(tx: Tx, now: Date): Promise<void> {
  const ago = (days: number): Date => new Date(now.getTime() - days * DAY_MS)
  const dead = ago(SESSIONS_KEPT_DAYS)
  await tx
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('expiresAt', '<', dead), eb('endedAt', '<', dead)]))
    .execute()
  await tx.deleteFrom('signInFailures').where('lastFailedAt', '<', ago(1)).execute()
  await tx.deleteFrom('phoneCodes').where('expiresAt', '<', ago(1)).execute()
  await tx
    .deleteFrom('phoneCodeCounts')
    .where('countedOn', '<', addDays(dateIn(ZONE, now), -1))
    .execute()
  await tx.deleteFrom('setupLinks').where('expiresAt', '<', now).execute()
}
