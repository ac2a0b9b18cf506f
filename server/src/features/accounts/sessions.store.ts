/** Sessions: which browser speaks for which account, and until when. */
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, SessionId } from '../../kernel/ids.ts'

export interface NewSession {
  tokenHash: Buffer
  sessionId: SessionId
  accountId: AccountId
  deviceLabel: string
  secondFactorAt: Date | null
  expiresAt: Date
}

export async function insertSession(tx: Tx, session: NewSession, now: Date): Promise<void> {
  await tx
    .insertInto('sessions')
    .values({ ...session, createdAt: now, lastSeenAt: now })
    .execute()
}

/** The session of a token while it lives, with the person behind it. */
export function findLiveSession(reader: Reader, tokenHash: Buffer, now: Date) {
  return reader
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.accountId', 'sessions.accountId')
    .leftJoin('volunteers', (join) =>
      join.onRef('volunteers.accountId', '=', 'sessions.accountId').on('volunteers.status', '<>', 'closed'),
    )
    .select([
      'sessions.sessionId',
      'sessions.accountId',
      'sessions.lastSeenAt',
      'sessions.secondFactorAt',
      'accounts.displayName',
      'volunteers.volunteerId',
      'volunteers.name as volunteerName',
      'volunteers.status as volunteerStatus',
    ])
    .where('sessions.tokenHash', '=', tokenHash)
    .where('sessions.endedAt', 'is', null)
    .where('sessions.expiresAt', '>', now)
    .where('accounts.closedAt', 'is', null)
    .orderBy('volunteers.volunteerId')
    .limit(1)
    .executeTakeFirst()
}

export interface SessionItem {
  sessionId: SessionId
  deviceLabel: string
  createdAt: Date
  lastSeenAt: Date
}
const SESSIONS_SHOWN = 100

/** The live sessions of one account, the last used first. */
export function listSessions(reader: Reader, accountId: AccountId, now: Date): Promise<SessionItem[]> {
  return reader
    .selectFrom('sessions')
    .select(['sessionId', 'deviceLabel', 'createdAt', 'lastSeenAt'])
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('lastSeenAt', 'desc')
    .orderBy('sessionId', 'desc')
    .limit(SESSIONS_SHOWN)
    .execute()
}

export async function findHasSecondFactor(
  reader: Reader,
  accountId: AccountId,
  sessionId: SessionId,
): Promise<boolean> {
  const row = await reader
    .selectFrom('sessions')
    .select('secondFactorAt')
    .where('accountId', '=', accountId)
    .where('sessionId', '=', sessionId)
    .executeTakeFirst()
  return row !== undefined && row.secondFactorAt !== null
}

export async function updateLastSeen(tx: Tx, tokenHash: Buffer, now: Date, expiresAt: Date): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ lastSeenAt: now, expiresAt })
    .where('tokenHash', '=', tokenHash)
    .where('endedAt', 'is', null)
    .execute()
}

/** Ends one session of the account; false when it has no such session alive. */
export async function markSessionEnded(
  tx: Tx,
  accountId: AccountId,
  sessionId: SessionId,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('sessions')
    .set({ endedAt: now })
    .where('accountId', '=', accountId)
    .where('sessionId', '=', sessionId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ends the sessions of the account, all or all but one. */
export async function markSessionsEnded(
  tx: Tx,
  accountId: AccountId,
  but: SessionId | null,
  now: Date,
): Promise<void> {
  let ending = tx
    .updateTable('sessions')
    .set({ endedAt: now })
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
  if (but !== null) ending = ending.where('sessionId', '<>', but)
  await ending.execute()
}

export async function markSecondFactor(
  tx: Tx,
  session: { accountId: AccountId; sessionId: SessionId; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ secondFactorAt: now, expiresAt: session.expiresAt })
    .where('accountId', '=', session.accountId)
    .where('sessionId', '=', session.sessionId)
    .execute()
}
