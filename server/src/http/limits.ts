import type { Caller } from '../act.ts'
import { addressBlock } from '../kernel/address-block.ts'
import type { Limit } from './app.ts'

const BUCKETS_MAX = 100_000

/**
 * Token buckets in memory, one for each client and deed. A client is an account, or the block of addresses a guest has. Answers 0, or the seconds to wait.
 * Past one process, put a shared limiter in front; these stay as the second line. What weighs more takes
 * more tokens, and a weight with minus gives them back.
 */
export function limiter(factor: number, clock: () => Date) {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (caller: Caller, ip: string, limit: Limit, weight = 1): number => {
    const key = `${caller.deed} ${caller.actor.accountId ?? addressBlock(ip)}`
    const max = limit.max * factor
    const perMs = max / (limit.seconds * 1000)
    const now = clock().getTime()
    const bucket = buckets.get(key) ?? { tokens: max, at: now }
    const tokens = Math.min(max, bucket.tokens + Math.max(0, now - bucket.at) * perMs)
    // The oldest bucket makes room, so that many addresses cannot fill the memory.
    if (!buckets.has(key) && buckets.size >= BUCKETS_MAX) buckets.delete(buckets.keys().next().value ?? '')
    const isEnough = tokens >= weight
    buckets.set(key, { tokens: isEnough ? Math.min(max, tokens - weight) : tokens, at: now })
    return isEnough ? 0 : Math.max(1, Math.ceil((weight - tokens) / perMs / 1000))
  }
}
