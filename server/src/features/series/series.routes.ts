/** Series over HTTP: read by everybody, kept by their teams. */
import type { Reader } from '../../db/handles.ts'
import type { App, Doors } from '../../http/app.ts'
import { keepForGuests } from '../../http/keeping.ts'
import { PageQuery } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { ProjectId, SeriesId, TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { CopiedProjectShape, ProjectParams } from '../projects/index.ts'
import { getTeam, keepRefuses as teamRefuses, TeamParams, whyNotOversee } from '../teams/index.ts'
import {
  addToSeries,
  copyProject,
  createSeries,
  deleteSeries,
  removeFromSeries,
  updateSeries,
} from './series.actions.ts'
import { seriesHidingRoutes } from './hiding.routes.ts'
import { projectsOfSeriesVisibleTo, seriesVisibleTo } from './series.rules.ts'
import * as shape from './series.shapes.ts'
import { findSeries, getSeries, listSeriesProjects, listTeamSeries } from './series.store.ts'
import { findShownSeries, findShownSeriesOf, listComingDates, listDone } from './shown.store.ts'

const tags = ['series']
/** Changes rarely; a minute late is soon enough for whoever is not signed in. */
const KEPT_SECONDS = 60
/** Readers of many people ask from one address. */
const READS = { max: 600, seconds: 60 }

export function seriesRoutes(app: App, doors: Doors): void {
  publicRoutes(app, doors)
  listRoutes(app, doors)
  keepingRoutes(app, doors)
  joiningRoutes(app, doors)
  seriesHidingRoutes(app, doors)
}

/** The team is looked up for those alone who might oversee one. */
async function whyNotHide(reader: Reader, actor: Actor, teamId: TeamId) {
  if (actor.accountId === null) return 'signed_out'
  return actor.grants.length === 0 ? 'not_your_region' : whyNotOversee(actor, await getTeam(reader, teamId))
}

function publicRoutes(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/series/:seriesId',
    config: { audience: 'public', refuses: shape.readRefuses, limit: READS },
    schema: {
      operationId: 'getSeries',
      tags,
      params: shape.SeriesParams,
      response: { 200: shape.ShownSeriesShape },
    },
    handler: async (request, reply) => {
      const { actor } = request.caller
      const seriesId = request.params.seriesId as SeriesId
      const series = await findShownSeries(reader, seriesId, clock())
      if (series === undefined) throw new Refusal('series_not_found')
      const whyNot = await whyNotHide(reader, actor, series.teamId)
      if (series.hiddenBecause !== null && whyNot !== null) throw new Refusal('series_not_found')
      keepForGuests(request, reply, KEPT_SECONDS)
      return shape.showSeries(series, await listComingDates(reader, seriesId, clock()), whyNot)
    },
  })

  app.route({
    method: 'GET',
    url: '/series/:seriesId/done',
    config: { audience: 'public', limit: READS },
    schema: {
      operationId: 'listSeriesDone',
      tags,
      params: shape.SeriesParams,
      querystring: PageQuery,
      response: { 200: shape.DonePage },
    },
    handler: async (request, reply) => {
      const { actor } = request.caller
      const seriesId = request.params.seriesId as SeriesId
      const series = actor.grants.length === 0 ? undefined : await findSeries(reader, seriesId)
      const oversees = series !== undefined && (await whyNotHide(reader, actor, series.teamId)) === null
      const page = await listDone(reader, seriesId, { ...request.query, oversees }, clock())
      keepForGuests(request, reply, KEPT_SECONDS)
      return { items: page.items.map(shape.showDone), next: page.next }
    },
  })

  app.route({
    method: 'GET',
    url: '/projects/:projectId/series',
    config: { audience: 'public' },
    schema: {
      operationId: 'getSeriesOfProject',
      tags,
      params: ProjectParams,
      response: { 200: shape.SeriesOfProject },
    },
    handler: async (request) => ({
      series: (await findShownSeriesOf(reader, request.params.projectId as ProjectId)) ?? null,
    }),
  })
}

