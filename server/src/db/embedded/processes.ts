/** What can be known about other processes: enough to tell a living holder from a process id that was given out again. */
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import type { ServiceUser } from './service-user.ts'

const LINUX = process.platform === 'linux'

/** PostgreSQL reads many PG… variables and the locale from its environment; ours must not reach it. */
export const PLAIN_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function ps(pid: number, column: string): string | undefined {
  const answer = spawnSync('/bin/ps', ['-o', `${column}=`, '-p', String(pid)], {
    encoding: 'utf8',
    env: PLAIN_ENVIRONMENT,
  })
  return answer.status === 0 ? answer.stdout.trim() || undefined : undefined
}

/** When the process started, as an opaque mark; undefined when no such process runs. A zombie does not run. */
export function startMark(pid: number): string | undefined {
  if (!LINUX) return ps(pid, 'stat')?.startsWith('Z') ? undefined : ps(pid, 'lstart')
  const stat = readText(`/proc/${String(pid)}/stat`)
  // The second field is the command in parentheses and may hold spaces, so the count begins behind it.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields === undefined || fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
}

/** Process ids mean something only within one boot and one process namespace (a container is another). */
export function processSpace(): string {
  if (!LINUX) return hostname()
  let namespace = ''
  try {
    namespace = readlinkSync('/proc/self/ns/pid')
  } catch {
    // A kernel without namespaces has only one.
  }
  return `${readText('/proc/sys/kernel/random/boot_id')?.trim() ?? hostname()} ${namespace}`
}

/** Whether this process is a PostgreSQL server whose data folder is this one. */
export function servesFolder(pid: number, folder: string): boolean {
  if (!LINUX) return ps(pid, 'comm')?.endsWith('postgres') ?? false
  if (startMark(pid) === undefined || !readText(`/proc/${String(pid)}/comm`)?.startsWith('postgres'))
    return false
  try {
    const there = statSync(`/proc/${String(pid)}/cwd`)
    const here = statSync(folder)
    return there.dev === here.dev && there.ino === here.ino
  } catch {
    return false
  }
}

export interface Ended {
  code: number | null
  output: string
}

/** Runs a command to its end, as the given user, and never throws: a command that cannot start has no code. */
export function run(file: string, args: string[], cwd: string, user?: ServiceUser): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...user,
      cwd,
      env: PLAIN_ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => {
      resolve({ code: null, output: error.message })
    })
    child.on('close', (code) => {
      resolve({ code, output: output.trim() })
    })
  })
}
