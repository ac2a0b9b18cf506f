/** Opens PostgreSQL: yours by DATABASE_URL, or the embedded one. One driver, one dialect, one behaviour. */
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Db, Reader } from './handles.ts'
import type { Database } from './schema.gen.ts'

export interface Connection {
  connectionString?: string
  host?: string
  user?: string
  database?: string
}

export interface Opened {
  db: Db
  /** Its sessions are read-only: PostgreSQL itself refuses a write. */
  reader: Reader
  close(): Promise<void>
}

const STATEMENTS_MAX = 400

// Days stay 'YYYY-MM-DD' and 64-bit counts become numbers (minutes and rows fit in 2^53).
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.DATE, (text: string) => text)
types.setTypeParser(pg.types.builtins.INT8, Number)

/**
 * Names each distinct statement once, so that PostgreSQL plans it once per connection. The map is
 * bounded, since `in (…)` lists would make endless texts; past the bound statements go unnamed.
 */
class NamingClient extends pg.Client {
  static readonly names = new Map<string, string>()

  static nameOf(text: string): string | undefined {
    const known = NamingClient.names.get(text)
    if (known !== undefined || NamingClient.names.size >= STATEMENTS_MAX) return known
    const name = `s${NamingClient.names.size}`
    NamingClient.names.set(text, name)
    return name
  }
}
const plainQuery = pg.Client.prototype.query as (...args: unknown[]) => unknown
NamingClient.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [text, values] = args
  if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
    return plainQuery.apply(this, args)
  const name = NamingClient.nameOf(text)
  const config =
    name === undefined ? { text, values: values as unknown[] } : { name, text, values: values as unknown[] }
  return plainQuery.apply(this, [config, ...args.slice(2)])
} as typeof pg.Client.prototype.query

function poolOf(connection: Connection, max: number, options: string): pg.Pool {
  // A socket folder is meant as it stands: PGPORT or PGSSLMODE of the environment must not redirect it.
  const local = connection.host?.startsWith('/') === true ? { port: 5432, ssl: false } : {}
  const pool = new pg.Pool({
    ...connection,
    ...local,
    max,
    types,
    options,
    Client: NamingClient,
    application_name: 'zhiyuan',
  })
  // A connection that breaks fails its query and is replaced at the next one. That it breaks while it waits, in
  // the pool or between two statements of a transaction, must not end the program.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

const kyselyOn = (pool: pg.Pool): Db =>
  new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })

export function openDatabase(connection: Connection, size = { writers: 16, readers: 12 }): Opened {
  const settings = '-c timezone=UTC -c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000'
  const db = kyselyOn(poolOf(connection, size.writers, settings))
  const reader = kyselyOn(poolOf(connection, size.readers, `${settings} -c default_transaction_read_only=on`))
  return {
    db,
    reader,
    async close() {
      await Promise.all([db.destroy(), reader.destroy()])
    },
  }
}
