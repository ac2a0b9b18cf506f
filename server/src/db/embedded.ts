/**
 * The PostgreSQL the program brings along for itself when DATABASE_URL is not set: started on a data folder, reached
 * over a Unix socket, kept running while the program runs.
 */
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { cacheFolders, findBinaries } from './embedded/binaries.ts'
import {
  openCluster,
  pruneLogs,
  settingsOf,
  sharedBuffersFor,
  SUPERUSER,
  type Cluster,
  type Tuning,
} from './embedded/cluster.ts'
import { errorCode, reaching } from './embedded/faults.ts'
import { isFolderHeld, lockFolder } from './embedded/folder-lock.ts'
import { livePostmaster, startOrAdopt, stopPostmaster } from './embedded/postmaster.ts'
import { serviceUserFor } from './embedded/service-user.ts'

export { EmbeddedFault, type EmbeddedReason } from './embedded/faults.ts'

export interface StartLog {
  info(facts: object, message: string): void
  error(facts: object, message: string): void
}

export interface EmbeddedOptions {
  dataDir: string
  log: StartLog
  /** By the machine's memory when not given. */
  sharedBuffers?: string
  /** Gives up every promise about power loss; for databases that are thrown away. */
  unsafeForTests?: boolean
}

export interface Embedded {
  host: string
  user: string
  database: string
  port?: never
  /** Whether the server was found running, left by a program that was killed. */
  adopted: boolean
  /** Ends the server with everything written out. Calling it again changes nothing. */
  stop(): Promise<void>
}

const NAME = 'zhiyuan'
const WATCH_MS = 1000
const WATCHES_BETWEEN_PRUNING = 3600
const REST_MS = 15_000
const CONNECT_WITHIN_MS = 60_000

export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const tuning: Tuning = {
    sharedBuffers: options.sharedBuffers ?? sharedBuffersFor(totalmem()),
    unsafeForTests: options.unsafeForTests ?? false,
  }
  const dataDir = openDataFolder(options.dataDir)
  const lock = await lockFolder(dataDir)
  try {
    const user = serviceUserFor(path.join(dataDir, 'postgres'))
    const cluster = await openCluster(dataDir, user, await findBinaries(user, cacheFolders(dataDir)), tuning)
    pruneLogs(cluster.folder)
    const { adopted } = await startOrAdopt(cluster, settingsOf(cluster, tuning))
    await ensureDatabase(cluster.host, NAME).catch(async (error: unknown) => {
      await stopPostmaster(cluster.folder)
      throw error
    })
    options.log.info({ folder: cluster.folder, adopted }, 'database started')
    const stopWatching = watch(cluster, tuning, options.log)
    let stopped: Promise<void> | undefined
    const stop = async () => {
      await stopWatching()
      await stopPostmaster(cluster.folder).finally(() => {
        lock.release()
      })
      if (cluster.host !== cluster.folder) rmSync(cluster.host, { recursive: true, force: true })
      options.log.info({ folder: cluster.folder }, 'database stopped')
    }
    return { host: cluster.host, user: NAME, database: NAME, adopted, stop: () => (stopped ??= stop()) }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Only root's folder may be walked through by others: its database runs as another user. None may look inside. */
function openDataFolder(wanted: string): string {
  return reaching(wanted, () => {
    mkdirSync(wanted, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    return realpathSync(wanted)
  })
}

/** Starts the server again when it dies under the running program. The answer ends the watch. */
function watch(cluster: Cluster, tuning: Tuning, log: StartLog): () => Promise<void> {
  let reviving: Promise<void> | undefined
  let watches = 0
  let restUntil = 0
  const revive = async () => {
    log.error({ folder: cluster.folder }, 'database server is gone, starting it again')
    try {
      await startOrAdopt(cluster, settingsOf(cluster, tuning))
      log.info({ folder: cluster.folder }, 'database started again')
    } catch (error) {
      log.error({ err: error }, 'database did not start again')
      restUntil = performance.now() + REST_MS
    }
  }
  const timer = setInterval(() => {
    watches += 1
    if (watches % WATCHES_BETWEEN_PRUNING === 0) pruneLogs(cluster.folder)
    if (
      reviving !== undefined ||
      performance.now() < restUntil ||
      livePostmaster(cluster.folder) !== undefined
    )
      return
    reviving = revive().finally(() => (reviving = undefined))
  }, WATCH_MS).unref()
  return async () => {
    clearInterval(timer)
    await reviving
  }
}

/**
 * Makes the program's role and a database of its own when they are missing. The role is no superuser, so that the
 * bundled server grants no more than a server of yours would.
 */
export async function ensureDatabase(host: string, database: string): Promise<void> {
  const client = await connect(host)
  try {
    const roles = await client.query('select from pg_roles where rolname = $1', [NAME])
    if (roles.rowCount === 0) await client.query(`create role ${NAME} login createdb`)
    const databases = await client.query('select from pg_database where datname = $1', [database])
    if (databases.rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(database)} owner ${NAME}`)
  } finally {
    await client.end()
  }
}

async function connect(host: string): Promise<Client> {
  const deadline = performance.now() + CONNECT_WITHIN_MS
  for (;;) {
    // Port and ssl are said outright, or pg would take them from PGPORT and PGSSLMODE.
    const client = new Client({ host, port: 5432, ssl: false, user: SUPERUSER, database: 'postgres' })
    try {
      await client.connect()
      return client
    } catch (error) {
      const recovering = errorCode(error) === '57P03'
      if (!recovering || performance.now() > deadline) throw error
    }
    await sleep(50)
  }
}

const THROWAWAY = 'zhiyuan-throwaway-'

/** A server for one run of tests or tools, in a temporary folder that stop() deletes. */
export async function startThrowaway(log: StartLog): Promise<Embedded> {
  await sweepThrowaways()
  const dataDir = mkdtempSync(path.join(tmpdir(), THROWAWAY))
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711)
  const discard = () => {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    const embedded = await startEmbedded({ dataDir, log, sharedBuffers: '64MB', unsafeForTests: true })
    return { ...embedded, stop: () => embedded.stop().finally(discard) }
  } catch (error) {
    discard()
    throw error
  }
}

/** A run that was killed leaves its server behind; the next one clears it away. */
async function sweepThrowaways(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(THROWAWAY))) {
    const folder = path.join(tmpdir(), name)
    const owner = lstatSync(folder, { throwIfNoEntry: false })
    if (
      owner?.isDirectory() !== true ||
      owner.uid !== process.getuid?.() ||
      (await isFolderHeld(folder)) !== false
    )
      continue
    const cluster = path.join(folder, 'postgres')
    const socketFolder = livePostmaster(cluster)?.socketFolder ?? cluster
    await stopPostmaster(cluster)
    rmSync(socketFolder, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
