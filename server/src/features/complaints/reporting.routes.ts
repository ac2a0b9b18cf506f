/** Reporting over HTTP, with or without an account. Number and secret of a case travel in bodies, never in addresses. */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Caller } from '../../act.ts'
import type { App, Doors } from '../../http/app.ts'
import { limiter } from '../../http/limits.ts'
import { PageQuery } from '../../http/shapes.ts'
import { uploadedBytes } from '../../http/uploads.ts'
import { accountOf, GUEST } from '../../kernel/actor.ts'
import type { ComplaintId, FileId } from '../../kernel/ids.ts'
import { dateIn, localDate, ZONE } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { redrawn } from '../teams/index.ts'
import { listComplaintFiles } from './complaint-files.store.ts'
import * as shape from './complaints.shapes.ts'
import { findSecretOf, getComplaint } from './complaints.store.ts'
import { listSteps } from './steps.store.ts'
import { listComplaintsOf, withClock } from './listing.store.ts'
import { addToComplaint, reopenComplaint, submitComplaint, uploadComplaintFile } from './reporting.actions.ts'
import { normalizeSigns, secretHash } from './sealing.ts'
import { listMeasures } from './statements.store.ts'

const REASONS = { missing: 'file_missing', tooLarge: 'file_too_large' } as const
const done = { done: true as const }
/** Reports about one team or project, from everybody together, and from each client: nobody uses up the rest alone. */
const ABOUT_ONE = { max: 30, seconds: 86_400 }
const ABOUT_ONE_EACH = { max: 3, seconds: 86_400 }
/** Numbers and secrets that fit nothing, of each client. */
const WRONG_KEYS = { max: 20, seconds: 3600 }
const NOBODYS = Buffer.alloc(32)

interface Key {
  number: string
  secret?: string
}
interface Opened {
  complaintId: ComplaintId
  caller: Caller
}

/** A key counts as wrong until it has opened something, so that many at once gain nothing. */
function keeperOf({ reader, vault, config, clock }: Doors) {
  const allow = limiter(config.rateLimitFactor, clock)
  return async ({ caller, ip }: FastifyRequest, { number, secret = '' }: Key): Promise<Opened> => {
    const guessing = { ...caller, deed: 'complaint_key_wrong' }
    const wait = allow(guessing, ip, WRONG_KEYS)
    if (wait > 0) throw new Refusal('rate_limited', { retryAfterSeconds: wait })
    const kept = await findSecretOf(reader, normalizeSigns(number))
    // The same work for a number that nobody has.
    const isRight = timingSafeEqual(secretHash(vault, secret), kept?.secretHash ?? NOBODYS)
    if (kept === undefined) throw new Refusal('complaint_not_found')
    const isReporter = kept.reporterAccountId !== null && kept.reporterAccountId === caller.actor.accountId
    if (!isRight && !isReporter) throw new Refusal('complaint_not_found')
    allow(guessing, ip, WRONG_KEYS, -1)
    // Who reported without a name stays without one in the trail, signed in or not.
    return { complaintId: kept.complaintId, caller: isReporter ? caller : { ...caller, actor: GUEST } }
  }
}

/** A report that is refused takes nothing away from those to come. */
function counter({ config, clock }: Doors) {
  const allow = limiter(config.rateLimitFactor, clock)
  return async <Answer>(
    { caller, ip }: FastifyRequest,
    subjectId: string,
    ask: () => Promise<Answer>,
  ): Promise<Answer> => {
    const own = { ...caller, deed: `own complaints about ${subjectId}` }
    const all = { actor: GUEST, deed: `complaints about ${subjectId}` }
    const wait = allow(own, ip, ABOUT_ONE_EACH) || allow(all, '', ABOUT_ONE)
    if (wait > 0) throw new Refusal('rate_limited', { retryAfterSeconds: wait })
    try {
      return await ask()
    } catch (error) {
      allow(own, ip, ABOUT_ONE_EACH, -1)
      allow(all, '', ABOUT_ONE, -1)
      throw error
    }
  }
}

