// The device's own clock for "my code". Unlike the page's clock it follows the watch of the phone, also through sleep.
import { call, type Transport } from '../../api/client'
import { alignClock, currentDeviceKey } from './device-key'

export const deviceNow: () => number = Date.now

const SLOW_MS = 4_000
/** A watch that is off by more than this is worth a word. */
export const CLOCK_TOLERANCE_MS = 60_000

/** Asks the server for its time. Answers how far this device is off, or null when there was no clear answer. */
export async function alignWithServer(transport: Transport): Promise<number | null> {
  const askedAt = deviceNow()
  const answer = await call(transport, 'getSite', {})
  const answeredAt = deviceNow()
  if (!answer.ok || answeredAt - askedAt > SLOW_MS || answeredAt < askedAt) return null
  const middle = (askedAt + answeredAt) / 2
  const skew = Date.parse(answer.data.now) - middle
  const key = await currentDeviceKey()
  // Small differences are the network's; writing them each time would only make the code jump.
  if (key !== undefined && Math.abs(key.skewMs - skew) > SLOW_MS / 2)
    await alignClock(answer.data.now, middle)
  return skew
}
