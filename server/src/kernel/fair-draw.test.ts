import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  commitmentOf,
  digestOf,
  drawTickets,
  listText,
  newSecret,
  newTicket,
  rankOf,
  seedOf,
  type Lot,
  type Ticket,
} from './fair-draw.ts'

const LOT: Lot = { lotId: 'a', places: 2 }
const ticketsOf = (names: readonly string[]): Ticket[] =>
  names.map((ticket) => ({ ticket, lotId: 'a', isFit: true }))

const list = fc
  .record({
    lots: fc.uniqueArray(fc.record({ lotId: fc.constantFrom('a', 'b', 'c'), places: fc.nat(5) }), {
      selector: ({ lotId }) => lotId,
      minLength: 1,
    }),
    tickets: fc.uniqueArray(
      fc.record({
        ticket: fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{12}$/),
        lotId: fc.constantFrom('a', 'b', 'c'),
        isFit: fc.boolean(),
      }),
      { selector: ({ ticket }) => ticket, maxLength: 30 },
    ),
  })
  .filter(({ lots, tickets }) => tickets.every((one) => lots.some(({ lotId }) => lotId === one.lotId)))
const seed = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))

describe('V4: the result is a function of the seed and the list', () => {
  test('whatever the order in which tickets and lots come', () => {
    fc.assert(
      fc.property(list, seed, fc.infiniteStream(fc.nat()), ({ lots, tickets }, by, keys) => {
        const shuffled = tickets.map((one) => ({ one, key: Number(keys.next().value) }))
        const other = shuffled.sort((a, b) => a.key - b.key).map(({ one }) => one)
        expect(drawTickets(by, [...lots].reverse(), other)).toEqual(drawTickets(by, lots, tickets))
        expect(listText('p', [...lots].reverse(), other)).toBe(listText('p', lots, tickets))
      }),
    )
  })
  test('never more than the places, never fewer than could be given, and the order is that of the seed', () => {
    fc.assert(
      fc.property(list, seed, ({ lots, tickets }, by) => {
        const drawn = drawTickets(by, lots, tickets)
        for (const { lotId, places } of lots) {
          const own = drawn.filter((one) => one.lotId === lotId && one.isFit)
          expect(own.filter(({ outcome }) => outcome === 'in')).toHaveLength(Math.min(places, own.length))
          expect(own.map(({ place }) => place)).toEqual(own.map((_, i) => i + 1))
        }
        expect(drawn.filter(({ isFit }) => !isFit).every(({ outcome }) => outcome === 'out')).toBe(true)
        const ranks = drawn.map(({ ticket }) => rankOf(by, ticket))
        expect(ranks).toEqual([...ranks].sort())
      }),
    )
  })
  test('fewer than the places: all get in', () => {
    const drawn = drawTickets(newSecret(), [{ lotId: 'a', places: 9 }], ticketsOf(['X', 'Y', 'Z']))
    expect(drawn.map(({ outcome }) => outcome)).toEqual(['in', 'in', 'in'])
  })
})

test('V3: changing one entry, one place or the draw itself changes the digest', () => {
  fc.assert(
    fc.property(list, fc.nat(), ({ lots, tickets }, at) => {
      const before = digestOf(listText('p', lots, tickets))
      const [first] = lots
      expect(digestOf(listText('q', lots, tickets))).not.toEqual(before)
      expect(
        digestOf(listText('p', [{ ...first!, places: first!.places + 1 }, ...lots.slice(1)], tickets)),
      ).not.toEqual(before)
      if (tickets.length === 0) return
      const i = at % tickets.length
      const one = tickets[i]!
      const without = tickets.filter((_, index) => index !== i)
      expect(digestOf(listText('p', lots, without))).not.toEqual(before)
      expect(digestOf(listText('p', lots, [...without, { ...one, isFit: !one.isFit }]))).not.toEqual(before)
      expect(digestOf(listText('p', lots, [...without, { ...one, ticket: `${one.ticket}0` }]))).not.toEqual(
        before,
      )
    }),
  )
})

