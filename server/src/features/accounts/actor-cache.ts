/**
 * Actors by session token, kept for a few seconds, so that a phone at the door does not cost two
 * queries at every scan. Tokens and accounts are random, so one cache serves every server of a process.
 */
import type { Actor } from '../../kernel/actor.ts'
import type { AccountId } from '../../kernel/ids.ts'

const ENTRIES_MAX = 10_000
const FRESH_MS = 5_000
/** Longer than any transaction lives, so a change not yet committed cannot be cached as it was before. */
const HOLD_MS = 60_000

const actors = new Map<string, { actor: Actor; until: number }>()
const held = new Map<AccountId, number>()
let allHeldUntil = 0
let changes = 0

/** How many changes there have been; an actor read before one is not kept after it. */
export const changeCount = (): number => changes

export function rememberedActor(token: string): Actor | undefined {
  const entry = actors.get(token)
  if (entry === undefined || entry.until > performance.now()) return entry?.actor
  actors.delete(token)
  return undefined
}

export function rememberActor(token: string, actor: Actor, countBefore: number): void {
  const now = performance.now()
  const isHeld = actor.accountId !== null && (held.get(actor.accountId) ?? 0) > now
  if (countBefore !== changes || isHeld || allHeldUntil > now) return
  if (actors.size >= ENTRIES_MAX) actors.delete(actors.keys().next().value ?? '')
  actors.set(token, { actor, until: now + FRESH_MS })
}

/**
 * To be called by whatever changes what an account's sessions may do (a session ended, a grant given or
 * taken, a volunteer verified), inside the deed: the account is then read afresh until it has committed.
 */
export function forgetActor(accountId: AccountId): void {
  const now = performance.now()
  changes += 1
  for (const [token, { actor }] of actors) if (actor.accountId === accountId) actors.delete(token)
  if (held.size >= ENTRIES_MAX) for (const [id, until] of held) if (until <= now) held.delete(id)
  if (held.size >= ENTRIES_MAX) allHeldUntil = now + HOLD_MS
  else held.set(accountId, now + HOLD_MS)
}
