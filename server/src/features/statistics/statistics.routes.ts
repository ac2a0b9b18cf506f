/** Figures over HTTP. Nothing is decided and nothing is written here. */
import type { App, Doors } from '../../http/app.ts'
import type { Reader } from '../../db/handles.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { dateIn, localDate, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { findRegion, findSite } from '../catalog/index.ts'
import { getTeam, TeamParams, whyNotReadTeam } from '../teams/index.ts'
import { listRegionHours, listVolunteers } from './people.store.ts'
import {
  activeSince,
  monthOf,
  ownRegionPath,
  regionVisibleTo,
  trendMonths,
  whyNotGetOverview,
  type RegionOfFigures,
  type RegionScope,
} from './statistics.rules.ts'
import * as shape from './statistics.shapes.ts'
import { findRegionByPath, getFigures, listMonths, listRegionRows } from './statistics.store.ts'
import { getMemberFigures, getTeamMonths, getWaiting, listShiftsAhead } from './team-overview.store.ts'

/** A minute old at most, which spares the database the crowd on the first page. */
const CACHED = 'public, max-age=60'

/** The region asked for, or the one where the authority is at home: for the platform the site's. */
export async function regionFor(
  reader: Reader,
  actor: Actor,
  regionCode: string | undefined,
): Promise<RegionOfFigures> {
  const region = regionCode === undefined ? await homeOf(reader, actor) : await findRegion(reader, regionCode)
  if (region === undefined) throw new Refusal('region_not_found')
  return region
}

async function homeOf(reader: Reader, actor: Actor): Promise<RegionOfFigures | undefined> {
  const path = ownRegionPath(actor)
  if (path !== null) return findRegionByPath(reader, path)
  const site = await findSite(reader)
  return site === undefined
    ? undefined
    : { regionCode: site.regionCode, path: site.regionPath, name: site.regionName }
}

async function scopeFor(reader: Reader, actor: Actor, regionCode: string | undefined): Promise<RegionScope> {
  const scope = regionVisibleTo(actor, await regionFor(reader, actor, regionCode))
  if (scope === null) throw new Refusal('not_your_region')
  return scope
}

function figures(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/figures',
    config: { audience: 'public' },
    schema: { operationId: 'getFigures', tags: ['statistics'], response: { 200: shape.FiguresShape } },
    handler: async (_request, reply) => {
      const now = clock()
      const year = Number(dateIn(ZONE, now).slice(0, 4))
      void reply.header('cache-control', CACHED)
      return {
        ...(await getFigures(reader, { now, since: activeSince(now), year })),
        asOf: now.toISOString(),
      }
    },
  })

  app.route({
    method: 'GET',
    url: '/overview',
    config: { audience: 'authority', refuses: shape.overviewRefuses },
    schema: {
      operationId: 'getOverview',
      tags: ['statistics'],
      querystring: shape.OverviewQuery,
      response: { 200: shape.OverviewShape },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const region = await regionFor(reader, actor, request.query.region)
      refuseIf(whyNotGetOverview(actor, region))
      const scope = regionVisibleTo(actor, region)
      if (scope === null) throw new Refusal('not_your_region')
      const now = clock()
      const since = activeSince(now)
      const [rows, trend] = await Promise.all([
        listRegionRows(reader, scope, since),
        listMonths(reader, scope, trendMonths(now)),
      ])
      return shape.showOverview(region, { rows, trend, since }, now)
    },
  })
}

function rowsBehind(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/volunteers',
    config: { audience: 'authority', refuses: shape.regionRefuses },
    schema: {
      operationId: 'listVolunteers',
      tags: ['statistics'],
      querystring: shape.ListVolunteersQuery,
      response: { 200: shape.VolunteerPage },
    },
    handler: async (request) => {
      const { region, status, figure, q, ...query } = request.query
      const scope = await scopeFor(reader, request.caller.actor, region)
      const page = await listVolunteers(
        reader,
        scope,
        { status, figure, q, since: activeSince(clock()) },
        query,
      )
      return { items: page.items.map(shape.showVolunteer), next: page.next }
    },
  })

  app.route({
    method: 'GET',
    url: '/region-hours',
    config: { audience: 'authority', refuses: shape.regionRefuses },
    schema: {
      operationId: 'listRegionHours',
      tags: ['statistics'],
      querystring: shape.RegionHoursQuery,
      response: { 200: shape.RegionHoursPage },
    },
    handler: async (request) => {
      const scope = await scopeFor(reader, request.caller.actor, request.query.region)
      const page = await listRegionHours(reader, scope, request.query.month, request.query)
      return { items: page.items.map(shape.showRegionHours), next: page.next }
    },
  })
}

function teamOverview(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/overview',
    config: { audience: 'team', refuses: shape.teamOverviewRefuses },
    schema: {
      operationId: 'getTeamOverview',
      tags: ['statistics'],
      params: TeamParams,
      response: { 200: shape.TeamOverviewShape },
    },
    handler: async (request) => {
      const team = await getTeam(reader, request.params.teamId as TeamId)
      refuseIf(whyNotReadTeam(request.caller.actor, team))
      const now = clock()
      const day = dateIn(ZONE, now)
      const firstDay = localDate(`${monthOf(day)}-01`)
      const [waiting, members, months, ahead] = await Promise.all([
        getWaiting(reader, team, now),
        getMemberFigures(reader, team.teamId, { day: firstDay, activeMonth: activeSince(now) }),
        getTeamMonths(reader, team.teamId, trendMonths(now)),
        listShiftsAhead(reader, team.teamId, now),
      ])
      return shape.showTeamOverview(team, { waiting, members, months, ahead }, now)
    },
  })
}

export function statisticsRoutes(app: App, doors: Doors): void {
  figures(app, doors)
  rowsBehind(app, doors)
  teamOverview(app, doors)
}
