/**
 * A whole server on a database of its own: the real routes, actions and SQL, with a clock the test sets.
 * `client(cookie)` speaks to the API as one signed-in client and keeps the cookie it is given.
 */
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { createServer, type RunningServer } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { openDatabase, type Opened } from '../src/db/open.ts'
import { newKeyFile, openVault, type Vault } from '../src/vault.ts'
import { TEMPLATE } from './global-setup.ts'
import { createDatabaseOn } from './scratch.ts'

/** An answer as a test reads it: `body` is whatever the contract promises, narrowed by the expectation. */
export interface Answer<Body = Record<string, never>> {
  status: number
  body: Body
  code: string | null
  facts: Record<string, unknown>
}

export interface Client {
  cookie: string | null
  get<Body>(path: string): Promise<Answer<Body>>
  post<Body>(path: string, body?: object): Promise<Answer<Body>>
  put<Body>(path: string, body: object): Promise<Answer<Body>>
  delete<Body>(path: string): Promise<Answer<Body>>
}

export interface TestServer extends RunningServer, Opened {
  vault: Vault
  /** Moves the server's clock. */
  setNow(at: Date | string): void
  now(): Date
  client(cookie?: string | null): Client
  stop(): Promise<void>
}

/** What the makers of people, teams and projects need of a server, be it in this process or a program of its own. */
export type Stage = Pick<TestServer, 'db' | 'reader' | 'vault' | 'now' | 'client'>

export const TEST_NOW = '2026-11-24T02:00:00Z'

export interface Sent {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  headers: Record<string, string>
  payload?: object
}
export interface Came {
  status: number
  text: string
  isJson: boolean
  /** The session's cookie when one was set; empty when it was taken away. */
  session: string | undefined
}
/** The way to the server: into this process, or over the network. */
export type Carry = (sent: Sent) => Promise<Came>

const carryInto =
  (app: RunningServer['app']): Carry =>
  async (sent) => {
    const response = await app.inject(sent)
    return {
      status: response.statusCode,
      text: response.body,
      isJson: (response.headers['content-type'] ?? '').includes('json'),
      session: response.cookies.find((c) => c.name === 'zy_session')?.value,
    }
  }

export function clientOf(carry: Carry, cookie: string | null): Client {
  const client: Client = {
    cookie,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    delete: (path) => send('DELETE', path),
  }
  async function send<Body>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    payload?: object,
  ): Promise<Answer<Body>> {
    const came = await carry({
      method,
      url: `/api/v1${path}`,
      headers: {
        'x-requested-with': 'zhiyuan',
        ...(client.cookie === null ? {} : { cookie: client.cookie }),
      },
      ...(payload === undefined ? {} : { payload }),
    })
    if (came.session !== undefined) client.cookie = came.session === '' ? null : `zy_session=${came.session}`
    const body = came.isJson && came.text !== '' ? (JSON.parse(came.text) as Record<string, unknown>) : {}
    return {
      status: came.status,
      body: body as Body,
      code: typeof body['code'] === 'string' ? body['code'] : null,
      facts: (body['facts'] ?? {}) as Record<string, unknown>,
    }
  }
  return client
}

export async function startTestServer(environment: Record<string, string> = {}): Promise<TestServer> {
  const connection = inject('connection')
  const database = await createDatabaseOn(connection, `t_${randomBytes(6).toString('hex')}`, TEMPLATE)
  const opened = openDatabase({ ...connection, database }, { writers: 8, readers: 6 })
  const vault = openVault(newKeyFile())
  let now = new Date(TEST_NOW)
  const config = readConfig({ RATE_LIMIT_FACTOR: '1000', LOG_LEVEL: 'silent', ...environment })
  const running = await createServer({ config, opened, vault, clock: () => now })
  await running.app.ready()
  return {
    ...running,
    ...opened,
    vault,
    setNow: (at) => void (now = new Date(at)),
    now: () => now,
    client: (cookie = null) => clientOf(carryInto(running.app), cookie),
    async stop() {
      await running.app.close()
      await opened.close()
    },
  }
}
