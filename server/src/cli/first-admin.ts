import { createFirstAdminLink } from '../features/accounts/index.ts'
import { findNeedsSetup } from '../features/catalog/index.ts'
import type { Engine } from '../http/app.ts'
import { SYSTEM } from '../kernel/actor.ts'

/** The lines to print while nobody administers the platform: a new one-time link at each start. */
export async function firstAdminLines(engine: Engine, address: string): Promise<string[]> {
  if (!(await findNeedsSetup(engine.reader))) return []
  const caller = { actor: SYSTEM, deed: 'createFirstAdminLink' }
  const path = await engine.perform(caller, createFirstAdminLink, null)
  return [
    'Nobody administers this service yet. Open this link once, within seven days, to set a password:',
    `  ${address}${path}`,
  ]
}
