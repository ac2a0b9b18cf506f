/** The trust in a team over HTTP: read by those concerned, given and ended by those above. */
import type { App, Doors } from '../../http/app.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { policiesOf } from '../catalog/index.ts'
import { whyNotReadStanding } from './standing.rules.ts'
import { standingRefuses } from './standing.shapes.ts'
import { TeamParams } from './teams.shapes.ts'
import { getTeam } from './teams.store.ts'
import { trustTeam, untrustTeam } from './trusting.actions.ts'
import * as shape from './trusting.shapes.ts'
import { findLatestTrust, getTrustRecord } from './trusting.store.ts'

export function trustingRoutes(app: App, { reader, perform, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/trust',
    config: { audience: 'staff', refuses: standingRefuses },
    schema: {
      operationId: 'getTeamTrust',
      tags: ['teams'],
      params: TeamParams,
      response: { 200: shape.TrustShape },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const now = clock()
      const team = await getTeam(reader, request.params.teamId as TeamId)
      refuseIf(whyNotReadStanding(actor, team))
      const [latest, { trustedTeams: isOffered }, record] = await Promise.all([
        findLatestTrust(reader, team.teamId),
        policiesOf(reader, team.regionPath),
        getTrustRecord(reader, team.teamId, now),
      ])
      return shape.showTrust(actor, team, { latest, isOffered, record }, now)
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/trust',
    config: { audience: 'staff', refuses: shape.trustRefuses },
    schema: {
      operationId: 'trustTeam',
      tags: ['teams'],
      params: TeamParams,
      body: shape.TrustBody,
      response: { 204: { type: 'null' } },
    },
    handler: async (request, reply) => {
      const input = { teamId: request.params.teamId as TeamId, cause: request.body.cause }
      await perform(request.caller, trustTeam, input)
      return reply.code(204).send(null)
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/trust/end',
    config: { audience: 'staff', refuses: shape.untrustRefuses },
    schema: {
      operationId: 'untrustTeam',
      tags: ['teams'],
      params: TeamParams,
      body: shape.TrustBody,
      response: { 204: { type: 'null' } },
    },
    handler: async (request, reply) => {
      const input = { teamId: request.params.teamId as TeamId, cause: request.body.cause }
      await perform(request.caller, untrustTeam, input)
      return reply.code(204).send(null)
    },
  })
}
