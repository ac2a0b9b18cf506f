/**
 * Who may do what: every operation of the contract × everybody of parties.ts, decided by the table of who-may.data.ts.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ASKS } from './asks.ts'
import { startTestServer, type Client } from './harness.ts'
import { gather, KINDS, type Gathering } from './parties.ts'
import { PROJECTS_TABLE } from './who-may-projects.data.ts'
import { TABLE } from './who-may.data.ts'

/** What an answer means; whatever else it says, the asker was let in. */
const CELLS: Readonly<Record<string, string>> = {
  signed_out: '-',
  wrong_door: 'x',
  not_verified: 'v',
  not_your_team: 't',
  not_your_region: 'r',
  leader_only: 'l',
  above_only: 'o',
  role_above_yours: 'a',
}
const LET_IN = '+'
/** Answered as if it did not exist. */
const HIDDEN = '?'
/** Let in, and nothing of the team or the county is in the list. */
const EMPTY = '0'

/** Asked of everybody last, since it ends their sessions. */
const LAST = 'signOut'
/** Lists whose path names nobody: what is in them is the decision. */
const SCOPED = /^list(Complaints|Renames|Reviews|Staff|Audit)/

interface Operation {
  id: string
  method: 'get' | 'post' | 'put' | 'delete'
  path: string
  takesBody: boolean
}

let here: Gathering
let operations: Operation[]
const table = new Map(
  `${TABLE.trim()}\n${PROJECTS_TABLE.trim()}`
    .split('\n')
    .map((line) => [line.slice(0, -KINDS.length).trim(), line.slice(-KINDS.length)] as const),
)

beforeAll(async () => {
  here = await gather(await startTestServer())
  operations = Object.entries(here.server.app.swagger().paths ?? {})
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, item]) =>
      (['get', 'post', 'put', 'delete'] as const).flatMap((method) => {
        const found = (item as Record<string, { operationId?: string; requestBody?: object }>)[method]
        const { operationId: id, requestBody } = found ?? {}
        if (id === undefined) return []
        return [{ id, method, path: path.slice('/api/v1'.length), takesBody: requestBody !== undefined }]
      }),
    )
})
afterAll(() => here.server.stop())

const rowsOf = (id: string): string[] =>
  [...table.keys()].filter((row) => row === id || row.startsWith(`${id} of `))

function send(client: Client, method: Operation['method'], path: string, body: object | undefined) {
  if (method === 'get') return client.get<{ items?: unknown[] }>(path)
  if (method === 'delete') return client.delete<{ items?: unknown[] }>(path)
  return method === 'post'
    ? client.post<{ items?: unknown[] }>(path, body)
    : client.put<{ items?: unknown[] }>(path, body ?? {})
}

async function cell(operation: Operation, row: string, client: Client): Promise<string> {
  const asked = await ASKS[row]?.(here)
  const { status, code, body } = await send(
    client,
    operation.method,
    asked?.path ?? operation.path,
    asked?.body,
  )
  if (status >= 500) return `(${status})`
  if (code === 'malformed') return '(malformed)'
  if (code === null) return SCOPED.test(row) && body.items?.length === 0 ? EMPTY : LET_IN
  return CELLS[code] ?? (code.endsWith('_not_found') ? HIDDEN : LET_IN)
}

describe('who may do what', () => {
  test('no operation is forgotten, and none is asked without what it needs', () => {
    expect(operations.filter(({ id }) => rowsOf(id).length === 0).map(({ id }) => id)).toEqual([])
    const ids = new Set(operations.map(({ id }) => id))
    expect([...table.keys()].filter((row) => !ids.has(row.split(' of ')[0]!))).toEqual([])
    const needy = operations.filter(({ path, takesBody }) => path.includes('{') || takesBody)
    const unasked = needy.flatMap(({ id }) => rowsOf(id).filter((row) => ASKS[row] === undefined))
    expect(unasked.filter((row) => row !== 'uploadTeamFile')).toEqual([])
  })

  test('every answer is the one of the table', async () => {
    const wrong: string[] = []
    const ordered = [...operations].sort((a, b) => Number(a.id === LAST) - Number(b.id === LAST))
    for (const operation of ordered)
      for (const row of rowsOf(operation.id)) {
        const asks = KINDS.map((kind) => () => cell(operation, row, here.clients.get(kind)!))
        const cells: string[] = []
        // Readers do not stand in each other's way; writers ask one after the other.
        if (operation.method === 'get') cells.push(...(await Promise.all(asks.map((ask) => ask()))))
        else for (const ask of asks) cells.push(await ask())
        const got = cells.join('')
        if (got !== table.get(row)) wrong.push(`${row.padEnd(40)}${got}`)
      }
    expect(wrong).toEqual([])
  }, 300_000)
})
