import { once } from 'node:events'
import { join } from 'node:path'
import { systemClock } from '../act.ts'
import { createServer, loggerFor } from '../app.ts'
import { ConfigError, isUnderNpmShell, type Config } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { seedCatalog } from '../features/catalog/index.ts'
import { startJobs } from '../jobs/run.ts'
import { loadVault } from '../vault.ts'
import { openConfigured } from './database.ts'
import { openDemo, openPlain } from './introduce.ts'

const LOOK_FOR_SHELL_MS = 250
const WEB = join(import.meta.dirname, '../../../web')

/** Sets everything up, starts, tells how to sign in, and stops cleanly on SIGINT and SIGTERM, even while it starts. */
export async function serve(config: Config): Promise<void> {
  const stop = stopSignal()
  const logger = loggerFor(config)
  const opened = await openConfigured(config, logger)
  const closers = [() => opened.close()]
  try {
    stop.throwIfAborted()
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
    closers.unshift(() => app.close())
    const introduce = config.demo
      ? await openDemo(config, opened, engine, stop)
      : await openPlain(config, engine)
    stop.throwIfAborted()
    const address = await app.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
      throw cannotListen(config, error)
    })
    const jobs = startJobs(engine, logger)
    closers.splice(1, 0, () => jobs.stop())
    const base = config.publicUrl ?? address
    console.log([`Zhiyuan is ready at ${base}`, ...(await introduce(base))].join('\n'))
    if (!stop.aborted) await once(stop, 'abort')
  } catch (error) {
    if (!stop.aborted) throw error
  } finally {
    if (stop.aborted) logger.info('stopping')
    for (const close of closers) await close()
  }
}

function cannotListen({ host, port }: Config, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new ConfigError(
      `another program already answers at port ${port} of ${host}; stop it, or set PORT to another number`,
    )
  if (code === 'EACCES')
    return new ConfigError(
      `port ${port} is not open to this user; set PORT to a number above 1023, with a proxy in front`,
    )
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new ConfigError(`HOST must be an address of this machine, not "${host}"`)
  return error
}

/** Heard from the first moment: a start that is interrupted must not leave its database running. */
function stopSignal(): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  if (isUnderNpmShell()) {
    const shell = process.ppid
    setInterval(() => {
      if (process.ppid !== shell) stop.abort()
    }, LOOK_FOR_SHELL_MS).unref()
  }
  return stop.signal
}
