import { generateKeyPairSync, sign, webcrypto } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { CardKeyId } from '../../kernel/ids.ts'
import { newKeyFile, openVault } from '../../vault.ts'
import {
  publicKeyOf,
  readCardCode,
  serverAgreementKey,
  shortCodeFor,
  shortCodeSecret,
  signedText,
  stepAt,
  verifyCardSignature,
  writeCardCode,
} from './card-code.ts'

/** Made once by a browser's WebCrypto. */
const KEY = Buffer.from(
  'BIA-ttBQNDAeshTo8UirGoZE-i-nu0AAAx5aZk9L4V8s4E3wWPusYH9B74Ak88aj349UkFc9Yq8Lo2Of0djHqxk',
  'base64url',
)
const PAYLOAD =
  'AQGiC0gJAHADmrHS2JyCCLUDjjjjNOwScPX6N1ul2Qlac-7-KoCP6CIIttYailIHNzfvmGErUleuewNq7gd4yA-OlLUslXN638d0-PeNHnh_42pymA'
const CARD_KEY_ID = '01a20b48-0900-7003-9ab1-d2d89c8208b5' as CardKeyId
const STEP = 59_652_323
const { subtle } = webcrypto

test('a step is half a minute', () => {
  expect(stepAt(new Date(STEP * 30_000))).toBe(STEP)
  expect(stepAt(new Date(STEP * 30_000 - 1))).toBe(STEP - 1)
})

describe('readCardCode', () => {
  test('reads the address or the payload alone, and writes it back', () => {
    const code = readCardCode(`https://volunteer.example/c#${PAYLOAD}`)
    expect(code).toMatchObject({ cardKeyId: CARD_KEY_ID, step: STEP })
    expect(readCardCode(` ${PAYLOAD}\n`)).toEqual(code)
    expect(writeCardCode(code!)).toBe(PAYLOAD)
  })
  test.each([
    ['nothing', ''],
    ['an address of somebody else', 'https://example.org/pay'],
    ['another alphabet', `${PAYLOAD.slice(0, -1)}+`],
    ['a byte too few', Buffer.from(PAYLOAD, 'base64url').subarray(1).toString('base64url')],
    ['another version', `Ag${PAYLOAD.slice(2)}`],
    ['bits beyond the last byte', `${PAYLOAD.slice(0, -1)}B`],
    ['a long text', 'A'.repeat(5000)],
  ])('null for %s', (_, text) => {
    expect(readCardCode(text)).toBeNull()
  })
})

describe('verifyCardSignature', () => {
  const code = readCardCode(PAYLOAD)!
  test('the fixed vector holds', () => {
    expect(verifyCardSignature(KEY, code)).toBe(true)
  })
  test('another step, card or key, or one bit of the signature, does not', async () => {
    expect(verifyCardSignature(KEY, { ...code, step: STEP + 1 })).toBe(false)
    expect(verifyCardSignature(KEY, { ...code, cardKeyId: CARD_KEY_ID.replace('5', '6') as CardKeyId })).toBe(
      false,
    )
    const flipped = Buffer.from(code.signature)
    flipped[63]! ^= 1
    expect(verifyCardSignature(KEY, { ...code, signature: flipped })).toBe(false)
    const other = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
    expect(verifyCardSignature(Buffer.from(await subtle.exportKey('raw', other.publicKey)), code)).toBe(false)
    expect(verifyCardSignature(Buffer.alloc(65), code)).toBe(false)
  })
})

test('signatures hold whose halves begin with zeros or with a high bit', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const point = publicKey.export({ format: 'der', type: 'spki' }).subarray(-65)
  const seen = { zeros: 0, high: 0, plain: 0 }
  for (let step = STEP; seen.zeros < 3 || step < STEP + 400; step += 1) {
    const signature = sign('sha256', signedText(CARD_KEY_ID, step), {
      key: privateKey,
      dsaEncoding: 'ieee-p1363',
    })
    for (const first of [signature[0]!, signature[32]!])
      seen[first === 0 ? 'zeros' : first < 0x80 ? 'plain' : 'high'] += 1
    expect(verifyCardSignature(point, { cardKeyId: CARD_KEY_ID, step, signature })).toBe(true)
    expect(verifyCardSignature(point, { cardKeyId: CARD_KEY_ID, step: step + 1, signature })).toBe(false)
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
})

test('only points of the curve are keys', () => {
  expect(publicKeyOf(KEY)?.asymmetricKeyType).toBe('ec')
  const off = Buffer.from(KEY)
  off[20]! ^= 1
  expect(publicKeyOf(off)).toBeNull()
  expect(publicKeyOf(KEY.subarray(0, 64))).toBeNull()
  expect(publicKeyOf(Buffer.concat([Buffer.from([2]), KEY.subarray(1)]))).toBeNull()
})

describe('short codes', () => {
  // Computed apart, with Python's hmac.
  test.each([
    [0, '69141848'],
    [1, '01016343'],
    [STEP, '21889011'],
    [0xffffffff, '06724225'],
  ])('step %i gives %s', (step, digits) => {
    expect(shortCodeFor(Buffer.from(Array.from({ length: 32 }, (_, i) => i)), step)).toBe(digits)
  })

  test('device and server agree on the secret without sending it', async () => {
    const vault = openVault(newKeyFile())
    const device = await subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
    const server = await subtle.importKey(
      'raw',
      serverAgreementKey(vault),
      { name: 'ECDH', namedCurve: 'P-256' },
      false,
      [],
    )
    const shared = await subtle.deriveBits({ name: 'ECDH', public: server }, device.privateKey, 256)
    const material = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits'])
    const info = new TextEncoder().encode('zhiyuan-short-code-1')
    const onDevice = await subtle.deriveBits(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
      material,
      256,
    )
    const point = Buffer.from(await subtle.exportKey('raw', device.publicKey))
    expect(shortCodeSecret(vault, point).toString('hex')).toBe(Buffer.from(onDevice).toString('hex'))
    expect(serverAgreementKey(vault)).toEqual(serverAgreementKey(vault))
  })
})