function submitting(app: App, doors: Doors): void {
  const { perform } = doors
  const counted = counter(doors)
  app.route({
    method: 'POST',
    url: '/complaints',
    config: { audience: 'public', refuses: shape.submitRefuses, limit: { max: 5, seconds: 3600 } },
    schema: {
      operationId: 'submitComplaint',
      tags: ['complaints'],
      body: shape.SubmitBody,
      response: { 201: shape.Submitted },
    },
    handler: async (request, reply) => {
      const { anonymous, ...body } = request.body
      const caller = anonymous ? { ...request.caller, actor: GUEST } : request.caller
      const submitted = await counted(request, body.subjectId, () =>
        perform(caller, submitComplaint, {
          ...body,
          reader: request.caller.actor,
          happenedOn: body.happenedOn === null ? null : localDate(body.happenedOn),
          fileIds: body.fileIds as FileId[],
        }),
      )
      return reply.code(201).send(submitted)
    },
  })

  app.route({
    method: 'POST',
    url: '/complaint-files',
    config: { audience: 'public', refuses: shape.uploadRefuses, limit: { max: 20, seconds: 3600 } },
    schema: {
      operationId: 'uploadComplaintFile',
      tags: ['complaints'],
      consumes: ['multipart/form-data'],
      body: shape.FileBody,
      response: { 201: shape.UploadedFile },
    },
    // The body is a stream of parts, which the handler reads; the schema tells the contract what is in it.
    validatorCompiler: () => () => true,
    handler: async (request, reply) => {
      const picture = await redrawn(await uploadedBytes(request, REASONS, shape.FILE_BYTES_MAX))
      // In nobody's name: the report decides later whether it has one.
      return reply
        .code(201)
        .send(await perform({ ...request.caller, actor: GUEST }, uploadComplaintFile, picture))
    },
  })
}

type Keeper = ReturnType<typeof keeperOf>
function reading(app: App, { reader, vault, clock }: Doors, openCase: Keeper): void {
  app.route({
    method: 'POST',
    url: '/complaint-reads',
    // A read: the body keeps number and secret out of the address.
    config: { audience: 'public', refuses: shape.keyRefuses, takesNoKey: true },
    schema: {
      operationId: 'readComplaint',
      tags: ['complaints'],
      body: shape.KeyBody,
      response: { 200: shape.ReportedComplaint },
    },
    handler: async (request) => {
      const { complaintId } = await openCase(request, request.body)
      const now = clock()
      const [complaint, steps, measures, files] = await Promise.all([
        getComplaint(reader, complaintId),
        listSteps(reader, vault, complaintId),
        listMeasures(reader, complaintId),
        listComplaintFiles(reader, complaintId),
      ])
      const clocked = await withClock(reader, complaint, dateIn(ZONE, now))
      return shape.showReported({ complaint: clocked, steps, measures, pictures: files.length, now })
    },
  })

  app.route({
    method: 'GET',
    url: '/me/complaints',
    config: { audience: 'signed_in' },
    schema: {
      operationId: 'listMyComplaints',
      tags: ['complaints'],
      querystring: PageQuery,
      response: { 200: shape.MyComplaintsPage },
    },
    handler: async (request) => {
      const accountId = accountOf(request.caller.actor)
      return shape.showMine(await listComplaintsOf(reader, accountId, request.query, dateIn(ZONE, clock())))
    },
  })
}

function sayingMore(app: App, { perform }: Doors, openCase: Keeper): void {
  app.route({
    method: 'POST',
    url: '/complaint-reads/additions',
    config: { audience: 'public', refuses: shape.addRefuses, limit: { max: 10, seconds: 3600 } },
    schema: {
      operationId: 'addToComplaint',
      tags: ['complaints'],
      body: shape.SayMoreBody,
      response: { 200: shape.Done },
    },
    handler: async (request) => {
      const { complaintId, caller } = await openCase(request, request.body)
      await perform(caller, addToComplaint, { complaintId, words: request.body.words })
      return done
    },
  })

  app.route({
    method: 'POST',
    url: '/complaint-reads/reopenings',
    config: { audience: 'public', refuses: shape.reopenRefuses, limit: { max: 10, seconds: 3600 } },
    schema: {
      operationId: 'reopenComplaint',
      tags: ['complaints'],
      body: shape.SayMoreBody,
      response: { 200: shape.Done },
    },
    handler: async (request) => {
      const { complaintId, caller } = await openCase(request, request.body)
      await perform(caller, reopenComplaint, { complaintId, words: request.body.words })
      return done
    },
  })
}

export function reportingRoutes(app: App, doors: Doors): void {
  const openCase = keeperOf(doors)
  submitting(app, doors)
  reading(app, doors, openCase)
  sayingMore(app, doors, openCase)
}
