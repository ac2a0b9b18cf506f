/** The door: who may knock, how a "no" looks on the wire, and what every answer carries. */
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { isDatabaseAway } from '../db/faults.ts'
import { GUEST, type Actor } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { App, Audience, Doors } from './app.ts'
import { limiter } from './limits.ts'
import { IDEMPOTENCY_KEY, IdempotencyHeaders, problemOf } from './shapes.ts'
import { serializers } from './serializers.ts'
import { sealed, validators } from './validators.ts'

const isStaff = (actor: Actor, test: (role: string) => boolean): boolean =>
  actor.grants.some((g) => test(g.role))

const admits: Record<Audience, (actor: Actor) => boolean> = {
  public: () => true,
  signed_in: () => true,
  volunteer: (actor) => actor.volunteerVerified,
  team: (actor) => isStaff(actor, (role) => role.startsWith('team_')),
  authority: (actor) => isStaff(actor, (role) => !role.startsWith('team_')),
  staff: (actor) => actor.grants.length > 0,
  platform: (actor) => isStaff(actor, (role) => role === 'platform_admin'),
}

export const API = '/api/v1'
const BODY_BYTES_MAX = 1_048_576
const FILE_BYTES_MAX = 10_485_760
/** A database that died is started again within about so long. */
const AWAY_SECONDS = 3

const titles: Readonly<Record<number, string>> = {
  400: 'The request does not fit the contract',
  401: 'Sign in first',
  403: 'Not for this account',
  404: 'Not found',
  409: 'Stands in the way',
  422: 'Cannot be accepted',
  429: 'Too many requests',
  503: 'Busy, try again',
}
export const problem = (status: number, code: string, facts?: Readonly<Record<string, unknown>>) => ({
  type: 'about:blank',
  title: titles[status] ?? 'Refused',
  status,
  code,
  ...(facts === undefined || Object.keys(facts).length === 0 ? {} : { facts }),
})

/** Every API route says whom it is for, and its contract lists every reason it can refuse with. */
function completeRoutes(app: App): void {
  app.addHook('onRoute', (route) => {
    if (route.method !== 'HEAD' && route.config?.audience === undefined)
      throw new Error(`${String(route.method)} ${route.url} names no audience`)
    if (!route.url.startsWith(API)) return
    const writes = route.method !== 'GET' && route.method !== 'HEAD'
    const isPublic = route.config?.audience === 'public'
    const byStatus = new Map<number, string[]>([
      [400, ['malformed']],
      [429, ['rate_limited']],
      [503, ['busy']],
    ])
    if (!isPublic) byStatus.set(401, ['signed_out'])
    if (writes || !isPublic)
      byStatus.set(403, [...(writes ? ['cross_site'] : []), ...(isPublic ? [] : ['wrong_door'])])
    for (const [code, status] of Object.entries(route.config?.refuses ?? {}))
      byStatus.set(status, [...(byStatus.get(status) ?? []), code])
    const response = (route.schema?.response ?? {}) as Record<string, unknown>
    for (const [status, codes] of byStatus) response[status] ??= problemOf(codes)
    if (route.schema === undefined) return
    Object.assign(route.schema, { 'x-audience': route.config?.audience })
    if (writes && route.config?.takesNoKey !== true) route.schema.headers = IdempotencyHeaders
    route.schema.response = response
    for (const part of ['body', 'querystring', 'params'] as const)
      if (route.schema[part] !== undefined) route.schema[part] = sealed(route.schema[part])
  })
}

