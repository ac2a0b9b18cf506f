/** The house itself: who writes which table, and how each table would be distributed. */
import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from './harness.ts'
import { OWNERS } from './owners.ts'

const features = `${import.meta.dirname}/../src/features`
const stores = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.store.ts'),
)

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase())

/** Tables written through the query builder or in plain SQL. */
function writtenTables(text: string): string[] {
  const built = [...text.matchAll(/(?:insertInto|updateTable|deleteFrom|mergeInto)\('(\w+)/g)].map(
    (m) => m[1]!,
  )
  const plain = [...text.matchAll(/(?:insert into|delete from|merge into)\s+([a-z_]+)/gi)].map((m) =>
    camel(m[1]!),
  )
  const updates = [
    ...text.matchAll(/(?<!for |do )\bupdate\s+(?:only\s+)?([a-z_]{4,})\s+(?:as\s+)?(?:\w+\s+)?set\b/gi),
  ].map((m) => camel(m[1]!))
  return [...built, ...plain, ...updates]
}

describe('table ownership', () => {
  test.each(stores)('%s writes only its own tables', (path) => {
    for (const table of writtenTables(readFileSync(`${features}/${path}`, 'utf8')))
      expect(OWNERS[table], `${table} written in ${path}`).toBe(path.split('/')[0])
  })
})

test('the page about rooms names the features in the order that lint holds', () => {
  const root = `${import.meta.dirname}/../..`
  const lint = readFileSync(`${root}/.dependency-cruiser.cjs`, 'utf8')
  const order = [...(/features = \[([^\]]+)\]/.exec(lint)?.[1] ?? '').matchAll(/'(\w+)'/g)].map((m) => m[1])
  const told = /leans-back-only_: ([^.]+)\./.exec(readFileSync(`${root}/docs/rooms.md`, 'utf8'))?.[1]
  expect(told?.split(' ◄ ')).toEqual(order)
})

test.each(readdirSync(`${import.meta.dirname}/../../docs/rules`))('%s gives each number once', (page) => {
  const text = readFileSync(`${import.meta.dirname}/../../docs/rules/${page}`, 'utf8')
  const given = [...text.matchAll(/^(?:\| |- \*\*)([A-Z]+\d+[a-z]?)\b/gm)].map((match) => match[1]!)
  expect(given.filter((number, at) => given.indexOf(number) < at)).toEqual([])
})

describe('distribution', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  test('every table has an owner and says how it would be distributed', async () => {
    const { rows } = await sql<{ name: string; comment: string | null }>`
      select relname as name, obj_description(oid) as comment from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migrations'`.execute(
      server.db,
    )
    expect(
      rows
        .filter((row) => OWNERS[camel(row.name)] === undefined && !ELSEWHERE.has(row.name))
        .map((row) => row.name),
    ).toEqual([])
    expect(
      rows.filter((row) => !/^distribution: \w+$/.test(row.comment ?? '')).map((row) => row.name),
    ).toEqual([])
  })

  test('primary keys and unique indexes of a distributed table contain its distribution column', async () => {
    const { rows } = await sql<{ name: string; index: string }>`
      with spread as (
        select c.oid, c.relname as name, substr(obj_description(c.oid), 15) as col from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
          and obj_description(c.oid) !~ 'reference|local')
      select s.name, i.indexrelid::regclass::text as index from spread s join pg_index i on i.indrelid = s.oid and i.indisunique
      where not exists (select 1 from unnest(i.indkey::int2[]) k join pg_attribute a on a.attrelid = s.oid and a.attnum = k where a.attname = s.col)`.execute(
      server.db,
    )
    expect(rows).toEqual([])
  })

  test('foreign keys do not cross groups', async () => {
    const { rows } = await sql<{ name: string }>`
      select conname as name from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace
        and obj_description(confrelid) <> 'distribution: reference'`.execute(server.db)
    expect(rows).toEqual([])
  })
})

/** Written for every deed, by db/audit-line.ts and db/replays.ts. */
const ELSEWHERE = new Set(['audit_entries', 'record_accesses', 'replays'])
