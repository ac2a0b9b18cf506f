/** Calendars over HTTP: one's own behind a secret address, those of teams and series for everybody. */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, Doors } from '../../http/app.ts'
import { keepForAll } from '../../http/keeping.ts'
import { originOf } from '../../http/origin.ts'
import { API } from '../../http/serve.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { SeriesId, TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { findShownSeries, SeriesParams } from '../series/index.ts'
import { findTeam, TeamParams } from '../teams/index.ts'
import { endMyCalendar, renewMyCalendar } from './calendars.actions.ts'
import { KEPT_DAYS, ownEvent, publicEvents } from './calendars.rules.ts'
import * as shape from './calendars.shapes.ts'
import {
  findFeed,
  findFeedOwner,
  listOwnShifts,
  listShiftsOfSeries,
  listShiftsOfTree,
  secretHash,
  type SharedShifts,
} from './calendars.store.ts'
import { calendarText, type CalendarHead } from './ics.rules.ts'
import { WORDS, type Words } from './words.rules.ts'

const tags = ['calendars']
const produces = ['text/calendar']
const DAY_MS = 86_400_000
/** What is called off is known this soon to programs that ask. */
const KEPT_SECONDS = 300
/** Programs of many people ask from one address; each of them a few times a day. */
const READS = { max: 3000, seconds: 3600 }

/** A program that has the text already is told so, without it. */
function sendCalendar(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  void reply.header('etag', etag).header('referrer-policy', 'no-referrer')
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag) === true)
    return reply.code(304).send()
  return reply
    .type('text/calendar; charset=utf-8')
    .header('content-disposition', 'inline; filename="zhiyuan.ics"')
    .send(text)
}

export function calendarsRoutes(app: App, doors: Doors): void {
  ownRoutes(app, doors)
  feedRoutes(app, doors)
  sharedRoutes(app, doors)
}

const keptFrom = (now: Date): Date => new Date(now.getTime() - KEPT_DAYS * DAY_MS)

function ownRoutes(app: App, doors: Doors): void {
  const { reader, perform, config } = doors
  app.route({
    method: 'GET',
    url: '/me/calendar',
    config: { audience: 'volunteer' },
    schema: { operationId: 'getMyCalendar', tags, response: { 200: shape.MyCalendar } },
    handler: async (request) => {
      const feed = await findFeed(reader, volunteerOf(request.caller.actor))
      return { madeAt: feed?.madeAt.toISOString() ?? null }
    },
  })

  app.route({
    method: 'POST',
    url: '/me/calendar',
    config: { audience: 'volunteer', refuses: shape.renewRefuses, limit: { max: 20, seconds: 3600 } },
    schema: { operationId: 'renewMyCalendar', tags, response: { 201: shape.CalendarAddress } },
    handler: async (request, reply) => {
      const { secret } = await perform(request.caller, renewMyCalendar, undefined)
      return reply
        .code(201)
        .send({ url: `${originOf(config.publicUrl, request)}${API}/calendars/${secret}.ics` })
    },
  })

  app.route({
    method: 'POST',
    url: '/me/calendar/end',
    config: { audience: 'volunteer', refuses: shape.endRefuses },
    schema: { operationId: 'endMyCalendar', tags, response: { 200: shape.Ended } },
    handler: async (request) => {
      await perform(request.caller, endMyCalendar, undefined)
      return { done: true as const }
    },
  })
}

function feedRoutes(app: App, doors: Doors): void {
  const { reader, vault, clock, config } = doors
  app.route({
    method: 'GET',
    url: '/calendars/:secret',
    config: { audience: 'public', refuses: shape.feedRefuses, limit: READS },
    schema: {
      operationId: 'readMyCalendar',
      tags,
      params: shape.SecretParams,
      querystring: shape.CalendarQuery,
      produces,
    },
    handler: async (request, reply) => {
      const secret = request.params.secret.replace(/\.ics$/, '')
      const volunteerId = await findFeedOwner(reader, secretHash(vault, secret))
      if (volunteerId === undefined) throw new Refusal('calendar_not_found')
      const shifts = await listOwnShifts(reader, volunteerId, keptFrom(clock()))
      const words = WORDS[request.query.lang ?? 'zh-CN']
      const told = { origin: originOf(config.publicUrl, request), words }
      const events = shifts.map((shift) => ownEvent(shift, told))
      void reply.header('cache-control', 'private, no-cache')
      return sendCalendar(request, reply, calendarText(words.mine, events))
    },
  })
}

function sharedRoutes(app: App, { reader, clock, config: { publicUrl } }: Doors): void {
  const sendShared = (
    request: FastifyRequest,
    reply: FastifyReply,
    { shifts, isCut }: SharedShifts,
    words: Words,
    { name, description }: CalendarHead,
  ): FastifyReply => {
    const events = publicEvents(shifts, { origin: originOf(publicUrl, request), words })
    const head = { name, description: isCut ? words.cut(description) : description }
    keepForAll(reply, publicUrl, KEPT_SECONDS)
    return sendCalendar(request, reply, calendarText(head, events))
  }
  app.route({
    method: 'GET',
    url: '/teams/:teamId/calendar.ics',
    config: { audience: 'public', refuses: shape.teamFeedRefuses, limit: READS },
    schema: {
      operationId: 'readTeamCalendar',
      tags,
      params: TeamParams,
      querystring: shape.CalendarQuery,
      produces,
    },
    handler: async (request, reply) => {
      const team = await findTeam(reader, request.params.teamId as TeamId)
      if (team === undefined || !['active', 'suspended'].includes(team.status))
        throw new Refusal('team_not_found')
      const when = { now: clock(), from: keptFrom(clock()) }
      const words = WORDS[request.query.lang ?? 'zh-CN']
      const shifts = await listShiftsOfTree(reader, team.path, when)
      return sendShared(request, reply, shifts, words, words.ofTree(team.name))
    },
  })

  app.route({
    method: 'GET',
    url: '/series/:seriesId/calendar.ics',
    config: { audience: 'public', refuses: shape.seriesFeedRefuses, limit: READS },
    schema: {
      operationId: 'readSeriesCalendar',
      tags,
      params: SeriesParams,
      querystring: shape.CalendarQuery,
      produces,
    },
    handler: async (request, reply) => {
      const seriesId = request.params.seriesId as SeriesId
      const series = await findShownSeries(reader, seriesId, clock())
      if (series === undefined || series.hiddenBecause !== null) throw new Refusal('series_not_found')
      const when = { now: clock(), from: keptFrom(clock()) }
      const head = { name: series.name, description: series.teamName }
      const shifts = await listShiftsOfSeries(reader, seriesId, when)
      return sendShared(request, reply, shifts, WORDS[request.query.lang ?? 'zh-CN'], head)
    },
  })
}
