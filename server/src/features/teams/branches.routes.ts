/** Where the tree is looked at, by those who keep it and by the authorities of a region. */
import type { App, Doors } from '../../http/app.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { findRegion } from '../catalog/index.ts'
import * as shape from './branches.shapes.ts'
import { listChildTeams, listRegionTeams } from './branches.store.ts'
import { branchesVisibleTo, regionTeamsVisibleTo } from './teams.rules.ts'
import { TeamParams } from './teams.shapes.ts'
import { getTeam } from './teams.store.ts'

export function branchesRoutes(app: App, { reader }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/children',
    config: { audience: 'staff', refuses: shape.branchRefuses },
    schema: {
      operationId: 'listChildTeams',
      tags: ['teams'],
      params: TeamParams,
      querystring: shape.ListChildTeamsQuery,
      response: { 200: shape.ChildTeamPage },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const team = await getTeam(reader, request.params.teamId as TeamId)
      const scope = branchesVisibleTo(actor, team)
      const isStaff = actor.grants.some((grant) => grant.teamPath !== null)
      if (scope === null) throw new Refusal(isStaff ? 'not_your_team' : 'not_your_region')
      const { items, next } = await listChildTeams(reader, scope, request.query)
      return { items: items.map((child) => shape.showChildTeam(child, actor)), next }
    },
  })

  app.route({
    method: 'GET',
    url: '/region-teams',
    config: { audience: 'authority', refuses: shape.regionTeamsRefuses },
    schema: {
      operationId: 'listRegionTeams',
      tags: ['teams'],
      querystring: shape.RegionTeamsQuery,
      response: { 200: shape.RegionTeamPage },
    },
    handler: async (request) => {
      const { region: regionCode, ...query } = request.query
      const region = await findRegion(reader, regionCode)
      if (region === undefined) throw new Refusal('region_not_found')
      const scope = regionTeamsVisibleTo(request.caller.actor, region.path)
      if (scope === null) throw new Refusal('not_your_region')
      const { items, next } = await listRegionTeams(reader, scope, query)
      return { items: items.map(shape.showRegionTeam), next }
    },
  })
}
