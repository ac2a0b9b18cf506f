import type { Vault } from '../../vault.ts'

const PURPOSE = 'proofs.secret'

/** The holder can read the secret again at any time, so it is sealed rather than hashed. */
export const sealSecret = (vault: Vault, secret: string): Buffer => vault.seal(PURPOSE, secret)
export const openSecret = (vault: Vault, sealed: Buffer): string => vault.open(PURPOSE, sealed)
