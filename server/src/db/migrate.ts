/** Forward-only migrations in plain SQL, under an advisory lock, each checked by its checksum. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from './handles.ts'
import { MIGRATION_LOCK } from './locks.ts'

const FOLDER = join(import.meta.dirname, 'migrations')

export interface Migration {
  name: string
  text: string
  checksum: string
}

export function readMigrations(folder = FOLDER): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    })
}

/** Brings the database to the newest schema; answers the names that were applied now. */
export async function migrate(db: Db, migrations = readMigrations()): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx)
    // Asked first, so that a role which may create nothing can serve what the owner has migrated.
    const { rows: found } = await sql<{ isThere: boolean }>`
      select to_regclass('migrations') is not null as "isThere"`.execute(tx)
    if (found[0]?.isThere !== true)
      await sql`create table migrations (
        name text primary key, checksum text not null, applied_at timestamptz not null default now())`.execute(
        tx,
      )
    const { rows } = await sql<{
      name: string
      checksum: string
    }>`select name, checksum from migrations`.execute(tx)
    const applied = new Map(rows.map((row) => [row.name, row.checksum]))
    const done: string[] = []
    for (const migration of migrations) {
      const known = applied.get(migration.name)
      if (known !== undefined && known !== migration.checksum)
        throw new Error(`migration ${migration.name} was changed after it had been applied`)
      if (known !== undefined) continue
      await sql.raw(migration.text).execute(tx)
      await sql`insert into migrations (name, checksum) values (${migration.name}, ${migration.checksum})`.execute(
        tx,
      )
      done.push(migration.name)
    }
    return done
  })
}
