import { loggerFor } from '../app.ts'
import type { Config } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { openConfigured } from './database.ts'

export async function migrateOnly(config: Config): Promise<void> {
  const opened = await openConfigured(config, loggerFor(config))
  try {
    const done = await migrate(opened.db)
    console.log(done.length === 0 ? 'The schema is up to date.' : `Applied ${done.join(', ')}.`)
  } finally {
    await opened.close()
  }
}
