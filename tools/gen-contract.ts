/** Writes contract/openapi.json from the server's routes, then the web client's types. `--check` only compares. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer } from '../server/src/app.ts'
import { readConfig } from '../server/src/config.ts'
import { openDatabase } from '../server/src/db/open.ts'
import { newKeyFile, openVault } from '../server/src/vault.ts'
import { generateClient } from './gen-client.ts'

const TARGET = join(import.meta.dirname, '../contract/openapi.json')

// Routes are registered without a query, so no database has to answer.
const opened = openDatabase({ host: '127.0.0.1' }, { writers: 1, readers: 1 })
const { app } = await createServer({
  config: readConfig({ LOG_LEVEL: 'silent' }),
  opened,
  vault: openVault(newKeyFile()),
  clock: () => new Date(0),
})
await app.ready()
const document = app.swagger()
const paths = Object.entries(document.paths ?? {}).filter(([path]) => path.startsWith('/api/'))
const text =
  JSON.stringify(
    { ...document, paths: Object.fromEntries(paths.sort(([a], [b]) => a.localeCompare(b, 'en'))) },
    null,
    1,
  ) + '\n'
await app.close()
await opened.close()

const check = process.argv.includes('--check')
if (check && readFileSync(TARGET, 'utf8') !== text) {
  console.error('contract/openapi.json does not fit the routes: run `npm run contract`')
  process.exitCode = 1
}
if (!check) {
  mkdirSync(join(TARGET, '..'), { recursive: true })
  writeFileSync(TARGET, text)
}
const stale = await generateClient({ check })
if (check && stale.length > 0) {
  console.error(`${stale.join(', ')} does not fit the contract: run \`npm run contract\``)
  process.exitCode = 1
}
