/** The command line. Each command stands in cli/; this file reads the words and sets the exit code. */
import { parseArgs } from 'node:util'
import { adminLink } from './cli/admin-link.ts'
import { serve } from './cli/serve.ts'
import { migrateOnly } from './cli/migrate.ts'
import { recount } from './cli/recount.ts'
import { ConfigError, environment, readConfig } from './config.ts'
import { EmbeddedFault } from './db/embedded.ts'

const USAGE = `Usage: zhiyuan [serve] [--demo] [--dev]   set everything up and start
       zhiyuan migrate                    bring the database to the newest schema and end
       zhiyuan recount [--demo]           compare every kept figure with a full recount; status 1 when one differs
       zhiyuan admin-link [--demo]        print a one-time link for another administrator of the platform`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { demo: { type: 'boolean' }, dev: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  const command = positionals[0] ?? 'serve'
  const config = readConfig(environment(), { demo: values.demo ?? false, dev: values.dev ?? false })
  if (values.help === true) console.log(USAGE)
  else if (command === 'serve') await serve(config)
  else if (command === 'migrate') await migrateOnly(config)
  else if (command === 'recount') process.exitCode = (await recount(config)) ? 0 : 1
  else if (command === 'admin-link') await adminLink(config)
  else {
    console.error(USAGE)
    process.exitCode = 2
  }
}

try {
  await main()
} catch (error) {
  const known =
    error instanceof ConfigError ||
    error instanceof EmbeddedFault ||
    (error instanceof Error && 'code' in error)
  console.error(known ? error.message : error)
  process.exitCode = 1
}
