/** Secrets that are carried by people or browsers: 256 random bits, of which the database knows the hash. */
import { createHash, randomBytes } from 'node:crypto'

const FORM = /^[\w-]{43}$/

export const newToken = (): string => randomBytes(32).toString('base64url')
export const isToken = (text: string): boolean => FORM.test(text)
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
