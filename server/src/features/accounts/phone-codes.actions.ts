/** Codes that prove a phone: made for sendPhoneCode, checked inside the deed that asks for the proof. */
import { randomInt } from 'node:crypto'
import type { Tx } from '../../db/handles.ts'
import { addressBlock } from '../../kernel/address-block.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Vault } from '../../vault.ts'
import {
  deletePhoneCode,
  findLastSent,
  insertPhoneCode,
  lockPhoneCode,
  updateAttempts,
  updateCodeCount,
  type PhoneCodeKey,
} from './phone-codes.store.ts'
import {
  CODE_SECONDS,
  CODES_PER_ADDRESS,
  CODES_PER_PHONE,
  RESEND_SECONDS,
  whyNotPhoneCode,
  type PhoneCodeReason,
  type PhonePurpose,
} from './phones.rules.ts'

export interface NewPhoneCode {
  phone: string
  purpose: PhonePurpose
  ip: string
  /** Multiplies the caps of the day, as every rate limit. */
  factor: number
}
export interface PhoneCodeProof {
  phone: string
  purpose: PhonePurpose
  code: string
}

const keyOf = (vault: Vault, phone: string, purpose: PhonePurpose): PhoneCodeKey => ({
  phoneHash: vault.blind('phone_code:phone', phone),
  purpose,
})
const codeHash = (vault: Vault, { phone, purpose, code }: PhoneCodeProof): Buffer =>
  vault.blind('phone_code', `${purpose} ${phone} ${code}`)

/** Makes the code that takes the place of the last one. Locks the phone's row, then the day's counters. */
export async function issuePhoneCode(
  tx: Tx,
  vault: Vault,
  { phone, purpose, ip, factor }: NewPhoneCode,
  now: Date,
): Promise<{ code: string; expiresAt: Date }> {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const key = keyOf(vault, phone, purpose)
  const expiresAt = new Date(now.getTime() + CODE_SECONDS * 1000)
  const resendAfter = new Date(now.getTime() - RESEND_SECONDS * 1000)
  const row = { ...key, codeHash: codeHash(vault, { phone, purpose, code }), sentAt: now, expiresAt }
  if (!(await insertPhoneCode(tx, row, resendAfter))) {
    const last = (await findLastSent(tx, key)) ?? now
    throw new Refusal('code_sent_recently', {
      seconds: Math.ceil((last.getTime() - resendAfter.getTime()) / 1000),
    })
  }
  const today = dateIn(ZONE, now)
  const ofPhone = await updateCodeCount(tx, key.phoneHash, today)
  const ofAddress = await updateCodeCount(tx, vault.blind('phone_code:address', addressBlock(ip)), today)
  if (ofPhone > CODES_PER_PHONE * factor || ofAddress > CODES_PER_ADDRESS * factor)
    throw new Refusal('too_many_codes')
  return { code, expiresAt }
}

/**
 * Null when the code is right. A wrong guess is counted in this transaction, so a deed answers with the
 * reason instead of throwing it. A right code stays until usePhoneCode, so that a form refused for
 * another reason can be sent again with it.
 */
export async function checkPhoneCode(
  tx: Tx,
  vault: Vault,
  proof: PhoneCodeProof,
  now: Date,
): Promise<PhoneCodeReason | null> {
  const key = keyOf(vault, proof.phone, proof.purpose)
  const row = await lockPhoneCode(tx, key)
  const isMatch = row !== undefined && row.codeHash.equals(codeHash(vault, proof))
  const reason = whyNotPhoneCode(row === undefined ? undefined : { ...row, isMatch }, now)
  if (reason === 'phone_code_wrong') await updateAttempts(tx, key)
  return reason
}

/** A code proves a phone once. */
export async function usePhoneCode(
  tx: Tx,
  vault: Vault,
  phone: string,
  purpose: PhonePurpose,
): Promise<void> {
  await deletePhoneCode(tx, keyOf(vault, phone, purpose))
}
