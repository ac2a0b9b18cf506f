/** The ledger and the trails as an auditor finds them: no role may change a line, and two roles keep it so. */
import pg from 'pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../src/db/migrate.ts'
import { SUPERUSER } from '../src/db/embedded/cluster.ts'
import { startThrowaway, type Embedded } from '../src/db/embedded.ts'
import { openDatabase, type Opened } from '../src/db/open.ts'
import { seedCatalog } from '../src/features/catalog/index.ts'

const TABLES = ['hour_entries', 'audit_entries', 'record_accesses']
/** insufficient_privilege, and the code with which the trigger refuses. */
const NO_PRIVILEGE = '42501'
const APPEND_ONLY = '23000'
const LESSER = 'zhiyuan_program'

let server: Embedded
let owner: Opened
let superuser: pg.Client
beforeAll(async () => {
  server = await startThrowaway({ info: () => undefined, error: () => undefined })
  const { host, user, database } = server
  owner = openDatabase({ host, user, database }, { writers: 1, readers: 1 })
  await migrate(owner.db)
  superuser = new pg.Client({ host, port: 5432, ssl: false, user: SUPERUSER, database })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await owner.close()
  await server.stop()
})

const codeOf = (deed: Promise<unknown>): Promise<string> =>
  deed.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  )
const changesTo = (table: string) => [
  sql`update ${sql.table(table)} set ${sql.ref(table === 'hour_entries' ? 'minutes' : 'actor_label')} = null`,
  sql`delete from ${sql.table(table)}`,
  sql`truncate ${sql.table(table)}`,
]

describe.each(TABLES)('%s', (table) => {
  test('is closed to its owner by privilege', async () => {
    const codes = []
    for (const change of changesTo(table)) codes.push(await codeOf(change.execute(owner.db)))
    expect(codes).toEqual(changesTo(table).map(() => NO_PRIVILEGE))
  })
  test('is closed by its trigger to the superuser, and to an owner who took the privilege back', async () => {
    for (const change of [
      `update ${table} set ${table === 'hour_entries' ? 'minutes' : 'actor_label'} = null`,
      `delete from ${table}`,
      `truncate ${table}`,
    ])
      expect(await codeOf(superuser.query(change))).toBe(APPEND_ONLY)
    await sql`grant update, delete on ${sql.table(table)} to current_user`.execute(owner.db)
    expect(await codeOf(changesTo(table)[1]!.execute(owner.db))).toBe(APPEND_ONLY)
    await sql`revoke update, delete on ${sql.table(table)} from current_user`.execute(owner.db)
  })
})

/** As docs/decisions/008 gives it to an auditor: a row for each table that is not closed as it should be. */
const OPEN_TABLES = `
  select c.relname, r.rolname, t.tgenabled from (values ('hour_entries'), ('audit_entries'), ('record_accesses')) as closed (name)
    join pg_class c on c.oid = closed.name::regclass
    left join pg_trigger t on t.tgrelid = c.oid and t.tgname = closed.name || '_append_only' and t.tgenabled in ('O', 'A')
    left join pg_roles r on not r.rolsuper
      and (has_table_privilege(r.oid, c.oid, 'update') or has_table_privilege(r.oid, c.oid, 'delete') or has_table_privilege(r.oid, c.oid, 'truncate'))
      and r.rolname not like 'pg\\_%'
  where t.oid is null or r.oid is not null`

test('the auditor’s query finds nothing, and finds a trigger that was taken off and a privilege that was given', async () => {
  const found = async () =>
    (await superuser.query<{ relname: string }>(OPEN_TABLES)).rows.map(({ relname }) => relname)
  expect(await found()).toEqual([])
  await superuser.query('alter table hour_entries disable trigger hour_entries_append_only')
  await sql`grant delete on audit_entries to current_user`.execute(owner.db)
  expect((await found()).sort()).toEqual(['audit_entries', 'hour_entries'])
  await superuser.query('alter table hour_entries enable trigger hour_entries_append_only')
  await sql`revoke delete on audit_entries from current_user`.execute(owner.db)
  expect(await found()).toEqual([])
})

test('a role that owns nothing can serve, and cannot open the ledger', async () => {
  await superuser.query(`create role ${LESSER} login`)
  await sql
    .raw(`grant select, insert, update, delete on all tables in schema public to ${LESSER}`)
    .execute(owner.db)
  await sql.raw(`revoke update, delete on ${TABLES.join(', ')} from ${LESSER}`).execute(owner.db)
  const { host, database } = server
  const lesser = openDatabase({ host, user: LESSER, database }, { writers: 1, readers: 1 })
  try {
    expect(await migrate(lesser.db)).toEqual([])
    await lesser.db.transaction().execute((tx) => seedCatalog(tx))
    for (const table of TABLES) {
      expect(await codeOf(sql`alter table ${sql.table(table)} disable trigger all`.execute(lesser.db))).toBe(
        NO_PRIVILEGE,
      )
      // Granting what one may not grant is a warning, and changes nothing.
      await sql`grant delete on ${sql.table(table)} to current_user`.execute(lesser.db)
      expect(await codeOf(sql`delete from ${sql.table(table)}`.execute(lesser.db))).toBe(NO_PRIVILEGE)
    }
  } finally {
    await lesser.close()
  }
})
