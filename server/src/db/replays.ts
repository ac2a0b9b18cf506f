/** Writes that are sent again under one key: done once, answered alike. Called by perform() only, in the deed's own transaction. */
import { deserialize, serialize } from 'node:v8'
import { Refusal } from '../kernel/refusal.ts'
import type { Vault } from '../vault.ts'
import type { Tx } from './handles.ts'

/** Both are keyed hashes: of whose key it is, and of everything that was asked under it. */
export interface Replay {
  keyHash: Buffer
  askHash: Buffer
}

const SEALED = 'replays.answer'

/**
 * Takes the key, and answers null when it was free. A key that another transaction is using is waited for; one that
 * was used answers what was answered then, and one that was used for something else is the caller's mistake.
 */
export async function takeKey(
  tx: Tx,
  vault: Vault,
  { keyHash, askHash }: Replay,
  now: Date,
): Promise<{ output: unknown } | null> {
  const taken = await tx
    .insertInto('replays')
    .values({ keyHash, askHash, askedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('keyHash')
    .executeTakeFirst()
  if (taken !== undefined) return null
  const known = await tx
    .selectFrom('replays')
    .select(['askHash', 'answerEnc'])
    .where('keyHash', '=', keyHash)
    .executeTakeFirstOrThrow()
  if (!known.askHash.equals(askHash) || known.answerEnc === null)
    throw new Refusal('malformed', { field: 'idempotency-key' })
  return { output: deserialize(Buffer.from(vault.open(SEALED, known.answerEnc), 'base64')) as unknown }
}

export async function keepAnswer(tx: Tx, vault: Vault, keyHash: Buffer, output: unknown): Promise<void> {
  const answerEnc = vault.seal(SEALED, serialize(output).toString('base64'))
  await tx.updateTable('replays').set({ answerEnc }).where('keyHash', '=', keyHash).execute()
}

export async function deleteReplaysBefore(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('replays').where('askedAt', '<', before).execute()
}
