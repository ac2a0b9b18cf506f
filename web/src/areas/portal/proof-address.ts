// Where the answer about a proof stands: its number as people type it, tidied, and the secret when it was given.
import type { RouteLocationRaw } from 'vue-router'

/** Null when no number was typed. */
export function proofAddress(typedNumber: string, typedSecret: string): RouteLocationRaw | null {
  const number = typedNumber.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  if (number === '') return null
  const secret = typedSecret.replace(/\s/g, '')
  return { path: `/verify/${encodeURIComponent(number)}`, query: secret === '' ? {} : { s: secret } }
}
