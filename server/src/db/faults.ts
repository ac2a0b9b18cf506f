/** Telling a database that is away for a moment from a fault of ours. */

/** Connection lost or refused, server starting or ending, no room for a connection. */
const AWAY = /^(08...|57P0[1-3]|53300|ECONNREFUSED|ECONNRESET|EPIPE)$/
/** The driver's own words; these errors carry no code. */
const TERMINATED = /^Connection terminated|^Client (was closed|has encountered a connection error)/

/** An error of the data may be the fault of one item among many; a database that is away is nobody's. */
export const isFaultOfData = (error: unknown): boolean => {
  const { code } = error as { code?: unknown }
  return typeof code !== 'string' || /^(2[23]|P0)/.test(code)
}

/** What was asked may or may not have been done, so whoever asked may ask again. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as { code?: unknown; syscall?: unknown }
  if (code === undefined) return TERMINATED.test(error.message)
  // The embedded server's socket file is gone while it starts again.
  return typeof code === 'string' && (AWAY.test(code) || (code === 'ENOENT' && syscall === 'connect'))
}
