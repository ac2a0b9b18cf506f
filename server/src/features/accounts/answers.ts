import { Refusal } from '../../kernel/refusal.ts'

/** The refusal that an outcome stands for, thrown after what had to be remembered was committed. */
export function refusalOf(outcome: { outcome: string; retryAfterSeconds?: number }): Refusal {
  const { retryAfterSeconds } = outcome
  return new Refusal(outcome.outcome, retryAfterSeconds === undefined ? {} : { retryAfterSeconds })
}