function guardDoors(
  app: App,
  doors: Doors,
  actorOf: (request: FastifyRequest) => Promise<Actor | null>,
): void {
  const allow = limiter(doors.config.rateLimitFactor, doors.clock)
  app.decorateRequest('caller')
  app.addHook('onRequest', async (request, reply) => {
    const { audience, limit } = request.routeOptions.config
    if (audience === undefined || !request.url.startsWith(API)) return
    const actor = await actorOf(request)
    const operation = request.routeOptions.schema as { operationId?: string } | undefined
    request.caller = { actor: actor ?? GUEST, deed: operation?.operationId ?? request.url }
    const writes = request.method !== 'GET' && request.method !== 'HEAD'
    // A page of another origin cannot set this header without a permission that we never give.
    if (writes && request.headers['x-requested-with'] !== 'zhiyuan')
      return reply.code(403).type('application/problem+json').send(problem(403, 'cross_site'))
    if (actor === null && audience !== 'public')
      return reply.code(401).type('application/problem+json').send(problem(401, 'signed_out'))
    if (actor !== null && !admits[audience](actor))
      return reply.code(403).type('application/problem+json').send(problem(403, 'wrong_door'))
    const wait = limit === undefined ? 0 : allow(request.caller, request.ip, limit)
    if (wait > 0)
      return reply
        .code(429)
        .header('retry-after', wait)
        .type('application/problem+json')
        .send(problem(429, 'rate_limited', { retryAfterSeconds: wait }))
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith(API) && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store')
  })
}

/** A write may come with a key of the asker's; perform() then does it once. Keys of one account are nothing to another. */
function knowRepeats(app: App, doors: Doors): void {
  app.addHook('preHandler', async (request) => {
    const key = request.headers[IDEMPOTENCY_KEY]
    const { audience, takesNoKey } = request.routeOptions.config
    if (typeof key !== 'string' || audience === undefined || takesNoKey === true) return
    const { actor } = request.caller
    request.caller = {
      ...request.caller,
      replay: {
        keyHash: doors.vault.blind('replay:key', `${actor.accountId ?? ''} ${key}`),
        askHash: doors.vault.blind(
          'replay:ask',
          `${request.method} ${request.url} ${JSON.stringify(request.body)}`,
        ),
      },
    }
  })
}

/** A cursor, a date or a character that the database cannot read is the caller's mistake, not a fault of ours. */
const isUnreadable = (error: FastifyError): boolean => /^22(P02|P05|007|008|009|021)$/.test(error.code)

const answerLost = (reply: FastifyReply): void =>
  void reply.code(404).type('application/problem+json').send(problem(404, 'not_found'))

function answerErrors(app: App): void {
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    void reply.type('application/problem+json')
    if (error instanceof Refusal) {
      const status =
        request.routeOptions.config.refuses?.[error.code] ??
        { malformed: 400, signed_out: 401, wrong_door: 403, rate_limited: 429, busy: 503 }[error.code]
      if (status !== undefined) {
        if (status === 503 || status === 429)
          void reply.header('retry-after', Number(error.facts['retryAfterSeconds'] ?? 1))
        return reply.code(status).send(problem(status, error.code, error.facts))
      }
    } else if (error.validation !== undefined || (error.statusCode ?? 500) < 500 || isUnreadable(error)) {
      const where = error.validation?.[0]
      const facts = where === undefined ? {} : { field: where.instancePath, message: where.message }
      return reply.code(400).send(problem(400, 'malformed', facts))
    } else if (isDatabaseAway(error)) {
      request.log.warn(error)
      return reply.code(503).header('retry-after', AWAY_SECONDS).send(problem(503, 'busy'))
    }
    request.log.error(error)
    return reply.code(500).send(problem(500, 'fault'))
  })
  app.setNotFoundHandler((_request, reply) => answerLost(reply))
}

export async function buildApp(
  doors: Doors,
  actorOf: (request: FastifyRequest) => Promise<Actor | null>,
  register: (app: App, doors: Doors) => Promise<void> | void,
  logger: FastifyBaseLogger,
): Promise<App> {
  const proxies = doors.config.trustProxy
  const app: App = Fastify({
    loggerInstance: logger,
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: (_address, hop) => hop < proxies,
    // An address that cannot be one, before any route is found for it.
    frameworkErrors: (_error, _request, reply) => answerLost(reply as unknown as FastifyReply),
    logController: new LogController({ disableRequestLogging: true }),
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.setValidatorCompiler(validators())
  app.setSerializerCompiler(serializers())
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: FILE_BYTES_MAX, files: 1, fields: 4 } })
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: doors.config.publicUrl?.startsWith('https:') === true,
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Zhiyuan', version: '1', license: { name: 'Apache-2.0' } },
      servers: [{ url: '/' }],
    },
  })
  completeRoutes(app)
  guardDoors(app, doors, actorOf)
  knowRepeats(app, doors)
  answerErrors(app)
  await register(app, doors)
  return app
}
