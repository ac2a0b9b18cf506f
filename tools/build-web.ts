// Builds the web app: the browser's files, the renderer, and compressed twins. `--if-stale` builds only when a source changed.
import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'

const root = path.resolve(import.meta.dirname, '..')
const web = path.join(root, 'web')
const dist = path.join(web, 'dist')
const stampFile = path.join(dist, '.stamp')
const configFile = path.join(web, 'vite.config.ts')

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

/** What the build depends on. Tests are left out: they change nothing in it. */
async function stampOfSources(): Promise<string> {
  const sources = [
    ...(await filesUnder(path.join(web, 'src'))).filter((file) => !file.endsWith('.test.ts')),
    ...(await filesUnder(path.join(web, 'public'))),
    ...[
      'web/index.html',
      'web/vite.config.ts',
      'web/package.json',
      'package-lock.json',
      'tools/build-web.ts',
    ].map((name) => path.join(root, name)),
  ]
  const hash = createHash('sha256')
  for (const file of sources)
    hash
      .update(path.relative(root, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0')
  return hash.digest('hex')
}

const deflate = promisify(gzip)
const brotli = promisify(brotliCompress)

/** Hashed files never change, so the work is done once here and not for every visitor. */
async function compressAssets(client: string): Promise<void> {
  const files = (await filesUnder(client)).filter((file) => /\.(js|css|svg|wasm|webmanifest)$/.test(file))
  for (const file of files) {
    const content = await readFile(file)
    if (content.length < 1024) continue
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
    await writeFile(`${file}.br`, await brotli(content, { params }))
    await writeFile(`${file}.gz`, await deflate(content, { level: 9 }))
  }
}

/** Built aside and moved into place at the end, so that a failed or second build never leaves half a site. */
async function buildAll(stamp: string): Promise<void> {
  const aside = path.join(dist, `.next-${process.pid}`)
  const common = { root: web, configFile, logLevel: 'warn' as const }
  try {
    await build({ ...common, build: { outDir: path.join(aside, 'client') } })
    await build({ ...common, build: { outDir: path.join(aside, 'server'), ssr: 'src/entry-server.ts' } })
    await compressAssets(path.join(aside, 'client'))
    await rm(stampFile, { force: true })
    for (const part of ['client', 'server']) {
      await rm(path.join(dist, part), { recursive: true, force: true })
      await rename(path.join(aside, part), path.join(dist, part))
    }
    await writeFile(stampFile, stamp)
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

const stamp = await stampOfSources()
const isFresh = (await readFile(stampFile, 'utf8').catch(() => '')) === stamp
if (process.argv.includes('--if-stale') && isFresh) {
  console.log('web: up to date')
} else {
  const startedAt = performance.now()
  await buildAll(stamp)
  console.log(`web: built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
}
