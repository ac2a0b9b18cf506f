/** A person makes the address of their calendar, makes it anew, or ends it. The person is locked. */
import { randomBytes } from 'node:crypto'
import type { Act } from '../../act.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { lockVolunteer } from '../volunteers/index.ts'
import { SECRET_BYTES } from './calendars.rules.ts'
import { deleteFeed, insertFeed, secretHash } from './calendars.store.ts'

/** J16. Told once; the address before it opens nothing from then on. */
export async function renewMyCalendar(act: Act): Promise<{ secret: string }> {
  const { volunteerId } = await lockVolunteer(act.tx, volunteerOf(act.actor))
  await deleteFeed(act.tx, volunteerId)
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  await insertFeed(act.tx, { volunteerId, secretHash: secretHash(act.vault, secret), madeAt: act.now })
  act.mark({ kind: 'volunteer', id: volunteerId })
  return { secret }
}

export async function endMyCalendar(act: Act): Promise<void> {
  const { volunteerId } = await lockVolunteer(act.tx, volunteerOf(act.actor))
  if (!(await deleteFeed(act.tx, volunteerId))) throw new Refusal('no_calendar')
  act.mark({ kind: 'volunteer', id: volunteerId })
}
