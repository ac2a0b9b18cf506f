// The check of a draw in the reader's own browser: everything is computed again from what was published, and compared.
export interface DrawProof {
  commitment: string
  digest: string
  seed: string
  secret: string
}
export interface DrawLot {
  shiftId: string
  places: number
}
export interface DrawTicket {
  ticket: string
  shiftId: string
  outcome: 'in' | 'waiting' | 'out'
  place: number | null
}
/** The first thing that is not as it was published, or null. */
export type DrawFault = 'commitment' | 'digest' | 'seed' | 'result'

const WAY = 'zhiyuan-draw-1'
const text = new TextEncoder()
const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const hexOf = (buffer: ArrayBuffer): string =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('')
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** A page that did not come over a secure line has none of this. */
export const canCheck = (): boolean => globalThis.crypto?.subtle !== undefined

const hash = async (data: Uint8Array<ArrayBuffer>): Promise<string> =>
  hexOf(await crypto.subtle.digest('SHA-256', data))
async function keyedHash(keyHex: string): Promise<(data: Uint8Array<ArrayBuffer>) => Promise<string>> {
  const way = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytesOf(keyHex), way, false, ['sign'])
  return async (data) => hexOf(await crypto.subtle.sign('HMAC', key, data))
}

/** The list as the server hashes it: lots and tickets, each a line, in the order of their letters. */
export function listText(
  drawId: string,
  lots: readonly DrawLot[],
  tickets: readonly Pick<DrawTicket, 'ticket' | 'shiftId' | 'outcome'>[],
): string {
  const lotLines = lots.map(({ shiftId, places }) => `lot ${shiftId} ${places}`).sort(byText)
  const ticketLines = tickets
    .map(({ ticket, shiftId, outcome }) => `${ticket} ${shiftId} ${outcome === 'out' ? 'out' : 'fit'}`)
    .sort(byText)
  return `${[WAY, drawId, ...lotLines, ...ticketLines].join('\n')}\n`
}

export async function checkDraw(
  drawId: string,
  proof: DrawProof,
  lots: readonly DrawLot[],
  tickets: readonly DrawTicket[],
): Promise<DrawFault | null> {
  if ((await hash(bytesOf(proof.secret))) !== proof.commitment) return 'commitment'
  if ((await hash(text.encode(listText(drawId, lots, tickets)))) !== proof.digest) return 'digest'
  if ((await (await keyedHash(proof.secret))(bytesOf(proof.digest))) !== proof.seed) return 'seed'
  const rank = await keyedHash(proof.seed)
  const ranked = await Promise.all(
    tickets.map(async (one) => ({ one, at: await rank(text.encode(one.ticket)) })),
  )
  ranked.sort((a, b) => byText(a.at, b.at) || byText(a.one.ticket, b.one.ticket))
  const places = new Map(lots.map((lot) => [lot.shiftId, lot.places]))
  const called = new Map<string, number>()
  for (const { one } of ranked) {
    if (one.outcome === 'out') {
      if (one.place !== null) return 'result'
      continue
    }
    const place = (called.get(one.shiftId) ?? 0) + 1
    called.set(one.shiftId, place)
    const outcome = place <= (places.get(one.shiftId) ?? 0) ? 'in' : 'waiting'
    if (one.place !== place || one.outcome !== outcome) return 'result'
  }
  return null
}

/** Twelve letters read better in fours, which stay on one line. */
export const ticketText = (ticket: string): string => ticket.replace(/(.{4})(?=.)/g, '$1\u00a0')
