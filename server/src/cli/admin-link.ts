/** One-time links for administrators of the platform: at the first start, and when the only one has lost the second factor. */
import { performWith, systemClock } from '../act.ts'
import { loggerFor } from '../app.ts'
import { ConfigError, type Config } from '../config.ts'
import { createAdminLink } from '../features/accounts/index.ts'
import { findNeedsSetup, findSite } from '../features/catalog/index.ts'
import type { Engine } from '../http/app.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { loadVault } from '../vault.ts'
import { openConfigured } from './database.ts'

const CALLER = { actor: SYSTEM, deed: 'createAdminLink' }

/** The lines to print while nobody administers the platform: a new one-time link at each start. */
export async function firstAdminLines(engine: Engine, address: string): Promise<string[]> {
  if (!(await findNeedsSetup(engine.reader))) return []
  const path = await engine.perform(CALLER, createAdminLink, null)
  return [
    'Nobody administers this service yet. Open this link once, within seven days, to set a password:',
    `  ${address}${path}`,
  ]
}

/** Whoever can run this can also read the database; the trail says that the system made the link. */
export async function adminLink(config: Config): Promise<void> {
  const opened = await openConfigured(config, loggerFor(config))
  try {
    if ((await findSite(opened.reader)) === undefined)
      throw new ConfigError(
        'There is no service here yet. Start the program once, and it prints such a link.',
      )
    const { perform } = performWith(opened.db, systemClock, loadVault(config.keyFile))
    const path = await perform(CALLER, createAdminLink, null)
    console.log('Start the program, and open this link once, within seven days, to administer the platform:')
    console.log(`  ${config.publicUrl ?? `http://${config.host}:${config.port}`}${path}`)
  } finally {
    await opened.close()
  }
}
