/** The standing of a team over HTTP: read by those concerned, changed by those above. */
import type { App, Doors } from '../../http/app.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { findOpenProposal, listLeaders } from './leadership.store.ts'
import { resumeTeam, suspendTeam } from './standing.actions.ts'
import { whyNotReadStanding } from './standing.rules.ts'
import * as shape from './standing.shapes.ts'
import { listSuspensionsOver } from './standing.store.ts'
import { TeamParams } from './teams.shapes.ts'
import { getTeam } from './teams.store.ts'
import { findHasOpenMove } from './tree.store.ts'

export function standingRoutes(app: App, { reader, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/standing',
    config: { audience: 'staff', refuses: shape.standingRefuses },
    schema: {
      operationId: 'getTeamStanding',
      tags: ['teams'],
      params: TeamParams,
      response: { 200: shape.StandingShape },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const team = await getTeam(reader, request.params.teamId as TeamId)
      refuseIf(whyNotReadStanding(actor, team))
      const [suspensions, hasOpenMove, leaders, proposal] = await Promise.all([
        listSuspensionsOver(reader, team.path),
        findHasOpenMove(reader, team.teamId),
        listLeaders(reader, team.teamId),
        findOpenProposal(reader, team.teamId),
      ])
      return shape.showStanding(team, { suspensions, hasOpenMove, leaders, proposal }, actor)
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/suspend',
    config: { audience: 'staff', refuses: shape.suspendRefuses },
    schema: {
      operationId: 'suspendTeam',
      tags: ['teams'],
      params: TeamParams,
      body: shape.SuspendBody,
      response: { 200: shape.Settled },
    },
    handler: (request) =>
      perform(request.caller, suspendTeam, {
        teamId: request.params.teamId as TeamId,
        cause: request.body.cause,
      }),
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/resume',
    config: { audience: 'staff', refuses: shape.resumeRefuses },
    schema: {
      operationId: 'resumeTeam',
      tags: ['teams'],
      params: TeamParams,
      response: { 200: shape.Settled },
    },
    handler: (request) => perform(request.caller, resumeTeam, { teamId: request.params.teamId as TeamId }),
  })
}
