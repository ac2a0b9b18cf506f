/** Why the bundled PostgreSQL could not be used. Each message tells the way on, for whoever starts the program. */
export type EmbeddedReason =
  | 'data_folder_in_use'
  | 'data_folder_unreachable'
  | 'data_folder_other_version'
  | 'data_folder_damaged'
  | 'embedded_unsupported'
  | 'embedded_did_not_start'
  | 'embedded_did_not_stop'

export class EmbeddedFault extends Error {
  readonly reason: EmbeddedReason
  readonly facts: Readonly<Record<string, string | number>>

  constructor(
    reason: EmbeddedReason,
    message: string,
    facts: Readonly<Record<string, string | number>> = {},
  ) {
    super(`${reason}: ${message}`)
    this.name = 'EmbeddedFault'
    this.reason = reason
    this.facts = facts
  }
}

const NO_ACCESS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'])

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Does the work on a path, and names the fault when the system forbids it. */
export function reaching<T>(folder: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const code = errorCode(error)
    if (code === undefined || !NO_ACCESS.has(code)) throw error
    throw unreachable(folder, code)
  }
}

export function unreachable(folder: string, detail: string): EmbeddedFault {
  const way =
    'Give the program a folder it may write to with ZHIYUAN_DATA, or run it as the user who owns this one.'
  return new EmbeddedFault('data_folder_unreachable', `${folder} cannot be used (${detail}). ${way}`, {
    folder,
    detail,
  })
}