function listRoutes(app: App, { reader }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/series',
    config: { audience: 'team', refuses: teamRefuses },
    schema: {
      operationId: 'listTeamSeries',
      tags,
      params: TeamParams,
      querystring: PageQuery,
      response: { 200: shape.TeamSeriesPage },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const scope = seriesVisibleTo(actor, await getTeam(reader, request.params.teamId as TeamId))
      if (scope === null) throw new Refusal('not_your_team')
      const page = await listTeamSeries(reader, scope, request.query)
      return { items: page.items.map((series) => shape.showTeamSeries(actor, series)), next: page.next }
    },
  })

  app.route({
    method: 'GET',
    url: '/series/:seriesId/projects',
    config: { audience: 'team', refuses: shape.keepRefuses },
    schema: {
      operationId: 'listSeriesProjects',
      tags,
      params: shape.SeriesParams,
      querystring: PageQuery,
      response: { 200: shape.SeriesProjectPage },
    },
    handler: async (request) => {
      const series = await getSeries(reader, request.params.seriesId as SeriesId)
      const scope = projectsOfSeriesVisibleTo(request.caller.actor, series)
      if (scope === null) throw new Refusal('not_your_team')
      const page = await listSeriesProjects(reader, scope, request.query)
      return { items: page.items.map(shape.showSeriesProject), next: page.next }
    },
  })
}

function keepingRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/teams/:teamId/series',
    config: { audience: 'team', refuses: shape.createSeriesRefuses },
    schema: {
      operationId: 'createSeries',
      tags,
      params: TeamParams,
      body: shape.SeriesBody,
      response: { 201: shape.KeptSeries },
    },
    handler: async (request, reply) => {
      const input = { teamId: request.params.teamId as TeamId, ...shape.wordsOf(request.body) }
      return reply.code(201).send(await perform(request.caller, createSeries, input))
    },
  })

  app.route({
    method: 'PUT',
    url: '/series/:seriesId',
    config: { audience: 'team', refuses: shape.updateSeriesRefuses },
    schema: {
      operationId: 'updateSeries',
      tags,
      params: shape.SeriesParams,
      body: shape.SeriesBody,
      response: { 200: shape.KeptSeries },
    },
    handler: (request) =>
      perform(request.caller, updateSeries, {
        seriesId: request.params.seriesId as SeriesId,
        ...shape.wordsOf(request.body),
      }),
  })

  app.route({
    method: 'DELETE',
    url: '/series/:seriesId',
    config: { audience: 'team', refuses: shape.keepRefuses },
    schema: {
      operationId: 'deleteSeries',
      tags,
      params: shape.SeriesParams,
      response: { 204: { type: 'null' } },
    },
    handler: async (request, reply) => {
      await perform(request.caller, deleteSeries, { seriesId: request.params.seriesId as SeriesId })
      return reply.code(204).send(null)
    },
  })
}

const joiningOf = (params: { seriesId: string; projectId: string }) => ({
  seriesId: params.seriesId as SeriesId,
  projectId: params.projectId as ProjectId,
})

function joiningRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'PUT',
    url: '/series/:seriesId/projects/:projectId',
    config: { audience: 'team', refuses: shape.addRefuses },
    schema: {
      operationId: 'addToSeries',
      tags,
      params: shape.SeriesProjectParams,
      response: { 200: shape.KeptSeries },
    },
    handler: (request) => perform(request.caller, addToSeries, joiningOf(request.params)),
  })

  app.route({
    method: 'DELETE',
    url: '/series/:seriesId/projects/:projectId',
    config: { audience: 'team', refuses: shape.keepRefuses },
    schema: {
      operationId: 'removeFromSeries',
      tags,
      params: shape.SeriesProjectParams,
      response: { 200: shape.KeptSeries },
    },
    handler: (request) => perform(request.caller, removeFromSeries, joiningOf(request.params)),
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/copy',
    config: { audience: 'team', refuses: shape.copyRefuses },
    schema: {
      operationId: 'copyProject',
      tags,
      params: ProjectParams,
      body: shape.CopyProjectBody,
      response: { 201: CopiedProjectShape },
    },
    handler: async (request, reply) => {
      const input = { projectId: request.params.projectId as ProjectId, ...request.body }
      return reply.code(201).send(await perform(request.caller, copyProject, input))
    },
  })
}
