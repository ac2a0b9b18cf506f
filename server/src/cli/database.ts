import { sql } from 'kysely'
import type { Logger } from 'pino'
import { ConfigError, type Config } from '../config.ts'
import { startEmbedded } from '../db/embedded.ts'
import { openDatabase, type Opened } from '../db/open.ts'

/** Opens the configured database, starting the embedded one when none is named. */
export async function openConfigured(config: Config, logger: Logger): Promise<Opened> {
  if (config.databaseUrl !== null) return openNamed(config.databaseUrl)
  const embedded = await startEmbedded({ dataDir: config.dataDir, log: logger })
  const opened = openDatabase({ host: embedded.host, user: embedded.user, database: embedded.database })
  return {
    ...opened,
    async close() {
      await opened.close()
      await embedded.stop()
    },
  }
}

/** Asked once at the start, so that whoever mistyped reads which setting is meant. The address itself holds a password and is not repeated. */
async function openNamed(connectionString: string): Promise<Opened> {
  const opened = openDatabase({ connectionString })
  try {
    await sql`select 1`.execute(opened.db)
    return opened
  } catch (error) {
    await opened.close()
    throw new ConfigError(`the database that DATABASE_URL names cannot be used: ${detailOf(error)}`)
  }
}

/** A name with several addresses fails with one error for each, and no words of its own. */
function detailOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(detailOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
