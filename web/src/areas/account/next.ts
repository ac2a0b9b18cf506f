// Where a person wanted to go before signing in.

/** Only a path of this site; anything that could lead elsewhere is dropped. */
export function safeNext(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return null
  return /[\\\n\r\t]/.test(value) ? null : value
}
