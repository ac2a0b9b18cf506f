/** How a team is kept over HTTP: its way of joining, and the duties of its members. */
import type { App, Doors } from '../../http/app.ts'
import type { TeamId, VolunteerId } from '../../kernel/ids.ts'
import * as shape from './memberships.shapes.ts'
import { endTeamRole, grantTeamRole, setJoinMode } from './roles.actions.ts'
import { TeamParams } from './teams.shapes.ts'

export function rolesRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'PUT',
    url: '/teams/:teamId/join-mode',
    config: { audience: 'team', refuses: shape.joinModeRefuses },
    schema: {
      operationId: 'setJoinMode',
      tags: ['teams'],
      params: TeamParams,
      body: shape.JoinModeBody,
      response: { 200: shape.JoinModeAnswer },
    },
    handler: async (request) => {
      const answer = { teamId: request.params.teamId as TeamId, joinMode: request.body.joinMode }
      await perform(request.caller, setJoinMode, answer)
      return answer
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/roles',
    config: { audience: 'team', refuses: shape.grantRefuses },
    schema: {
      operationId: 'grantTeamRole',
      tags: ['teams'],
      params: TeamParams,
      body: shape.TeamRoleBody,
      response: { 201: shape.GrantedRole },
    },
    handler: async (request, reply) => {
      const { volunteerId, role } = request.body
      const input = { teamId: request.params.teamId as TeamId, volunteerId: volunteerId as VolunteerId, role }
      return reply.code(201).send(await perform(request.caller, grantTeamRole, input))
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/roles/:grantId/end',
    config: { audience: 'team', refuses: shape.endRoleRefuses },
    schema: {
      operationId: 'endTeamRole',
      tags: ['teams'],
      params: shape.GrantParams,
      response: { 200: shape.EndedRole },
    },
    handler: async (request) => {
      const { teamId, grantId } = request.params
      await perform(request.caller, endTeamRole, { teamId: teamId as TeamId, grantId })
      return { grantId }
    },
  })
}
