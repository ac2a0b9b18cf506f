import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { startEmbedded } from '../db/embedded.ts'
import { openDatabase, type Opened } from '../db/open.ts'

/** Opens the configured database, starting the embedded one when none is named. */
export async function openConfigured(config: Config, logger: Logger): Promise<Opened> {
  if (config.databaseUrl !== null) return openDatabase({ connectionString: config.databaseUrl })
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
