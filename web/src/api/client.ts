// One way to the API: an operation id and its parameters in, an answer out. It never throws for a refusal or a lost network.
import { heard, unheard } from '../lib/online'
import { OPERATIONS } from './operations.gen'
import type { Answer, CallParams, OperationId, Output, Problem } from './types'

export const BASE = '/api/v1'

export interface Ask {
  method: string
  path: string
  body?: unknown
  /** Under one key a write happens once, however often it is sent. */
  key?: string
}
export interface Reply {
  status: number
  body: unknown
}
/** How an ask travels: fetch in the browser, an in-process call while rendering. */
export type Transport = (ask: Ask) => Promise<Reply>

type Plain = Readonly<Record<string, unknown>>
type Scalars = Readonly<Record<string, string | number | boolean | null | undefined>>

export function pathOf(operation: OperationId, params: CallParams<OperationId>): string {
  const [, template] = OPERATIONS[operation]
  const places = (params.path ?? {}) as Plain
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(places[name])))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((params.query ?? {}) as Scalars))
    if (value !== undefined && value !== null && value !== '') query.append(name, String(value))
  const search = query.toString()
  return BASE + path + (search === '' ? '' : `?${search}`)
}

function problemOf({ status, body }: Reply): Problem {
  const { code, facts } = (typeof body === 'object' && body !== null ? body : {}) as Plain
  return {
    status,
    code: typeof code === 'string' ? code : status >= 500 ? 'server_failed' : 'malformed',
    facts: typeof facts === 'object' && facts !== null ? (facts as Plain) : {},
  }
}

/** Keys of writes that have had no answer: who presses again sends the same ask under the same key. */
const unanswered = new Map<string, string>()
const NO_ANSWER = new Set([502, 503, 504])

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A form with files has no text to know it by; its parts are sent once and kept apart by the server. */
function keyed(ask: Ask): { ask: Ask; answered: () => void } {
  if (ask.method === 'GET' || ask.body instanceof FormData) return { ask, answered: () => undefined }
  const name = `${ask.method} ${ask.path} ${JSON.stringify(ask.body)}`
  const key = unanswered.get(name) ?? newKey()
  unanswered.set(name, key)
  return { ask: { ...ask, key }, answered: () => void unanswered.delete(name) }
}

export async function call<Op extends OperationId>(
  transport: Transport,
  operation: Op,
  params: CallParams<Op>,
): Promise<Answer<Op>> {
  const [method] = OPERATIONS[operation]
  const plain: Ask = { method, path: pathOf(operation, params) }
  if (params.body !== undefined) plain.body = params.body
  const { ask, answered } = keyed(plain)
  try {
    const reply = await transport(ask)
    if (!NO_ANSWER.has(reply.status)) answered()
    if (reply.status < 200 || reply.status > 299) return { ok: false, ...problemOf(reply) }
    return { ok: true, status: reply.status, data: reply.body as Output<Op> }
  } catch {
    return { ok: false, status: 0, code: 'offline', facts: {} }
  }
}

const PATIENCE_MS = 20_000

/** The header proves that our own script wrote the request: another site's form cannot set it. */
export const overFetch: Transport = async ({ method, path, body, key }) => {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') headers['x-requested-with'] = 'zhiyuan'
  if (key !== undefined) headers['idempotency-key'] = key
  const isForm = body instanceof FormData
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json'
  try {
    const response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(isForm ? PATIENCE_MS * 6 : PATIENCE_MS),
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    heard()
    return { status: response.status, body: parsed(text) }
  } catch (error) {
    void unheard()
    throw error
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
