/** Codes that could be found by trying: each account has a few wrong ones in a while. */
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../kernel/refusal.ts'
import type { Doors, Limit } from './app.ts'
import { limiter } from './limits.ts'

/**
 * Counts the refusals with this reason. Takes a code as wrong until it is answered, so that many requests at once gain
 * nothing.
 */
export function guessGuard({ config, clock }: Doors, reason: string, limit: Limit) {
  const allow = limiter(config.rateLimitFactor, clock)
  return async <Answer>({ caller, ip }: FastifyRequest, deed: () => Promise<Answer>): Promise<Answer> => {
    const guessing = { ...caller, deed: reason }
    const wait = allow(guessing, ip, limit)
    if (wait > 0) throw new Refusal('rate_limited', { retryAfterSeconds: wait })
    let isWrong = false
    try {
      return await deed()
    } catch (error) {
      isWrong = error instanceof Refusal && error.code === reason
      throw error
    } finally {
      if (!isWrong) allow(guessing, ip, limit, -1)
    }
  }
}
