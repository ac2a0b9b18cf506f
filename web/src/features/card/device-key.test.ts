// The other side of the format is computed here with node's own crypto, so that both sides are written twice.
import { createECDH, createHmac, createPublicKey, hkdfSync, verify, webcrypto } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Transport } from '../../api/client'
import { createDeviceKeys, type DeviceKey, type KeyShelf } from './device-key'

const CARD_KEY_ID = '0190f2c4-1a2b-7c3d-8e4f-5a6b7c8d9e0f'
const SPKI_HEAD = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex')
const NOW = Date.UTC(2026, 10, 24, 4, 0, 10)
const subtle = webcrypto.subtle as SubtleCrypto

function memoryShelf(): KeyShelf & { kept: DeviceKey | undefined } {
  const shelf = {
    kept: undefined as DeviceKey | undefined,
    read: async () => shelf.kept,
    write: async (key: DeviceKey) => {
      shelf.kept = key
    },
    wipe: async () => {
      shelf.kept = undefined
    },
  }
  return shelf
}

function standInServer(serverTime: number) {
  const ecdh = createECDH('prime256v1')
  ecdh.generateKeys()
  const enrolled: { signingKey: string; agreementKey: string }[] = []
  const transport: Transport = async ({ path, body }) => {
    expect(path).toBe('/api/v1/me/card-keys')
    enrolled.push(body as (typeof enrolled)[number])
    return {
      status: 201,
      body: {
        cardKeyId: CARD_KEY_ID,
        serverAgreementKey: ecdh.getPublicKey().toString('base64url'),
        serverTime: new Date(serverTime).toISOString(),
        stepSeconds: 30,
      },
    }
  }
  function shortCodeAt(step: number): string {
    const shared = ecdh.computeSecret(Buffer.from(enrolled.at(-1)!.agreementKey, 'base64url'))
    const key = Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(0), 'zhiyuan-short-code-1', 32))
    const mac = createHmac('sha256', key).update(`zhiyuan-short-1|${step}`).digest()
    const number = mac.readUInt32BE(mac[31]! & 0xf) & 0x7fffffff
    return String(number % 100_000_000).padStart(8, '0')
  }
  return { enrolled, transport, shortCodeAt }
}

function readPayload(text: string) {
  const bytes = Buffer.from(text.split('#')[1]!, 'base64url')
  return {
    version: bytes[0],
    keyId: bytes.toString('hex', 1, 17),
    step: bytes.readUInt32BE(17),
    signature: bytes.subarray(21),
  }
}

describe('the key of a device', () => {
  it('makes codes that verify under the enrolled key, in the server’s half minute', async () => {
    const server = standInServer(NOW + 90_000)
    const keys = createDeviceKeys(memoryShelf(), subtle, () => NOW)
    expect((await keys.ensure('volunteer-1', server.transport)).ok).toBe(true)

    const shown = (await keys.currentCode(NOW, 'https://example.org'))!
    const read = readPayload(shown.text)
    expect(shown.text).toMatch(/^https:\/\/example\.org\/c#[A-Za-z0-9_-]+$/)
    expect(read).toMatchObject({
      version: 1,
      keyId: CARD_KEY_ID.replaceAll('-', ''),
      step: (NOW - 10_000) / 30_000 + 3,
    })
    expect(shown.leftMs).toBe(20_000)
    const point = Buffer.from(server.enrolled[0]!.signingKey, 'base64url')
    expect(point.length).toBe(65)
    const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, point]), format: 'der', type: 'spki' })
    const signed = Buffer.from(`zhiyuan-card-1|${CARD_KEY_ID}|${read.step}`)
    const valid = (text: Buffer) => verify('sha256', text, { key, dsaEncoding: 'ieee-p1363' }, read.signature)
    expect(valid(signed)).toBe(true)
    expect(valid(Buffer.from(`zhiyuan-card-1|${CARD_KEY_ID}|${read.step + 1}`))).toBe(false)
  })

  it('agrees with the server on the short code and changes it every half minute', async () => {
    const server = standInServer(NOW)
    const keys = createDeviceKeys(memoryShelf(), subtle, () => NOW)
    await keys.ensure('volunteer-1', server.transport)
    const step = Math.floor(NOW / 30_000)
    expect(await keys.shortCode(NOW)).toBe(server.shortCodeAt(step))
    expect(await keys.shortCode(NOW + 30_000)).toBe(server.shortCodeAt(step + 1))
  })

  it('keeps private keys that cannot be read out', async () => {
    const shelf = memoryShelf()
    await createDeviceKeys(shelf, subtle, () => NOW).ensure('volunteer-1', standInServer(NOW).transport)
    await expect(subtle.exportKey('jwk', shelf.kept!.signing)).rejects.toThrow()
    await expect(subtle.exportKey('raw', shelf.kept!.short)).rejects.toThrow()
  })

  it('enrols once for a person, anew for another or when asked, and nothing is left after wiping', async () => {
    const server = standInServer(NOW)
    const shelf = memoryShelf()
    const keys = createDeviceKeys(shelf, subtle, () => NOW)
    await Promise.all([
      keys.ensure('volunteer-1', server.transport),
      keys.ensure('volunteer-1', server.transport),
    ])
    await keys.ensure('volunteer-1', server.transport)
    expect(server.enrolled.length).toBe(1)
    await keys.ensure('volunteer-1', server.transport, { renew: true })
    await keys.ensure('volunteer-2', server.transport)
    expect(server.enrolled.length).toBe(3)
    expect(shelf.kept?.volunteerId).toBe('volunteer-2')
    await keys.wipe()
    expect(await keys.currentCode(NOW, '')).toBeNull()
    expect(await keys.shortCode(NOW)).toBeNull()
  })

  it('follows the server’s clock when told, so that a wrong watch does not spoil the code', async () => {
    const keys = createDeviceKeys(memoryShelf(), subtle, () => NOW)
    await keys.ensure('volunteer-1', standInServer(NOW).transport)
    await keys.align(new Date(NOW + 3_600_000).toISOString(), NOW)
    expect((await keys.currentCode(NOW, ''))!.step).toBe(Math.floor((NOW + 3_600_000) / 30_000))
  })

  it('says why there is no key: refused by the server, no network, a browser without keys', async () => {
    const refusing: Transport = async () => ({ status: 422, body: { code: 'key_malformed' } })
    const silent: Transport = async () => Promise.reject(new Error('no network'))
    const shelf = memoryShelf()
    const keys = createDeviceKeys(shelf, subtle, () => NOW)
    expect(await keys.ensure('v', refusing)).toEqual({ ok: false, code: 'key_malformed' })
    expect(await keys.ensure('v', silent)).toEqual({ ok: false, code: 'offline' })
    expect(await createDeviceKeys(shelf, undefined, () => NOW).ensure('v', silent)).toEqual({
      ok: false,
      code: 'device_unsupported',
    })
    expect(shelf.kept).toBeUndefined()
  })
})
