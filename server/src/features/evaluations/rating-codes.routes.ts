/** Codes for those who were served: the team's sheet, and the page of whoever was given one; with the guard against finding one by trying. */
import type { FastifyRequest } from 'fastify'
import type { App, Doors } from '../../http/app.ts'
import { limiter } from '../../http/limits.ts'
import { GUEST } from '../../kernel/actor.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { getProject, ProjectParams } from '../projects/index.ts'
import { normalizeJoinCode } from '../teams/index.ts'
import { whyNotRateForTeam } from './evaluations.rules.ts'
import { Done, teamRefuses } from './evaluations.shapes.ts'
import { endRatingCodes, makeRatingCodes, rateAsRecipient } from './rating-codes.actions.ts'
import { RATING_CODES_UNUSED_MAX, whyNotRateByCode } from './rating-codes.rules.ts'
import * as shape from './rating-codes.shapes.ts'
import { countRatingCodes, findProjectByCode, listUnusedCodes } from './rating-codes.store.ts'

const tags = ['evaluations']
/** Wrong codes of each address. */
const WRONG_RATING_CODES = { max: 10, seconds: 3600 }

function sheet(app: App, { reader, vault, clock, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/projects/:projectId/rating-codes',
    config: { audience: 'team', refuses: teamRefuses },
    schema: {
      operationId: 'listRatingCodes',
      tags,
      params: ProjectParams,
      response: { 200: shape.RatingCodeList },
    },
    handler: async (request) => {
      const projectId = request.params.projectId as ProjectId
      refuseIf(whyNotRateForTeam(request.caller.actor, await getProject(reader, projectId)))
      const wanted = { projectId, limit: RATING_CODES_UNUSED_MAX }
      const [counts, codes] = await Promise.all([
        countRatingCodes(reader, projectId, clock()),
        listUnusedCodes(reader, vault, wanted, clock()),
      ])
      return shape.showCodes(projectId, counts, codes)
    },
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/rating-codes',
    config: { audience: 'team', refuses: shape.makeRefuses, limit: { max: 30, seconds: 3600 } },
    schema: {
      operationId: 'makeRatingCodes',
      tags,
      params: ProjectParams,
      body: shape.MakeRatingCodesBody,
      response: { 201: shape.MadeRatingCodes },
    },
    handler: async (request, reply) => {
      const input = { projectId: request.params.projectId as ProjectId, count: request.body.count }
      return reply.code(201).send(await perform(request.caller, makeRatingCodes, input))
    },
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/rating-codes/end',
    config: { audience: 'team', refuses: shape.endRefuses },
    schema: {
      operationId: 'endRatingCodes',
      tags,
      params: ProjectParams,
      response: { 200: shape.EndedRatingCodes },
    },
    handler: (request) =>
      perform(request.caller, endRatingCodes, { projectId: request.params.projectId as ProjectId }),
  })
}

/** Takes a code as wrong until it is answered, so that many requests at once gain nothing. */
function guard({ config, clock }: Doors) {
  const allow = limiter(config.rateLimitFactor, clock)
  return async <Answer>({ caller, ip }: FastifyRequest, ask: () => Promise<Answer>): Promise<Answer> => {
    const guessing = { ...caller, deed: 'rating_code_wrong' }
    const wait = allow(guessing, ip, WRONG_RATING_CODES)
    if (wait > 0) throw new Refusal('rate_limited', { retryAfterSeconds: wait })
    let isWrong = false
    try {
      return await ask()
    } catch (error) {
      isWrong = error instanceof Refusal && error.code === 'rating_code_wrong'
      throw error
    } finally {
      if (!isWrong) allow(guessing, ip, WRONG_RATING_CODES, -1)
    }
  }
}

function recipients(app: App, doors: Doors): void {
  const { reader, vault, clock, perform } = doors
  const guarded = guard(doors)
  const limit = { max: 60, seconds: 3600 }
  app.route({
    method: 'POST',
    url: '/rating-codes/look',
    config: { audience: 'public', refuses: shape.codeRefuses, limit, takesNoKey: true },
    schema: {
      operationId: 'lookAtRatingCode',
      tags,
      body: shape.LookBody,
      response: { 200: shape.BehindRatingCode },
    },
    handler: (request) =>
      guarded(request, async () => {
        const given = normalizeJoinCode(request.body.code)
        const behind = given === '' ? undefined : await findProjectByCode(reader, vault, given, clock())
        refuseIf(whyNotRateByCode(given, behind !== undefined))
        if (behind === undefined) throw new Refusal('rating_code_wrong')
        return shape.showBehind(behind)
      }),
  })

  app.route({
    method: 'POST',
    url: '/rating-codes/rate',
    config: { audience: 'public', refuses: shape.codeRefuses, limit },
    schema: {
      operationId: 'rateAsRecipient',
      tags,
      body: shape.RateAsRecipientBody,
      response: { 200: Done },
    },
    handler: (request) =>
      guarded(request, async () => {
        // Whoever happens to be signed in is not named in the trail: a rating leads to nobody (V12).
        await perform({ ...request.caller, actor: GUEST }, rateAsRecipient, request.body)
        return { done: true as const }
      }),
  })
}

export function ratingCodesRoutes(app: App, doors: Doors): void {
  sheet(app, doors)
  recipients(app, doors)
}
