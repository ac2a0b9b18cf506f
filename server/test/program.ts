/** The whole program as its own process, as an operator starts it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { livePostmaster } from '../src/db/embedded/postmaster.ts'
import { servesFolder } from '../src/db/embedded/processes.ts'
import { openDatabase, type Opened } from '../src/db/open.ts'
import { loadVault } from '../src/vault.ts'
import { clientOf, type Came, type Sent, type Stage } from './harness.ts'

export interface Program {
  url: string
  process: ChildProcess
  /** Everything it has written so far. */
  output(): string
  /** Ends it and waits until it has gone. */
  end(signal?: NodeJS.Signals): Promise<void>
}

export const MAIN = join(import.meta.dirname, '../src/main.ts')
const READY = /ready at (http\S+)/
const START_WITHIN_MS = 300_000

export async function startProgram(options: {
  dataDir: string
  args?: string[]
  env?: Record<string, string>
  /** A channel to it, beside what it writes. */
  channel?: true
}): Promise<Program> {
  const child = spawn(process.execPath, [MAIN, 'serve', ...(options.args ?? [])], {
    env: {
      ...process.env,
      ZHIYUAN_DATA: options.dataDir,
      PORT: '0',
      RATE_LIMIT_FACTOR: '1000',
      NODE_ENV: 'test',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe', ...(options.channel === true ? (['ipc'] as const) : [])],
  })
  let written = ''
  const collect = (chunk: Buffer): void => void (written += chunk.toString('utf8'))
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  const started = Date.now()
  for (;;) {
    const ready = READY.exec(written)
    if (ready !== null)
      return {
        url: ready[1]!,
        process: child,
        output: () => written,
        async end(signal = 'SIGTERM') {
          if (child.exitCode !== null || child.signalCode !== null) return
          child.kill(signal)
          await once(child, 'exit')
        },
      }
    if (child.exitCode !== null) throw new Error(`the program ended before it was ready:\n${written}`)
    if (Date.now() - started > START_WITHIN_MS) {
      child.kill('SIGKILL')
      throw new Error(`the program was not ready in time:\n${written}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The database, the keys and the clients of a program on its embedded database, for the makers of people and teams. */
export function stageOf(program: () => Program, dataDir: string): Stage & Pick<Opened, 'close'> {
  const opened = openDatabase(
    { host: join(dataDir, 'postgres'), user: 'zhiyuan', database: 'zhiyuan' },
    { writers: 2, readers: 2 },
  )
  return {
    ...opened,
    vault: loadVault(join(dataDir, 'keys.json')),
    now: () => new Date(),
    client: (cookie = null) => clientOf((sent) => carryTo(program().url, sent), cookie),
  }
}

async function carryTo(origin: string, { method, url, headers, payload }: Sent): Promise<Came> {
  const response = await fetch(origin + url, {
    method,
    headers: { ...headers, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
  })
  return {
    status: response.status,
    text: await response.text(),
    isJson: (response.headers.get('content-type') ?? '').includes('json'),
    session: /zy_session=([^;]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1],
  }
}

/** Kills the embedded server of a data folder with all its processes, as a machine without memory does. */
export async function killPostgres(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'postgres')
  const postmaster = livePostmaster(folder)?.pid
  if (postmaster === undefined) throw new Error('no database server runs here')
  const others = existsSync('/proc')
    ? readdirSync('/proc')
        .map(Number)
        .filter((pid) => pid > 0 && pid !== postmaster && servesFolder(pid, folder))
    : []
  for (const pid of [postmaster, ...others]) kill(pid)
  while (servesFolder(postmaster, folder)) await new Promise((resolve) => setTimeout(resolve, 5))
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // One that has gone by itself, since its postmaster is dead.
    if ((error as { code?: unknown }).code !== 'ESRCH') throw error
  }
}
