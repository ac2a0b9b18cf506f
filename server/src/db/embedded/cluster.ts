/** The cluster folder: made once and whole, checked on every start, and the settings its server runs with. */
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Binaries } from './binaries.ts'
import { EmbeddedFault, reaching, unreachable } from './faults.ts'
import { run } from './processes.ts'
import type { ServiceUser } from './service-user.ts'

export const SUPERUSER = 'postgres'
export const SOCKET_NAME = '.s.PGSQL.5432'

/** A Unix socket's address holds 104 bytes on some systems, 108 on others. */
const SOCKET_PATH_BYTES_MAX = 100

export interface Cluster {
  dataDir: string
  folder: string
  /** How PostgreSQL names its own folder, always with that folder as its working directory. */
  handle: string
  host: string
  user: ServiceUser | undefined
  binaries: Binaries
}

export interface Tuning {
  sharedBuffers: string
  unsafeForTests: boolean
}

export async function openCluster(
  dataDir: string,
  user: ServiceUser | undefined,
  binaries: Binaries,
  tuning: Tuning,
): Promise<Cluster> {
  const folder = path.join(dataDir, 'postgres')
  if (isUnmade(folder)) await makeCluster(dataDir, folder, user, binaries, tuning)
  const made = reaching(folder, () => readFileSync(path.join(folder, 'PG_VERSION'), 'utf8')).trim()
  if (made !== binaries.major) {
    throw new EmbeddedFault(
      'data_folder_other_version',
      `${folder} was made by PostgreSQL ${made}, and this program brings PostgreSQL ${binaries.major}. Take a backup with the version of the program that made it and restore it into a new folder, or set DATABASE_URL to a PostgreSQL ${made} serving it.`,
      { folder, found: made, needed: binaries.major },
    )
  }
  const handle = await handleFor(folder, user)
  return { dataDir, folder, handle, host: socketFolderFor(folder, user), user, binaries }
}

function isUnmade(folder: string): boolean {
  if (!existsSync(folder)) return true
  const inside = reaching(folder, () => readdirSync(folder))
  if (inside.includes('PG_VERSION')) return false
  if (inside.length === 0) return true
  throw new EmbeddedFault(
    'data_folder_damaged',
    `${folder} holds files but no database. Restore it from a backup, or move it away to begin with an empty one.`,
    { folder },
  )
}

/** Made under another name and renamed when whole, so that an interrupted first start leaves nothing half-done. */
async function makeCluster(
  dataDir: string,
  folder: string,
  user: ServiceUser | undefined,
  binaries: Binaries,
  tuning: Tuning,
): Promise<void> {
  const fresh = `${folder}.new`
  reaching(dataDir, () => {
    rmSync(fresh, { recursive: true, force: true })
    mkdirSync(fresh, { mode: 0o700 })
    if (user !== undefined) chownSync(fresh, user.uid, user.gid)
  })
  // Sorting and case come from PostgreSQL itself; the C library is only asked what a letter is, under its own name.
  const letters = process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'
  const choices = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    `--lc-ctype=${letters}`,
  ]
  const access = ['--username', SUPERUSER, '--auth-local=trust', '--auth-host=reject']
  const safety = ['--data-checksums', ...(tuning.unsafeForTests ? ['--no-sync'] : [])]
  const args = [
    '-D',
    await handleFor(fresh, user),
    '--text-search-config=simple',
    ...choices,
    ...access,
    ...safety,
  ]
  const made = await run(path.join(binaries.folder, 'bin/initdb'), args, fresh, user)
  if (made.code !== 0) {
    rmSync(fresh, { recursive: true, force: true })
    throw new EmbeddedFault(
      'embedded_did_not_start',
      `The database could not be made in ${folder}: ${made.output.slice(-2000)}`,
      { folder },
    )
  }
  renameSync(fresh, folder)
  const parent = openSync(dataDir, 'r')
  fsyncSync(parent)
  closeSync(parent)
}

/**
 * The service user often may not walk to the data folder (a checkout under /root). It need not: the working directory
 * is entered before root's rights are dropped, and Linux lets a process name its own working directory.
 */
async function handleFor(folder: string, user: ServiceUser | undefined): Promise<string> {
  if (user === undefined) return '.'
  const walk = await run('/bin/sh', ['-c', 'cd -- "$0"', folder], '/', user)
  if (walk.code === 0) return '.'
  if (process.platform === 'linux') return '/proc/self/cwd'
  throw unreachable(folder, walk.output)
}

function socketFolderFor(folder: string, user: ServiceUser | undefined): string {
  if (Buffer.byteLength(path.join(folder, SOCKET_NAME)) <= SOCKET_PATH_BYTES_MAX) return folder
  const name = `zhiyuan-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
  const short = [tmpdir(), '/tmp']
    .map((parent) => path.join(parent, name))
    .find((candidate) => Buffer.byteLength(path.join(candidate, SOCKET_NAME)) <= SOCKET_PATH_BYTES_MAX)
  if (short === undefined) throw unreachable(folder, 'its path is too long for a socket')
  if (!existsSync(short)) {
    mkdirSync(short, { mode: 0o700 })
    if (user !== undefined) chownSync(short, user.uid, user.gid)
  }
  // The name can be guessed, so a folder that somebody else laid there is not trusted.
  const found = lstatSync(short)
  if (!found.isDirectory() || found.uid !== (user?.uid ?? process.getuid?.()) || (found.mode & 0o077) !== 0) {
    throw unreachable(short, 'it should be a private folder of the database and is not; remove it')
  }
  return short
}

const MB = 1_048_576
const SHARED_MB_MIN = 128
const SHARED_MB_MAX = 1024

/** An eighth of the memory, within bounds: what a province reads in a morning, and the program beside it still breathes. */
export function sharedBuffersFor(memoryBytes: number): string {
  const share = Math.floor(memoryBytes / 8 / MB)
  return `${Math.min(SHARED_MB_MAX, Math.max(SHARED_MB_MIN, share))}MB`
}

/** Given on the command line at each start, so that an old cluster follows the program. */
export function settingsOf(cluster: Cluster, tuning: Tuning): string[] {
  const socketFolder = cluster.host === cluster.folder ? '.' : `"${cluster.host.replaceAll('"', '""')}"`
  const settings: Record<string, string> = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: tuning.sharedBuffers,
    max_wal_size: '1GB',
    synchronous_commit: 'on',
    timezone: 'UTC',
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgres-%Y%m%d-%H%M%S.log',
    log_file_mode: '0600',
    log_rotation_size: '8MB',
    log_rotation_age: '1d',
    log_checkpoints: 'off',
    // Who takes a trigger or a privilege off the ledger is seen here; such statements quote nobody's data.
    log_statement: 'ddl',
    log_timezone: 'UTC',
    // Statements and the details of errors quote people's data, which has no place in a log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(tuning.unsafeForTests ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

const LOGS_KEPT = 8

/** PostgreSQL opens a new log at 8 MB or each day and never removes one. */
export function pruneLogs(folder: string): void {
  const logs = path.join(folder, 'log')
  if (!existsSync(logs)) return
  const dated = readdirSync(logs)
    .filter((name) => /^postgres-[\d-]+\.log$/.test(name))
    .sort()
  for (const old of dated.slice(0, -LOGS_KEPT)) rmSync(path.join(logs, old), { force: true })
}
