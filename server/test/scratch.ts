/** A throw-away PostgreSQL for tests and generators: the bundled one, or yours by TEST_DATABASE_URL. */
import pg from 'pg'
import { startThrowaway } from '../src/db/embedded.ts'
import type { Connection } from '../src/db/open.ts'

export interface ScratchServer {
  connection: Connection
  /** Makes an empty database, or a copy of a template; answers its name. */
  createDatabase(name: string, template?: string): Promise<string>
  stop(): Promise<void>
}

export async function createDatabaseOn(
  connection: Connection,
  name: string,
  template?: string,
): Promise<string> {
  const client = new pg.Client({ ...connection })
  await client.connect()
  await client.query(`drop database if exists "${name}" with (force)`)
  await client.query(`create database "${name}"${template === undefined ? '' : ` template "${template}"`}`)
  await client.end()
  return name
}

export async function scratchServer(): Promise<ScratchServer> {
  const given = process.env['TEST_DATABASE_URL']
  if (given !== undefined) {
    const { hostname, port, username, password } = new URL(given)
    const connection = {
      host: hostname,
      port: Number(port || 5432),
      user: username,
      password,
      database: 'postgres',
    }
    return {
      connection,
      createDatabase: (name, template) => createDatabaseOn(connection, name, template),
      stop: async () => undefined,
    }
  }
  const server = await startThrowaway({
    info: () => undefined,
    error: (facts, message) => console.error(message, facts),
  })
  const connection = { host: server.host, user: server.user, database: server.database }
  return {
    connection,
    createDatabase: (name, template) => createDatabaseOn(connection, name, template),
    stop: () => server.stop(),
  }
}