test('V2: the seed depends on the secret and on the list, and the commitment on the secret', () => {
  const [one, two] = [newSecret(), newSecret()]
  const digest = digestOf(listText('p', [LOT], ticketsOf(['X'])))
  expect(seedOf(one, digest)).not.toEqual(seedOf(two, digest))
  expect(seedOf(one, digest)).not.toEqual(seedOf(one, digestOf('')))
  expect(seedOf(one, digest)).toEqual(seedOf(one, digest))
  expect(commitmentOf(one)).not.toEqual(commitmentOf(two))
})

test('tickets are opaque: twelve letters without look-alikes, none twice', () => {
  const made = Array.from({ length: 5_000 }, newTicket)
  expect(made.every((ticket) => /^[0-9A-HJKMNP-TV-Z]{12}$/.test(ticket))).toBe(true)
  expect(new Set(made).size).toBe(made.length)
})

describe('V4: every ticket has the same chance, wherever it stands and whatever it says', () => {
  const names = Array.from({ length: 10 }, (_, i) => `T${i}`)
  const ROUNDS = 4_000
  /** Of nine degrees of freedom, exceeded once in ten thousand by chance. */
  const CRITICAL = 33.7
  /** Chi-square of how often each ticket came first. Seeds are counted up, so the figure is the same each time. */
  function unevenness(rank?: (seed: Buffer, ticket: string) => string): number {
    const wins = new Map(names.map((name) => [name, 0]))
    const expected = ROUNDS / names.length
    for (let round = 0; round < ROUNDS; round++) {
      const by = seedOf(Buffer.from(`round ${round}`), digestOf('a list'))
      const [first] = drawTickets(by, [LOT], ticketsOf(names), rank)
      wins.set(first!.ticket, wins.get(first!.ticket)! + 1)
    }
    return [...wins.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  }
  test('the first place is spread evenly', () => expect(unevenness()).toBeLessThan(CRITICAL))
  test('the control: an order that slightly prefers one ticket fails', () => {
    const biased = (by: Buffer, ticket: string): string => {
      const fair = rankOf(by, ticket)
      return ticket === 'T3' && by[0]! < 32 ? `0${fair}` : fair
    }
    expect(unevenness(biased)).toBeGreaterThan(CRITICAL)
    expect(unevenness((_, ticket) => ticket)).toBeGreaterThan(CRITICAL)
  })
})

/** The same as in the browser's own check, web/src/lib/draw-check.test.ts: two programs, one answer. */
test('a draw computed by hand', () => {
  const secret = Buffer.alloc(32, 7)
  const tickets: Ticket[] = [
    { ticket: 'AAAAAAAAAAAA', lotId: 's1', isFit: true },
    { ticket: 'BBBBBBBBBBBB', lotId: 's1', isFit: true },
    { ticket: 'CCCCCCCCCCCC', lotId: 's1', isFit: false },
    { ticket: 'DDDDDDDDDDDD', lotId: 's1', isFit: true },
  ]
  const text = listText('p1', [{ lotId: 's1', places: 1 }], tickets)
  expect(text).toBe(
    'zhiyuan-draw-1\np1\nlot s1 1\nAAAAAAAAAAAA s1 fit\nBBBBBBBBBBBB s1 fit\nCCCCCCCCCCCC s1 out\nDDDDDDDDDDDD s1 fit\n',
  )
  const digest = digestOf(text)
  const by = seedOf(secret, digest)
  expect([commitmentOf(secret), digest, by].map((bytes) => bytes.toString('hex'))).toEqual(KNOWN.hashes)
  expect(drawTickets(by, [{ lotId: 's1', places: 1 }], tickets).map((one) => one.ticket)).toEqual(KNOWN.order)
})
const KNOWN = {
  hashes: [
    '4bb06f8e4e3a7715d201d573d0aa423762e55dabd61a2c02278fa56cc6d294e0',
    '7bb176f2565265fa7ab8c093e30fb076834bf16d4dd828e588bbaefd3e89a8ff',
    '2496fcf57ea583c0c89d94480b87bf673afc1a63685e89a6dd3ab403f4682eac',
  ],
  order: ['CCCCCCCCCCCC', 'DDDDDDDDDDDD', 'AAAAAAAAAAAA', 'BBBBBBBBBBBB'],
}
