import type { Caller } from '../act.ts'
import type { Limit } from './app.ts'

const BUCKETS_MAX = 100_000

/**
 * Token buckets in memory, one for each client and deed. Answers 0, or the seconds to wait.
 * Past one process, put a shared limiter in front; these stay as the second line.
 */
export function limiter(factor: number, clock: () => Date) {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (caller: Caller, ip: string, limit: Limit): number => {
    const key = `${caller.deed} ${caller.actor.accountId ?? ip}`
    const max = limit.max * factor
    const perMs = max / (limit.seconds * 1000)
    const now = clock().getTime()
    const bucket = buckets.get(key) ?? { tokens: max, at: now }
    const tokens = Math.min(max, bucket.tokens + Math.max(0, now - bucket.at) * perMs)
    // The oldest bucket makes room, so that many addresses cannot fill the memory.
    if (!buckets.has(key) && buckets.size >= BUCKETS_MAX) buckets.delete(buckets.keys().next().value ?? '')
    buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
    return tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000))
  }
}
