/** One PostgreSQL for the run, and one migrated, seeded template that every test file copies. */
import type { TestProject } from 'vitest/node'
import { seedCatalog } from '../src/features/catalog/index.ts'
import { migrate } from '../src/db/migrate.ts'
import { openDatabase, type Connection } from '../src/db/open.ts'
import { scratchServer } from './scratch.ts'

export const TEMPLATE = 'zhiyuan_template'

declare module 'vitest' {
  interface ProvidedContext {
    connection: Connection
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await scratchServer()
  await server.createDatabase(TEMPLATE)
  const opened = openDatabase({ ...server.connection, database: TEMPLATE }, { writers: 2, readers: 1 })
  await migrate(opened.db)
  await opened.db.transaction().execute((tx) => seedCatalog(tx))
  await opened.close()
  project.provide('connection', server.connection)
  return () => server.stop()
}
