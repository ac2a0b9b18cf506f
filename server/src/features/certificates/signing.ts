/** The site's own signature under proofs: Ed25519, with a key derived from the vault and never stored. */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { Vault } from '../../vault.ts'

export interface ProofSigner {
  /** The first half of the public key's hash, so that a proof says which key to take. */
  keyId: string
  /** 32 bytes, for whoever checks without us. */
  publicKey: Buffer
  sign(text: string): Buffer
  verify(text: string, signature: Buffer): boolean
}

/** The fixed heads of Ed25519 keys in DER (RFC 8410), before their 32 bytes. */
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_BYTES = 32

export function proofSigner(vault: Vault): ProofSigner {
  const der = Buffer.concat([PRIVATE_HEAD, vault.derive('proof-signing')])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey)
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  const raw = spki.subarray(spki.length - PUBLIC_BYTES)
  return {
    keyId: createHash('sha256').update(raw).digest('hex').slice(0, 32),
    publicKey: raw,
    sign: (text) => sign(null, Buffer.from(text), privateKey),
    verify: (text, signature) => verify(null, Buffer.from(text), publicKey, signature),
  }
}
