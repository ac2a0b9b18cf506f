/** Where a team is dissolved, and where one reads beforehand what would become of its work. */
import type { App, Doors } from '../../http/app.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { getTeam, TeamParams, whyNotReadStanding } from '../teams/index.ts'
import { dissolveTeam } from './dissolutions.actions.ts'
import * as shape from './dissolutions.shapes.ts'
import { listNear } from './dissolutions.store.ts'
import { weigh } from './weighing.actions.ts'

export function dissolutionsRoutes(app: App, { reader, perform, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/dissolution',
    config: { audience: 'staff', refuses: shape.readRefuses },
    schema: {
      operationId: 'getTeamDissolution',
      tags: ['teams'],
      params: TeamParams,
      response: { 200: shape.DissolutionShape },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const team = await getTeam(reader, request.params.teamId as TeamId)
      refuseIf(whyNotReadStanding(actor, team))
      const [weighed, near] = await Promise.all([weigh(reader, team, clock()), listNear(reader, team)])
      return shape.showDissolution(team, weighed, near, actor)
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/dissolve',
    config: { audience: 'staff', refuses: shape.dissolveRefuses },
    schema: {
      operationId: 'dissolveTeam',
      tags: ['teams'],
      params: TeamParams,
      body: shape.DissolveBody,
      response: { 200: shape.Dissolved },
    },
    handler: (request) => {
      const { receiverId, cause, name } = request.body
      return perform(request.caller, dissolveTeam, {
        teamId: request.params.teamId as TeamId,
        receiverId: receiverId as TeamId | null,
        cause,
        name,
      })
    },
  })
}
