/** Starting, adopting and stopping the server process of a cluster. The caller holds the folder's lock. */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SOCKET_NAME, type Cluster } from './cluster.ts'
import { EmbeddedFault } from './faults.ts'
import { PLAIN_ENVIRONMENT, servesFolder, startMark } from './processes.ts'

const READY_WITHIN_MS = 300_000
const FAST_STOP_WITHIN_MS = 60_000
const HARD_STOP_WITHIN_MS = 10_000
const LOOK_AGAIN_MS = 20

interface Noted {
  pid: number
  socketFolder: string
  status: string
}

/** The server running on this folder, if there is one; a note left by a dead server is not believed. */
export function livePostmaster(folder: string): Noted | undefined {
  const lines = readNote(folder)
    .split('\n')
    .map((line) => line.trim())
  const pid = Number(lines[0])
  if (!(pid > 0) || !servesFolder(pid, folder)) return undefined
  return { pid, socketFolder: path.resolve(folder, lines[4] ?? ''), status: lines[7] ?? '' }
}

function readNote(folder: string): string {
  try {
    return readFileSync(path.join(folder, 'postmaster.pid'), 'utf8')
  } catch {
    // There is none, or it was removed this moment by a server that ended.
    return ''
  }
}

/** Answers whether the server was already running. A server left by a program that was killed is taken over as it is. */
export async function startOrAdopt(cluster: Cluster, settings: string[]): Promise<{ adopted: boolean }> {
  const deadline = performance.now() + READY_WITHIN_MS
  for (;;) {
    if (await adopt(cluster, deadline)) return { adopted: true }
    const failure = await launch(cluster, settings, deadline)
    if (failure === undefined) return { adopted: false }
    if (livePostmaster(cluster.folder) !== undefined) continue
    if (!canRetry(cluster, failure) || performance.now() > deadline) throw didNotStart(cluster, failure)
    await sleep(10 * LOOK_AGAIN_MS)
  }
}

async function adopt(cluster: Cluster, deadline: number): Promise<boolean> {
  for (;;) {
    const live = livePostmaster(cluster.folder)
    if (live === undefined) return false
    if (live.status === 'ready') {
      if (live.socketFolder === cluster.host && existsSync(path.join(cluster.host, SOCKET_NAME))) return true
      // Its socket was cleaned away, or lies where this program does not look: a new start lays a new one.
      await stopPostmaster(cluster.folder)
    }
    if (performance.now() > deadline)
      throw didNotStart(cluster, `process ${String(live.pid)} stays ${live.status}`)
    await sleep(LOOK_AGAIN_MS)
  }
}

/** Answers undefined when the server is ready, else what it said before it ended. */
async function launch(cluster: Cluster, settings: string[], deadline: number): Promise<string | undefined> {
  // No server runs here, so a socket's own lock file is a leftover; PostgreSQL would believe a reused process id.
  rmSync(path.join(cluster.host, `${SOCKET_NAME}.lock`), { force: true })
  // A file and not a pipe, since the server must outlive a program that is killed.
  const said = path.join(cluster.dataDir, 'postgres-start.log')
  const out = openSync(said, 'w', 0o600)
  const child = spawn(
    path.join(cluster.binaries.folder, 'bin/postgres'),
    ['-D', cluster.handle, ...settings],
    {
      ...cluster.user,
      cwd: cluster.folder,
      env: PLAIN_ENVIRONMENT,
      detached: true,
      stdio: ['ignore', out, out],
    },
  )
  closeSync(out)
  child.unref()
  let ended: string | undefined
  child.on('error', (error) => (ended = error.message))
  child.on('exit', (code, signal) => (ended ??= `ended with ${String(code ?? signal)}`))
  while (performance.now() < deadline) {
    if (ended !== undefined) return `${readFileSync(said, 'utf8')}${lastLog(cluster.folder)}${ended}`
    const live = livePostmaster(cluster.folder)
    if (live?.pid === child.pid && live?.status === 'ready') return undefined
    await sleep(LOOK_AGAIN_MS)
  }
  return 'It is still recovering and was left to it; start the program again later.'
}

function lastLog(folder: string): string {
  const logs = path.join(folder, 'log')
  const newest = existsSync(logs) ? readdirSync(logs).sort().at(-1) : undefined
  return newest === undefined ? '' : readFileSync(path.join(logs, newest), 'utf8').slice(-1000)
}

function canRetry(cluster: Cluster, failure: string): boolean {
  // PostgreSQL only asks whether the noted process id exists. Here it is known that no server runs under it.
  if (failure.includes('lock file "postmaster.pid" already exists')) {
    rmSync(path.join(cluster.folder, 'postmaster.pid'), { force: true })
    return true
  }
  // Sessions of a server that was killed need a moment to notice.
  return failure.includes('pre-existing shared memory block')
}

/** Ends open sessions and writes everything out; only a server that cannot finish is ended hard and recovers later. */
export async function stopPostmaster(folder: string): Promise<void> {
  const live = livePostmaster(folder)
  if (live === undefined) return
  if (await ended(live.pid, folder, 'SIGINT', FAST_STOP_WITHIN_MS)) return
  if (await ended(live.pid, folder, 'SIGQUIT', HARD_STOP_WITHIN_MS)) return
  throw new EmbeddedFault(
    'embedded_did_not_stop',
    `PostgreSQL (process ${String(live.pid)}) does not stop.`,
    { pid: live.pid },
  )
}

async function ended(
  pid: number,
  folder: string,
  signal: NodeJS.Signals,
  withinMs: number,
): Promise<boolean> {
  const deadline = performance.now() + withinMs
  // A process that is ending has left its folder before it is gone; what counts is that it is gone.
  const mark = startMark(pid)
  if (mark === undefined || !servesFolder(pid, folder)) return true
  process.kill(pid, signal)
  while (startMark(pid) === mark) {
    if (performance.now() > deadline) return false
    await sleep(LOOK_AGAIN_MS)
  }
  return true
}

function didNotStart(cluster: Cluster, failure: string): EmbeddedFault {
  return new EmbeddedFault(
    'embedded_did_not_start',
    `PostgreSQL did not start in ${cluster.folder}: ${failure.slice(-2000)}`,
    { folder: cluster.folder },
  )
}
