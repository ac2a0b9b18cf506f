import { join } from 'node:path'
import { systemClock } from '../act.ts'
import { createServer, loggerFor } from '../app.ts'
import type { Config } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { openSite, seedCatalog } from '../features/catalog/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { startJobs } from '../jobs/run.ts'
import { loadVault } from '../vault.ts'
import { openConfigured } from './database.ts'
import { firstAdminLines } from './first-admin.ts'

const WEB = join(import.meta.dirname, '../../../web')

/** Sets everything up, starts, tells how to sign in, and stops cleanly on SIGINT and SIGTERM. */
export async function serve(config: Config): Promise<void> {
  const logger = loggerFor(config)
  const opened = await openConfigured(config, logger)
  try {
    await migrate(opened.db)
    await opened.db.transaction().execute((tx) => seedCatalog(tx))
    const vault = loadVault(config.keyFile)
    const { app, engine } = await createServer({
      config,
      opened,
      vault,
      clock: systemClock,
      logger,
      webRoot: WEB,
    })
    await engine.perform({ actor: SYSTEM, deed: 'openSite' }, openSite, {
      regionCode: config.siteRegion,
      isDemo: false,
      nameEn: 'Zhiyuan Volunteer Service',
    })
    const jobs = startJobs(engine, logger)
    const address = await app.listen({ host: config.host, port: config.port })
    const base = config.publicUrl ?? address
    console.log([`Zhiyuan is ready at ${base}`, ...(await firstAdminLines(engine, base))].join('\n'))
    await stopSignal()
    logger.info('stopping')
    await app.close()
    await jobs.stop()
  } finally {
    await opened.close()
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
