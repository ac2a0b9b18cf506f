/**
 * How wishes get in. At the hour a wanted project opens everybody signs up at once: what arrives together is decided
 * in one transaction, in the order of arrival, and each is told their own answer.
 */
import type { Ask, PerformTogether } from '../../act.ts'
import { coalesce, type Coalesced } from '../../coalesce.ts'
import { isFaultOfData } from '../../db/faults.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { SignUpWish } from './signing.rules.ts'
import { signUps, type SignedUp } from './signups.actions.ts'

const BATCH_WISHES = 256
const QUEUE_WISHES = 8_192

type Wish = Omit<SignUpWish, 'volunteerId' | 'actor' | 'hasAnswered'>
export type AskedWish = Ask<Wish>

/** One crowd at a time, so that a place goes to whoever came first; a full queue says so at once. */
export function createSignUpDesk({
  performTogether,
}: {
  performTogether: PerformTogether
}): Coalesced<AskedWish, SignedUp> {
  return coalesce<AskedWish, SignedUp>({
    maxBatch: BATCH_WISHES,
    queueMax: QUEUE_WISHES,
    inFlight: 1,
    blames: isFaultOfData,
    run: (asks) =>
      performTogether(
        'signUp',
        async (act, heard: readonly AskedWish[]) => {
          const wishes = heard.map(({ caller: { actor }, input }) => ({
            ...input,
            volunteerId: actor.volunteerId,
            actor,
          }))
          const outcomes = await signUps(act, wishes)
          return outcomes.map((outcome) =>
            outcome.obstacle === null
              ? outcome.signedUp
              : new Refusal(outcome.obstacle.reason, outcome.obstacle.facts),
          )
        },
        asks,
      ),
  })
}
