// The keys of this device for "my code". They are made here, cannot be read out, and work without network once the server
// knows their public half; signing out wipes them.
import { openDB, type IDBPDatabase } from 'idb'
import { call, type Transport } from '../../api/client'
import {
  agreeOnShortKey,
  codePayload,
  makeKeyPairs,
  publicPoint,
  shortCodeText,
  STEP_MS,
  stepOf,
} from './card-code'

export interface DeviceKey {
  /** Whose card this device shows; another person's sign-in replaces it. */
  readonly volunteerId: string
  readonly cardKeyId: string
  readonly signing: CryptoKey
  readonly short: CryptoKey
  /** What to add to this device's clock to have the server's. */
  readonly skewMs: number
}
export type KeyState =
  { readonly ok: true; readonly key: DeviceKey } | { readonly ok: false; readonly code: string }

export interface ShownCode {
  /** The address for the QR code. */
  readonly text: string
  readonly step: number
  /** Until the next code. */
  readonly leftMs: number
}

/** Where the key lies: IndexedDB in the browser. */
export interface KeyShelf {
  read: () => Promise<DeviceKey | undefined>
  write: (key: DeviceKey) => Promise<void>
  wipe: () => Promise<void>
}

const STORE = 'keys'
const ONLY = 'card'

function addStore(database: IDBPDatabase): void {
  database.createObjectStore(STORE)
}

function browserShelf(): KeyShelf {
  let opened: Promise<IDBPDatabase> | null = null
  const database = () => (opened ??= openDB('zhiyuan-card', 1, { upgrade: addStore }))
  return {
    read: async () => (await (await database()).get(STORE, ONLY)) as DeviceKey | undefined,
    write: async (key) => {
      await (await database()).put(STORE, key, ONLY)
    },
    wipe: async () => (await database()).clear(STORE),
  }
}

export interface DeviceKeys {
  /** The key that lies here, made and enrolled if there is none of this person; `renew` makes a new one in any case. */
  ensure: (volunteerId: string, transport: Transport, options?: { renew?: boolean }) => Promise<KeyState>
  current: () => Promise<DeviceKey | undefined>
  currentCode: (nowMs: number, origin: string) => Promise<ShownCode | null>
  shortCode: (nowMs: number) => Promise<string | null>
  /** Keeps in mind how far this device's clock is off; call it with an answer that carries the server's time. */
  align: (serverTime: string, nowMs: number) => Promise<void>
  wipe: () => Promise<void>
}

const unsupported: KeyState = { ok: false, code: 'device_unsupported' }

async function enrol(
  volunteerId: string,
  transport: Transport,
  subtle: SubtleCrypto,
  clock: () => number,
): Promise<KeyState> {
  const { signing, agreement } = await makeKeyPairs(subtle)
  const body = {
    signingKey: await publicPoint(subtle, signing),
    agreementKey: await publicPoint(subtle, agreement),
  }
  const askedAt = clock()
  const answer = await call(transport, 'enrolCardKey', { body })
  if (!answer.ok) return { ok: false, code: answer.code }
  const { cardKeyId, serverAgreementKey, serverTime } = answer.data
  const key: DeviceKey = {
    volunteerId,
    cardKeyId,
    signing: signing.privateKey,
    short: await agreeOnShortKey(subtle, agreement, serverAgreementKey),
    // The answer was written about half way between asking and now.
    skewMs: Date.parse(serverTime) - (askedAt + clock()) / 2,
  }
  return { ok: true, key }
}

export function createDeviceKeys(
  shelf: KeyShelf,
  subtle: SubtleCrypto | undefined,
  clock: () => number,
): DeviceKeys {
  let underWay: Promise<KeyState> | null = null

  async function ensureOnce(volunteerId: string, transport: Transport, renew: boolean): Promise<KeyState> {
    // Browsers give keys to secure addresses only.
    if (subtle === undefined) return unsupported
    try {
      const kept = await shelf.read()
      if (kept?.volunteerId === volunteerId && !renew) return { ok: true, key: kept }
      if (kept !== undefined && kept.volunteerId !== volunteerId) await shelf.wipe()
      const state = await enrol(volunteerId, transport, subtle, clock)
      if (state.ok) await shelf.write(state.key)
      return state
    } catch {
      return unsupported
    }
  }
  const current = () => shelf.read().catch(() => undefined)
  const stepFor = (key: DeviceKey, nowMs: number) => stepOf(nowMs + key.skewMs)
  return {
    current,
    ensure: (volunteerId, transport, options = {}) =>
      (underWay ??= ensureOnce(volunteerId, transport, options.renew === true).finally(() => {
        underWay = null
      })),
    async currentCode(nowMs, origin) {
      const key = await current()
      if (key === undefined || subtle === undefined) return null
      const step = stepFor(key, nowMs)
      const payload = await codePayload(subtle, key.signing, key.cardKeyId, step)
      return { text: `${origin}/c#${payload}`, step, leftMs: (step + 1) * STEP_MS - (nowMs + key.skewMs) }
    },
    async shortCode(nowMs) {
      const key = await current()
      return key === undefined || subtle === undefined
        ? null
        : shortCodeText(subtle, key.short, stepFor(key, nowMs))
    },
    async align(serverTime, nowMs) {
      const key = await current()
      if (key !== undefined) await shelf.write({ ...key, skewMs: Date.parse(serverTime) - nowMs })
    },
    wipe: () => shelf.wipe(),
  }
}

/** Missing on addresses that are not secure, whatever the type says. */
const subtleOf = ({ subtle }: { readonly subtle?: SubtleCrypto }): SubtleCrypto | undefined => subtle

let own: DeviceKeys | undefined
const keys = (): DeviceKeys => (own ??= createDeviceKeys(browserShelf(), subtleOf(crypto), Date.now))

export const ensureDeviceKey: DeviceKeys['ensure'] = (...given) => keys().ensure(...given)
export const currentDeviceKey = (): Promise<DeviceKey | undefined> => keys().current()
export const currentCode = (nowMs: number, origin = location.origin): Promise<ShownCode | null> =>
  keys().currentCode(nowMs, origin)
export const shortCode = (nowMs: number): Promise<string | null> => keys().shortCode(nowMs)
export const alignClock = (serverTime: string, nowMs: number): Promise<void> =>
  keys().align(serverTime, nowMs)
export const forgetDeviceKey = (): Promise<void> => keys().wipe()
