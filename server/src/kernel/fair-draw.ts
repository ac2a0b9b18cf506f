/**
 * A draw that anybody can check afterwards. Before the first ticket the program fixes a secret and publishes its hash;
 * when no more tickets are taken it writes the list down and hashes it; the seed is made of both, and the seed alone
 * orders the tickets. With the secret, the list and the seed published, the whole is computed again by whoever doubts it.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto'

const TICKET_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const TICKET_CHARACTERS = 12
const SECRET_BYTES = 32
/** Named in the list, so that another way of drawing is never taken for this one. */
const WAY = 'zhiyuan-draw-1'

/** What is drawn for: a shift, and how many places there are. */
export interface Lot {
  lotId: string
  places: number
}
export interface Ticket {
  ticket: string
  lotId: string
  /** Somebody who may not take the place any more stands in the list and gets none. */
  isFit: boolean
}
/** `place`: in the drawn order of a lot, from one on; null for whoever may not take part any more. */
export interface Drawn extends Ticket {
  outcome: 'in' | 'waiting' | 'out'
  place: number | null
}

/** Sixty random bits, that say nothing of whose it is nor of how many there are. */
export const newTicket = (): string =>
  Array.from(randomBytes(TICKET_CHARACTERS), (byte) => TICKET_LETTERS.charAt(byte & 31)).join('')

export const newSecret = (): Buffer => randomBytes(SECRET_BYTES)
export const commitmentOf = (secret: Buffer): Buffer => createHash('sha256').update(secret).digest()

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The list as it is hashed: a line for each lot, a line for each ticket, in the order of their letters. */
export function listText(drawId: string, lots: readonly Lot[], tickets: readonly Ticket[]): string {
  const lotLines = lots.map(({ lotId, places }) => `lot ${lotId} ${places}`).sort(byText)
  const ticketLines = tickets
    .map(({ ticket, lotId, isFit }) => `${ticket} ${lotId} ${isFit ? 'fit' : 'out'}`)
    .sort(byText)
  return `${[WAY, drawId, ...lotLines, ...ticketLines].join('\n')}\n`
}
export const digestOf = (list: string): Buffer => createHash('sha256').update(list, 'utf8').digest()
export const seedOf = (secret: Buffer, digest: Buffer): Buffer =>
  createHmac('sha256', secret).update(digest).digest()
export const rankOf = (seed: Buffer, ticket: string): string =>
  createHmac('sha256', seed).update(ticket, 'utf8').digest('hex')

/** The first of each lot get its places, the others follow in the same order. A function of seed and list alone. */
export function drawTickets(
  seed: Buffer,
  lots: readonly Lot[],
  tickets: readonly Ticket[],
  rank: (seed: Buffer, ticket: string) => string = rankOf,
): Drawn[] {
  const places = new Map(lots.map((lot) => [lot.lotId, lot.places]))
  const called = new Map<string, number>()
  return tickets
    .map((one) => ({ one, at: rank(seed, one.ticket) }))
    .sort((a, b) => byText(a.at, b.at) || byText(a.one.ticket, b.one.ticket))
    .map(({ one }) => {
      if (!one.isFit) return { ...one, outcome: 'out' as const, place: null }
      const place = (called.get(one.lotId) ?? 0) + 1
      called.set(one.lotId, place)
      const isIn = place <= (places.get(one.lotId) ?? 0)
      return { ...one, outcome: isIn ? ('in' as const) : ('waiting' as const), place }
    })
}
