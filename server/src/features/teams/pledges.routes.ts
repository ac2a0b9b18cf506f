/** The pledge of a team over HTTP. */
import type { App, Doors } from '../../http/app.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { acceptPledge } from './pledges.actions.ts'
import { PLEDGE_VERSION, whyNotAcceptPledge } from './pledges.rules.ts'
import * as shape from './pledges.shapes.ts'
import { findPledge } from './pledges.store.ts'
import { whyNotReadTeam } from './teams.rules.ts'
import { keepRefuses, TeamParams } from './teams.shapes.ts'
import { getTeam } from './teams.store.ts'

export function pledgesRoutes(app: App, { reader, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/pledge',
    config: { audience: 'team', refuses: keepRefuses },
    schema: {
      operationId: 'getTeamPledge',
      tags: ['teams'],
      params: TeamParams,
      response: { 200: shape.PledgeShape },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const team = await getTeam(reader, request.params.teamId as TeamId)
      refuseIf(whyNotReadTeam(actor, team))
      const pledge = await findPledge(reader, team.teamId, PLEDGE_VERSION)
      const facts = { team, version: PLEDGE_VERSION, isAccepted: pledge !== undefined }
      return shape.showPledge(pledge, whyNotAcceptPledge(actor, facts))
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/pledge',
    config: { audience: 'team', refuses: shape.acceptRefuses },
    schema: {
      operationId: 'acceptPledge',
      tags: ['teams'],
      params: TeamParams,
      body: shape.AcceptBody,
      response: { 201: shape.AcceptBody },
    },
    handler: async (request, reply) => {
      const { version } = request.body
      await perform(request.caller, acceptPledge, { teamId: request.params.teamId as TeamId, version })
      return reply.code(201).send({ version })
    },
  })
}
