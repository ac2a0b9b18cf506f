import type { Act } from '../../act.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { CardKeyId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { insertCardKey } from './card-keys.store.ts'
import { publicKeyOf, serverAgreementKey, shortCodeSecret } from './card-code.ts'

export interface EnrolCardKey {
  /** Raw uncompressed points of P-256. */
  signingKey: Buffer
  agreementKey: Buffer
}
export interface EnrolledCardKey {
  cardKeyId: CardKeyId
  serverAgreementKey: Buffer
  serverTime: Date
}

/** Two points of arithmetic, well under a millisecond; nothing slow for a transaction. */
export async function enrolCardKey(act: Act, input: EnrolCardKey): Promise<EnrolledCardKey> {
  const { tx, vault, now, actor } = act
  const volunteerId = volunteerOf(actor)
  if (actor.sessionId === null) throw new Refusal('signed_out')
  if (publicKeyOf(input.signingKey) === null) throw new Refusal('key_malformed', { field: 'signingKey' })
  if (publicKeyOf(input.agreementKey) === null) throw new Refusal('key_malformed', { field: 'agreementKey' })
  const secret = shortCodeSecret(vault, input.agreementKey)
  const key = {
    volunteerId,
    sessionId: actor.sessionId,
    signingKey: input.signingKey,
    shortCodeSecret: secret,
  }
  const cardKeyId = await insertCardKey(tx, vault, key, now)
  act.mark({ kind: 'card_key', id: cardKeyId, volunteerId })
  return { cardKeyId, serverAgreementKey: serverAgreementKey(vault), serverTime: now }
}
