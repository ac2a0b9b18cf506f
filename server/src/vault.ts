/**
 * Personal fields at rest: AES-256-GCM under versioned keys, found only by keyed blind index.
 * The keys live in a file beside the data, never in the database.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface Vault {
  /** 1 byte key version, 12 bytes nonce, ciphertext, 16 bytes tag. `purpose` is bound as associated data. */
  seal(purpose: string, text: string): Buffer
  open(purpose: string, sealed: Buffer): string
  /** HMAC-SHA-256: the same value of the same kind always gives the same 32 bytes, and only here. */
  blind(kind: string, value: string): Buffer
  /** 32 bytes for one named use, derived from the master key; never stored. */
  derive(use: string): Buffer
}

interface KeyFile {
  current: number
  keys: Record<string, string>
  index: string
  master: string
}

const NONCE = 12
const TAG = 16

export function openVault(file: KeyFile): Vault {
  const keys = new Map(Object.entries(file.keys).map(([v, hex]) => [Number(v), Buffer.from(hex, 'hex')]))
  const indexKey = Buffer.from(file.index, 'hex')
  const master = Buffer.from(file.master, 'hex')
  const keyOf = (version: number): Buffer => {
    const key = keys.get(version)
    if (key === undefined) throw new Error(`the key file holds no key of version ${version}`)
    return key
  }
  return {
    seal(purpose, text) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', keyOf(file.current), nonce)
      cipher.setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([file.current]), nonce, body, cipher.getAuthTag()])
    },
    open(purpose, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', keyOf(sealed[0] ?? 0), sealed.subarray(1, 1 + NONCE))
      decipher.setAAD(Buffer.from(purpose))
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
      const body = sealed.subarray(1 + NONCE, sealed.length - TAG)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
    blind: (kind, value) => createHmac('sha256', indexKey).update(`${kind}\0${value}`).digest(),
    derive: (use) => Buffer.from(hkdfSync('sha256', master, '', use, 32)),
  }
}

export function newKeyFile(): KeyFile {
  const key = () => randomBytes(32).toString('hex')
  return { current: 1, keys: { 1: key() }, index: key(), master: key() }
}

/** Reads the key file, or makes one (0600) at the very first start. */
export function loadVault(path: string): Vault {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(path, JSON.stringify(newKeyFile(), null, 2), { mode: 0o600, flag: 'wx' })
  }
  return openVault(JSON.parse(readFileSync(path, 'utf8')) as KeyFile)
}
