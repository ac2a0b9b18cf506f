/** Keys of "my code", one for each session: when the session ends, its key is no good any more. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { CardKeyId, SessionId, VolunteerId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { Vault } from '../../vault.ts'
import type { VolunteerStatus } from './verification.rules.ts'

const SEALED_SECRET = 'card_keys.short_code_secret'

export interface CardKey {
  cardKeyId: CardKeyId
  volunteerId: VolunteerId
  volunteerStatus: VolunteerStatus
  signingKey: Buffer
  /** From this moment on the key proves nothing. */
  validUntil: Date
}
export interface ShortCodeKey {
  cardKeyId: CardKeyId
  volunteerId: VolunteerId
  secret: Buffer
}
export interface NewCardKey {
  volunteerId: VolunteerId
  sessionId: SessionId
  signingKey: Buffer
  shortCodeSecret: Buffer
}

/** A new key of a session takes the place of the old one. */
export async function insertCardKey(tx: Tx, vault: Vault, key: NewCardKey, now: Date): Promise<CardKeyId> {
  await tx
    .updateTable('cardKeys')
    .set({ revokedAt: now })
    .where('volunteerId', '=', key.volunteerId)
    .where('sessionId', '=', key.sessionId)
    .where('revokedAt', 'is', null)
    .execute()
  const cardKeyId = uuidv7<CardKeyId>(now)
  const { shortCodeSecret, ...row } = key
  await tx
    .insertInto('cardKeys')
    .values({
      ...row,
      cardKeyId,
      shortCodeSecretEnc: vault.seal(SEALED_SECRET, shortCodeSecret.toString('base64')),
      enrolledAt: now,
    })
    .execute()
  return cardKeyId
}

/** A key whose session is gone counts as ended when it was enrolled. */
const VALID_UNTIL = sql<Date>`case when s.session_id is null then k.enrolled_at
  else least(k.revoked_at, s.ended_at, s.expires_at) end`
const LIVING = sql`card_keys k
  join volunteers v on v.volunteer_id = k.volunteer_id
  left join sessions s on s.account_id = v.account_id and s.session_id = k.session_id`

/** The keys of scanned codes, by their ids; unknown ones are left out. */
export async function findCardKeys(reader: Reader, cardKeyIds: readonly CardKeyId[]): Promise<CardKey[]> {
  if (cardKeyIds.length === 0) return []
  const { rows } = await sql<CardKey>`
    select k.card_key_id, k.volunteer_id, v.status as volunteer_status, k.signing_key, ${VALID_UNTIL} as valid_until
    from ${LIVING} where k.card_key_id = any(${[...new Set(cardKeyIds)]}::uuid[])`.execute(reader)
  return rows
}

/** The living short-code secrets of people, to try a typed code against. */
export async function listShortCodeKeys(
  reader: Reader,
  vault: Vault,
  volunteerIds: readonly VolunteerId[],
  at: Date,
): Promise<ShortCodeKey[]> {
  if (volunteerIds.length === 0) return []
  const { rows } = await sql<{ cardKeyId: CardKeyId; volunteerId: VolunteerId; shortCodeSecretEnc: Buffer }>`
    select k.card_key_id, k.volunteer_id, k.short_code_secret_enc
    from ${LIVING} where k.volunteer_id = any(${[...volunteerIds]}::uuid[]) and ${VALID_UNTIL} > ${at}`.execute(
    reader,
  )
  return rows.map(({ shortCodeSecretEnc, ...row }) => ({
    ...row,
    secret: Buffer.from(vault.open(SEALED_SECRET, shortCodeSecretEnc), 'base64'),
  }))
}
