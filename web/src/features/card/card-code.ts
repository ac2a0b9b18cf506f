// What the device computes for "my code": the payload of the QR code and the digits for typing. The server's side of the
// same format is described in docs/card-code.md.
export const STEP_MS = 30_000
const VERSION = 1
const KEY_ID_BYTES = 16
const HEAD_BYTES = 1 + KEY_ID_BYTES + 4
const SHORT_CODE_DIGITS = 8
const SHORT_CODE_INFO = 'zhiyuan-short-code-1'
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const

type Bytes = Uint8Array<ArrayBuffer>
const utf8 = (text: string): Bytes => Uint8Array.from(new TextEncoder().encode(text))

export function base64url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

export function fromBase64url(text: string): Bytes {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0))
}

export const stepOf = (serverMs: number): number => Math.floor(serverMs / STEP_MS)

/** Keys that cannot be read out of this browser: one signs codes, the other agrees on the secret of the short code. */
export async function makeKeyPairs(subtle: SubtleCrypto) {
  const [signing, agreement] = await Promise.all([
    subtle.generateKey(P256, false, ['sign', 'verify']),
    subtle.generateKey({ ...P256, name: 'ECDH' }, false, ['deriveBits']),
  ])
  return { signing, agreement }
}

/** The raw uncompressed point, as `enrolCardKey` takes it. */
export async function publicPoint(subtle: SubtleCrypto, { publicKey }: CryptoKeyPair): Promise<string> {
  return base64url(new Uint8Array(await subtle.exportKey('raw', publicKey)))
}

/** Device and server compute the same secret and neither sends it. */
export async function agreeOnShortKey(
  subtle: SubtleCrypto,
  agreement: CryptoKeyPair,
  serverPoint: string,
): Promise<CryptoKey> {
  const algorithm = { ...P256, name: 'ECDH' }
  const server = await subtle.importKey('raw', fromBase64url(serverPoint), algorithm, false, [])
  const shared = await subtle.deriveBits({ name: 'ECDH', public: server }, agreement.privateKey, 256)
  const base = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(SHORT_CODE_INFO) }
  return subtle.deriveKey(derivation, base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign'])
}

export async function codePayload(
  subtle: SubtleCrypto,
  signing: CryptoKey,
  cardKeyId: string,
  step: number,
): Promise<string> {
  const text = utf8(`zhiyuan-card-1|${cardKeyId}|${step}`)
  const signature = new Uint8Array(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, signing, text))
  const bytes = new Uint8Array(HEAD_BYTES + signature.length)
  bytes[0] = VERSION
  const hex = cardKeyId.replaceAll('-', '')
  for (let at = 0; at < KEY_ID_BYTES; at++) bytes[1 + at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16)
  new DataView(bytes.buffer).setUint32(1 + KEY_ID_BYTES, step)
  bytes.set(signature, HEAD_BYTES)
  return base64url(bytes)
}

/** HOTP's truncation (RFC 4226 §5.3) over HMAC-SHA-256 of the step. */
export async function shortCodeText(subtle: SubtleCrypto, key: CryptoKey, step: number): Promise<string> {
  const mac = new Uint8Array(await subtle.sign('HMAC', key, utf8(`zhiyuan-short-1|${step}`)))
  const offset = (mac[mac.length - 1] ?? 0) & 0xf
  const number = new DataView(mac.buffer).getUint32(offset) & 0x7fffffff
  return String(number % 10 ** SHORT_CODE_DIGITS).padStart(SHORT_CODE_DIGITS, '0')
}
