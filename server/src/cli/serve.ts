import { join } from 'node:path'
import { systemClock } from '../act.ts'
import { createServer, loggerFor } from '../app.ts'
import { ConfigError, type Config } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { findSite, openSite, seedCatalog } from '../features/catalog/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { startJobs } from '../jobs/run.ts'
import { loadVault } from '../vault.ts'
import type { Opened } from '../db/open.ts'
import type { Engine } from '../http/app.ts'
import { firstAdminLines } from './admin-link.ts'
import { openConfigured } from './database.ts'
import { DEMO_PASSWORD, loadDemo } from './demo/load.ts'

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
    const introduce = config.demo ? await openDemo(config, opened, engine) : await openPlain(config, engine)
    const jobs = startJobs(engine, logger)
    const address = await app.listen({ host: config.host, port: config.port })
    const base = config.publicUrl ?? address
    console.log([`Zhiyuan is ready at ${base}`, ...(await introduce(base))].join('\n'))
    await stopSignal()
    logger.info('stopping')
    await app.close()
    await jobs.stop()
  } finally {
    await opened.close()
  }
}

type Introduce = (base: string) => Promise<string[]>

/** Everybody knows the passwords of a demo, its platform administrator's too. */
async function openPlain(config: Config, engine: Engine): Promise<Introduce> {
  if ((await findSite(engine.reader))?.isDemo === true)
    throw new ConfigError(
      `${config.dataDir} holds the demo city; start it with --demo, or set ZHIYUAN_DATA to another folder for a real site`,
    )
  const place = { regionCode: config.siteRegion, isDemo: false, nameEn: 'Zhiyuan Volunteer Service' }
  await engine.perform({ actor: SYSTEM, deed: 'openSite' }, openSite, place)
  return (base) => firstAdminLines(engine, base)
}

/** A data folder is a demo or it is not: nobody's real records end up among made-up ones. */
async function openDemo(config: Config, opened: Opened, engine: Engine): Promise<Introduce> {
  const site = await findSite(opened.reader)
  if (site !== undefined && !site.isDemo)
    throw new ConfigError(
      `${config.dataDir} holds a real site; set ZHIYUAN_DATA to another folder for the demo`,
    )
  const signIns = await loadDemo(opened, engine.vault, engine.clock(), (line) => console.log(line))
  return async () => [
    `Demo city. Everybody's password is ${DEMO_PASSWORD}; staff need no second factor here.`,
    ...signIns.map(({ who, login }) => `  ${login}  ${who}`),
  ]
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
