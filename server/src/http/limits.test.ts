import { describe, expect, test } from 'vitest'
import { GUEST } from '../kernel/actor.ts'
import type { AccountId } from '../kernel/ids.ts'
import { limiter } from './limits.ts'

const LIMIT = { max: 2, seconds: 60 }
const guest = { actor: GUEST, deed: 'submitComplaint' }
const allowing = () => limiter(1, () => new Date('2026-11-24T02:00:00Z'))

describe('limiter', () => {
  test('counts whoever is not signed in by the block that a subscriber of IPv6 is given', () => {
    const allow = allowing()
    const waits = ['2001:db8:1:2::1', '2001:db8:1:2::2', '2001:db8:1:2:ffff::3'].map((ip) =>
      allow(guest, ip, LIMIT),
    )
    expect(waits).toEqual([0, 0, 30])
    expect(allow(guest, '2001:db8:1:3::1', LIMIT)).toBe(0)
  })

  test('an address of IPv4 is one, written either way; an account is one wherever it is', () => {
    const allow = allowing()
    const four = ['203.0.113.7', '::ffff:203.0.113.7', '203.0.113.7'].map((ip) => allow(guest, ip, LIMIT))
    expect([...four, allow(guest, '203.0.113.8', LIMIT)]).toEqual([0, 0, 30, 0])
    const own = { ...guest, actor: { ...GUEST, accountId: 'a' as AccountId } }
    const everywhere = ['203.0.113.7', '2001:db8::1', '198.51.100.1'].map((ip) => allow(own, ip, LIMIT))
    expect(everywhere).toEqual([0, 0, 30])
  })
})
