/**
 * One program to a data folder. Node has no flock, so the lock is a row of numbered claims: the highest number owns
 * the folder, the next number is taken with link(2), which only one can win, and a claim is never removed before a
 * higher one stands. That makes taking over from a dead holder free of races.
 */
import { randomBytes } from 'node:crypto'
import {
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedFault, errorCode, reaching } from './faults.ts'
import { processSpace, startMark } from './processes.ts'

export interface FolderLock {
  release(): void
}

interface Holder {
  pid: number
  mark: string
  space: string
  released: boolean
}

const BEAT_MS = 1000
const QUIET_MS = 5 * BEAT_MS

export async function lockFolder(dataDir: string, quietMs = QUIET_MS): Promise<FolderLock> {
  const folder = path.join(dataDir, 'lock')
  const mine: Holder = {
    pid: process.pid,
    mark: startMark(process.pid) ?? '',
    space: processSpace(),
    released: false,
  }
  reaching(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }))
  for (;;) {
    const newest = newestClaim(folder)
    const holder = newest === 0 ? undefined : readHolder(path.join(folder, String(newest)))
    if (holder !== undefined && (await isHeld(path.join(folder, String(newest)), holder, quietMs)))
      throw inUse(dataDir, holder)
    const number = newest + 1
    const file = path.join(folder, String(number))
    if (!claim(folder, file, mine)) continue
    // A slow rival may have judged an old claim; whoever finds a higher number has lost.
    if (newestClaim(folder) > number) {
      rmSync(file, { force: true })
      continue
    }
    for (const old of claims(folder))
      if (old < number) rmSync(path.join(folder, String(old)), { force: true })
    return hold(folder, file, mine)
  }
}

/** Whether the program that last locked this folder still lives; undefined when none ever did. */
export async function isFolderHeld(dataDir: string): Promise<boolean | undefined> {
  const folder = path.join(dataDir, 'lock')
  const newest = newestClaim(folder)
  if (newest === 0) return undefined
  const file = path.join(folder, String(newest))
  const holder = readHolder(file)
  return holder !== undefined && (await isHeld(file, holder, QUIET_MS))
}

function claims(folder: string): number[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^[1-9]\d*$/.test(name))
      .map(Number)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

function newestClaim(folder: string): number {
  return Math.max(0, ...claims(folder))
}

function readHolder(file: string): Holder | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof read !== 'object' || read === null) return undefined
    if (!('pid' in read && 'mark' in read && 'space' in read && 'released' in read)) return undefined
    return {
      pid: Number(read.pid),
      mark: String(read.mark),
      space: String(read.space),
      released: read.released === true,
    }
  } catch {
    // Claims appear whole, so an unreadable one was cut short by a power loss or has just been superseded.
    return undefined
  }
}

async function isHeld(file: string, holder: Holder, quietMs: number): Promise<boolean> {
  if (holder.released) return false
  if (holder.space === processSpace()) return startMark(holder.pid) === holder.mark
  // Another container, or an earlier boot: its process ids tell us nothing, but a living holder touches its claim.
  const before = lastBeat(file)
  await sleep(quietMs)
  return lastBeat(file) !== before
}

function lastBeat(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function writeBeside(folder: string, holder: Holder): string {
  const file = path.join(folder, `.${randomBytes(8).toString('hex')}`)
  writeFileSync(file, JSON.stringify(holder), { mode: 0o600, flag: 'wx' })
  return file
}

function claim(folder: string, file: string, holder: Holder): boolean {
  const written = reaching(folder, () => writeBeside(folder, holder))
  try {
    linkSync(written, file)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(written, { force: true })
  }
}

function hold(folder: string, file: string, mine: Holder): FolderLock {
  const beat = setInterval(() => {
    const seconds = (performance.timeOrigin + performance.now()) / 1000
    try {
      utimesSync(file, seconds, seconds)
    } catch {
      // The folder was taken away from under us; the database will say so more clearly.
    }
  }, BEAT_MS).unref()
  return {
    release() {
      clearInterval(beat)
      try {
        renameSync(writeBeside(folder, { ...mine, released: true }), file)
      } catch {
        // A folder that is gone needs no release, and a claim left behind is stale once this process ends.
      }
    },
  }
}

function inUse(dataDir: string, holder: Holder): EmbeddedFault {
  const who =
    holder.space === processSpace()
      ? `process ${String(holder.pid)}`
      : `process ${String(holder.pid)} of another container or machine`
  return new EmbeddedFault(
    'data_folder_in_use',
    `Another program (${who}) is using ${dataDir}. Stop it first, or give this one a folder of its own with ZHIYUAN_DATA.`,
    { folder: dataDir, pid: holder.pid },
  )
}
