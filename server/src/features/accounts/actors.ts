/** From a session token to the actor: who asks, and with which of their grants. */
import type { Config } from '../../config.ts'
import type { Db, Reader } from '../../db/handles.ts'
import type { Actor } from '../../kernel/actor.ts'
import { findSite } from '../catalog/index.ts'
import { changeCount, rememberActor, rememberedActor } from './actor-cache.ts'
import { findAccount } from './accounts.store.ts'
import { findHasGrants, listGrants } from './grants.store.ts'
import { findHasSecondFactor, findLiveSession, updateLastSeen } from './sessions.store.ts'
import { idleUntil, SEEN_EVERY_MS, secondFactorState, type SecondFactorState } from './sign-in.rules.ts'
import { labelOf } from './staff.rules.ts'
import { isToken, tokenHash } from './tokens.ts'

export interface ActorParts {
  db: Db
  reader: Reader
  clock: () => Date
  config: Config
}
export type ActorOf = (token: string | undefined) => Promise<Actor | null>

/** Only a program started as a demo, on a database that was filled as one, waives the second factor. */
export async function isDemoSite(reader: Reader, config: Config): Promise<boolean> {
  return config.demo && (await findSite(reader))?.isDemo === true
}

export function createActorOf(parts: ActorParts): ActorOf {
  // Requests that come together with one token wait for one look-up, unless something has changed in between.
  const underWay = new Map<string, Promise<Actor | null>>()
  return async (token) => {
    if (token === undefined || !isToken(token)) return null
    const remembered = rememberedActor(token)
    if (remembered !== undefined) return remembered
    const countBefore = changeCount()
    const key = `${countBefore} ${token}`
    const loading =
      underWay.get(key) ?? loadActor(parts, tokenHash(token)).finally(() => underWay.delete(key))
    underWay.set(key, loading)
    const actor = await loading
    if (actor !== null) rememberActor(token, actor, countBefore)
    return actor
  }
}

async function loadActor({ db, reader, clock, config }: ActorParts, hash: Buffer): Promise<Actor | null> {
  const now = clock()
  const session = await findLiveSession(reader, hash, now)
  if (session === undefined) return null
  const held = await listGrants(reader, session.accountId)
  // Not worth an audit line, and not worth a write at every request.
  if (now.getTime() - session.lastSeenAt.getTime() >= SEEN_EVERY_MS)
    await db.transaction().execute((tx) => updateLastSeen(tx, hash, now, idleUntil(now, held.length > 0)))
  const counts = held.length > 0 && (session.secondFactorAt !== null || (await isDemoSite(reader, config)))
  const grants = counts ? held : []
  return {
    accountId: session.accountId,
    sessionId: session.sessionId,
    volunteerId: session.volunteerId,
    volunteerVerified: session.volunteerStatus === 'verified',
    label: labelOf({ ...session, bodyName: grants[0]?.bodyName ?? null }),
    grants,
  }
}

/** What the signed-in person has yet to do before the roles they hold count; for getMe. */
export async function findSecondFactorState(
  reader: Reader,
  config: Config,
  actor: Pick<Actor, 'accountId' | 'sessionId'>,
): Promise<SecondFactorState> {
  if (actor.accountId === null || actor.sessionId === null) return 'not_needed'
  const [account, hasGrants, isPassed, isDemo] = await Promise.all([
    findAccount(reader, actor.accountId),
    findHasGrants(reader, actor.accountId),
    findHasSecondFactor(reader, actor.accountId, actor.sessionId),
    isDemoSite(reader, config),
  ])
  const isSetUp = account !== undefined && account.totpConfirmedAt !== null
  return secondFactorState({ hasGrants, isSetUp, isDemo, isPassed })
}
