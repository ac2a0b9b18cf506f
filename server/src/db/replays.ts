/** Writes that are sent again under one key: done once, answered alike. Called by perform() only, in the deed's own transaction. */
import { deserialize, serialize } from 'node:v8'
import { sql } from 'kysely'
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
  const answer = answerOf(vault, known, { keyHash, askHash })
  if (answer instanceof Refusal) throw answer
  return answer
}

/** Of one key of a crowd: null when it was free, or there was none; else what was answered under it, or a refusal. */
export type Known = null | { output: unknown } | Refusal

/** The keys of a crowd, each once, in one statement and in their own order, so that two crowds do not wait for each other in a ring. */
export async function takeKeys(
  tx: Tx,
  vault: Vault,
  replays: readonly (Replay | undefined)[],
  now: Date,
): Promise<Known[]> {
  const ordered = replays
    .flatMap((replay) => replay ?? [])
    .sort((a, b) => Buffer.compare(a.keyHash, b.keyHash))
  if (ordered.length === 0) return replays.map(() => null)
  const { rows } = await sql<{ keyHash: Buffer }>`
    insert into replays (key_hash, ask_hash, asked_at)
    select key, ask, ${now}::timestamptz
    from unnest(${ordered.map((r) => r.keyHash)}::bytea[], ${ordered.map((r) => r.askHash)}::bytea[]) as row (key, ask)
    on conflict do nothing returning key_hash`.execute(tx)
  const taken = new Set(rows.map(hex))
  const others = ordered.filter((replay) => !taken.has(hex(replay)))
  const known = new Map<string, { askHash: Buffer; answerEnc: Buffer | null }>()
  if (others.length > 0) {
    const found = await sql<{ keyHash: Buffer; askHash: Buffer; answerEnc: Buffer | null }>`
      select key_hash, ask_hash, answer_enc from replays where key_hash = any(${others.map((r) => r.keyHash)}::bytea[])`.execute(
      tx,
    )
    for (const row of found.rows) known.set(hex(row), row)
  }
  return replays.map((replay) => {
    const kept = replay === undefined ? undefined : known.get(hex(replay))
    return replay === undefined || kept === undefined ? null : answerOf(vault, kept, replay)
  })
}
/** Two asks under one key ask for the same, or the later one is the asker's mistake. */
export const whyNotSameAsk = (first: Replay, again: Replay): Refusal | null =>
  first.askHash.equals(again.askHash) ? null : new Refusal('malformed', { field: 'idempotency-key' })
export const hex = ({ keyHash }: { keyHash: Buffer }): string => keyHash.toString('hex')

function answerOf(
  vault: Vault,
  { askHash, answerEnc }: { askHash: Buffer; answerEnc: Buffer | null },
  replay: Replay,
): Exclude<Known, null> {
  const differs = whyNotSameAsk({ keyHash: replay.keyHash, askHash }, replay)
  if (differs !== null || answerEnc === null)
    return differs ?? new Refusal('malformed', { field: 'idempotency-key' })
  return { output: deserialize(Buffer.from(vault.open(SEALED, answerEnc), 'base64')) as unknown }
}

export async function keepAnswers(
  tx: Tx,
  vault: Vault,
  answers: readonly { keyHash: Buffer; output: unknown }[],
): Promise<void> {
  if (answers.length === 0) return
  const sealed = answers.map(({ output }) => vault.seal(SEALED, serialize(output).toString('base64')))
  await sql`
    update replays set answer_enc = kept.answer
    from unnest(${answers.map(({ keyHash }) => keyHash)}::bytea[], ${sealed}::bytea[]) as kept (key, answer)
    where replays.key_hash = kept.key`.execute(tx)
}

/** Of what was refused nothing is kept, so that it may be asked again. */
export async function freeKeys(tx: Tx, keyHashes: readonly Buffer[]): Promise<void> {
  if (keyHashes.length === 0) return
  await sql`delete from replays where key_hash = any(${keyHashes}::bytea[])`.execute(tx)
}

export async function deleteReplaysBefore(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('replays').where('askedAt', '<', before).execute()
}
