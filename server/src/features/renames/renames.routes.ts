/** Renaming over HTTP: the dry run, handing in, what became of it, and the decision. */
import type { App, Doors } from '../../http/app.ts'
import type { Reader } from '../../db/handles.ts'
import type { RenameBatchId, ReviewId, TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import {
  getReview,
  listHistory,
  ReviewParams,
  showHistory,
  showReview,
  whyNotRead,
} from '../reviews/index.ts'
import { getTeam } from '../teams/index.ts'
import { adviseOnRows, checkRenames, proposeRenames } from './renames.actions.ts'
import { batchesOfRegions, batchesOfTeam, whyNotReadBatch } from './renames.rules.ts'
import * as shape from './renames.shapes.ts'
import { getBatch, listBatches, listBatchRows, listRenamedTeams, type Batch } from './renames.store.ts'
import { reviewRenames } from './renaming.actions.ts'

const tags = ['teams']
const HOUR_SECONDS = 3_600
/** A table is mended and looked at again and again; handed in seldom. */
const CHECKS_AN_HOUR = 300
const BATCHES_AN_HOUR = 30

async function shownBatch(reader: Reader, batch: Batch) {
  const rows = await listBatchRows(reader, batch.renameBatchId)
  const ids = rows.map(({ teamId }) => teamId)
  const teams = new Map((await listRenamedTeams(reader, ids)).map((team) => [team.teamId, team]))
  const named = rows.map((row) => ({ ...row, team: teams.get(row.teamId) ?? null }))
  return shape.showRenames(batch, await adviseOnRows(reader, named))
}

function proposing(app: App, { reader, perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/renames/check',
    config: {
      audience: 'staff',
      refuses: shape.checkRefuses,
      limit: { max: CHECKS_AN_HOUR, seconds: HOUR_SECONDS },
      takesNoKey: true,
    },
    schema: {
      operationId: 'checkRenames',
      tags,
      body: shape.CheckRenamesBody,
      response: { 200: shape.CheckedRenames },
    },
    handler: async (request) => {
      const { rows, reviewerName } = await checkRenames(
        reader,
        request.caller.actor,
        shape.askedOf(request.body),
      )
      return { rows: rows.map(shape.showChecked), reviewerName }
    },
  })

  app.route({
    method: 'POST',
    url: '/renames',
    config: {
      audience: 'staff',
      refuses: shape.proposeRefuses,
      limit: { max: BATCHES_AN_HOUR, seconds: HOUR_SECONDS },
    },
    schema: {
      operationId: 'proposeRenames',
      tags,
      body: shape.ProposeRenamesBody,
      response: { 201: shape.ProposedRenames },
    },
    handler: async (request, reply) =>
      reply.code(201).send(
        await perform(request.caller, proposeRenames, {
          ...shape.askedOf(request.body),
          note: request.body.note ?? '',
        }),
      ),
  })
}

function readingBatches(app: App, { reader }: Doors): void {
  app.route({
    method: 'GET',
    url: '/renames',
    config: { audience: 'staff', refuses: shape.listRefuses },
    schema: {
      operationId: 'listRenames',
      tags,
      querystring: shape.ListRenamesQuery,
      response: { 200: shape.RenamePage },
    },
    handler: async ({ query, caller }) => {
      const teamId = query.teamId as TeamId | undefined
      const scope =
        teamId === undefined
          ? batchesOfRegions(caller.actor)
          : batchesOfTeam(caller.actor, await getTeam(reader, teamId))
      if (scope === null) throw new Refusal('not_your_team')
      const page = await listBatches(reader, scope, query)
      return { items: page.items.map(shape.showBatch), next: page.next }
    },
  })

  app.route({
    method: 'GET',
    url: '/renames/:renameBatchId',
    config: { audience: 'staff', refuses: shape.batchRefuses },
    schema: {
      operationId: 'getRenames',
      tags,
      params: shape.RenameParams,
      response: { 200: shape.RenamesShape },
    },
    handler: async (request) => {
      const batch = await getBatch(reader, request.params.renameBatchId as RenameBatchId)
      const team = batch.teamId === null ? null : await getTeam(reader, batch.teamId)
      refuseIf(whyNotReadBatch(request.caller.actor, { regionPath: batch.regionPath, team }))
      return shownBatch(reader, batch)
    },
  })
}

function reviewing(app: App, { reader, perform, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/reviews/:reviewId/renames',
    config: { audience: 'staff', refuses: shape.readReviewRefuses },
    schema: {
      operationId: 'getRenamesReview',
      tags,
      params: ReviewParams,
      response: { 200: shape.RenamesReview },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const reviewId = request.params.reviewId as ReviewId
      const review = await getReview(reader, reviewId, 'renaming', dateIn(ZONE, clock()))
      refuseIf(whyNotRead(actor, review))
      const batch = await getBatch(reader, review.subjectId as RenameBatchId)
      const [facts, history] = await Promise.all([
        shownBatch(reader, batch),
        listHistory(reader, 'renaming', review.subjectId),
      ])
      return { review: showReview(review, actor), history: showHistory(history), facts }
    },
  })

  app.route({
    method: 'POST',
    url: '/reviews/:reviewId/renames',
    config: { audience: 'staff', refuses: shape.reviewRefuses },
    schema: {
      operationId: 'reviewRenames',
      tags,
      params: ReviewParams,
      body: shape.ReviewRenamesBody,
      response: { 200: shape.ReviewedRenames },
    },
    handler: (request) =>
      perform(request.caller, reviewRenames, {
        ...request.body,
        reviewId: request.params.reviewId as ReviewId,
      }),
  })
}

export function renamesRoutes(app: App, doors: Doors): void {
  proposing(app, doors)
  readingBatches(app, doors)
  reviewing(app, doors)
}
