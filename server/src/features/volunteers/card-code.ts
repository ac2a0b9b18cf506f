/**
 * "My code" (我的码): its bytes, its signature and the short code for typing. The device signs with a
 * key that cannot leave it, so a code proves the device and the half minute, and a picture of one dies soon.
 * docs/card-code.md describes the format for other readers.
 */
import { createECDH, createHmac, createPublicKey, hkdfSync, verify, type KeyObject } from 'node:crypto'
import type { CardKeyId } from '../../kernel/ids.ts'
import type { Vault } from '../../vault.ts'

export const STEP_SECONDS = 30
export const POINT_BYTES = 65
const VERSION = 1
export const KEY_ID_BYTES = 16
export const SIGNATURE_BYTES = 64
const HALF_BYTES = 32
const DER_INTEGER = 0x02
const DER_SEQUENCE = 0x30
const CODE_BYTES = 1 + KEY_ID_BYTES + 4 + SIGNATURE_BYTES
const BASE64URL = /^[A-Za-z0-9_-]+$/
const SHORT_CODE_DIGITS = 8
const SHORT_CODE_INFO = 'zhiyuan-short-code-1'
/** The fixed head of a P-256 public key in DER (RFC 5480), before its 65 bytes. */
const SPKI_HEAD = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex')

export interface CardCode {
  cardKeyId: CardKeyId
  step: number
  signature: Buffer
}

export const stepAt = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP_SECONDS)

/** Reads what a camera saw: the whole address or its part behind `#`. Null when it is no code of ours. */
export function readCardCode(text: string): CardCode | null {
  const payload = text.trim().split('#').at(-1) ?? ''
  if (!BASE64URL.test(payload)) return null
  const bytes = Buffer.from(payload, 'base64url')
  if (bytes.length !== CODE_BYTES || bytes[0] !== VERSION || bytes.toString('base64url') !== payload)
    return null
  const hex = bytes.toString('hex', 1, 1 + KEY_ID_BYTES)
  const cardKeyId = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  return {
    cardKeyId: cardKeyId as CardKeyId,
    step: bytes.readUInt32BE(1 + KEY_ID_BYTES),
    signature: bytes.subarray(CODE_BYTES - SIGNATURE_BYTES),
  }
}

/** The payload a device shows, for tests and for demonstration data. */
export function writeCardCode({ cardKeyId, step, signature }: CardCode): string {
  const head = Buffer.alloc(1 + KEY_ID_BYTES + 4)
  head[0] = VERSION
  head.write(cardKeyId.replaceAll('-', ''), 1, 'hex')
  head.writeUInt32BE(step, 1 + KEY_ID_BYTES)
  return Buffer.concat([head, signature]).toString('base64url')
}

export const signedText = (cardKeyId: CardKeyId, step: number): Buffer =>
  Buffer.from(`zhiyuan-card-1|${cardKeyId}|${step}`, 'utf8')

/** A raw uncompressed point as a key; null for bytes that are no point of the curve. */
export function publicKeyOf(point: Buffer): KeyObject | null {
  if (point.length !== POINT_BYTES || point[0] !== 4) return null
  try {
    return createPublicKey({ key: Buffer.concat([SPKI_HEAD, point]), format: 'der', type: 'spki' })
  } catch {
    return null
  }
}

/** One half of a signature as DER writes an integer: without leading zeros, and never negative. */
function integerIn(half: Buffer): Buffer {
  let from = 0
  while (from < half.length - 1 && half[from] === 0) from += 1
  const digits = half.subarray(from)
  return digits[0]! < 0x80
    ? Buffer.concat([Buffer.of(DER_INTEGER, digits.length), digits])
    : Buffer.concat([Buffer.of(DER_INTEGER, digits.length + 1, 0), digits])
}

/**
 * ECDSA over P-256 with SHA-256, the signature as r ‖ s (IEEE P1363), as WebCrypto makes it. Key and signature are
 * handed over as PEM and DER: for a key within options Node makes and drops an error with its stack at each call, and
 * a key object for a single use costs more than the text.
 */
export function verifyCardSignature(signingKey: Buffer, { cardKeyId, step, signature }: CardCode): boolean {
  if (signingKey.length !== POINT_BYTES || signature.length !== SIGNATURE_BYTES) return false
  const spki = Buffer.concat([SPKI_HEAD, signingKey]).toString('base64')
  const [r, s] = [integerIn(signature.subarray(0, HALF_BYTES)), integerIn(signature.subarray(HALF_BYTES))]
  const der = Buffer.concat([Buffer.of(DER_SEQUENCE, r.length + s.length), r, s])
  const key = `-----BEGIN PUBLIC KEY-----\n${spki}\n-----END PUBLIC KEY-----`
  try {
    return verify('sha256', signedText(cardKeyId, step), key, der)
  } catch {
    // Bytes that are no point of the curve.
    return false
  }
}

/** HOTP's truncation (RFC 4226 §5.3) over HMAC-SHA-256 of the step. */
export function shortCodeFor(secret: Buffer, step: number): string {
  const mac = createHmac('sha256', secret).update(`zhiyuan-short-1|${step}`).digest()
  const offset = mac[mac.length - 1]! & 0xf
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** SHORT_CODE_DIGITS).padStart(SHORT_CODE_DIGITS, '0')
}

/** The server's half of the agreement. One in four thousand million derivations is no private key, so the next is taken. */
function serverAgreement(vault: Vault): ReturnType<typeof createECDH> {
  for (let turn = 0; ; turn += 1) {
    const ecdh = createECDH('prime256v1')
    try {
      ecdh.setPrivateKey(vault.derive(turn === 0 ? 'card-agreement' : `card-agreement-${turn}`))
      return ecdh
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'ERR_CRYPTO_INVALID_KEYTYPE') throw error
    }
  }
}

export const serverAgreementKey = (vault: Vault): Buffer => serverAgreement(vault).getPublicKey()

/** The secret of the short codes, which device and server each compute and neither sends. */
export function shortCodeSecret(vault: Vault, agreementKey: Buffer): Buffer {
  const shared = serverAgreement(vault).computeSecret(agreementKey)
  return Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(0), SHORT_CODE_INFO, 32))
}
