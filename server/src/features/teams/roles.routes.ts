/** How a team is kept over HTTP: its way of joining, and the duties of its members. */
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { TeamId, VolunteerId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { listTeamStaff } from './members.store.ts'
import * as shape from './memberships.shapes.ts'
import { findLiveMembership } from './memberships.store.ts'
import { endTeamRole, grantTeamRole, setJoinMode } from './roles.actions.ts'
import { staffVisibleTo } from './teams.rules.ts'
import { keepRefuses, TeamParams } from './teams.shapes.ts'
import { getTeam } from './teams.store.ts'

function telling(app: App, { reader }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/staff',
    config: { audience: 'volunteer', refuses: keepRefuses },
    schema: {
      operationId: 'listTeamStaff',
      tags: ['teams'],
      params: TeamParams,
      response: { 200: shape.TeamStaff },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const team = await getTeam(reader, request.params.teamId as TeamId)
      const membership = await findLiveMembership(reader, volunteerOf(actor), team.teamId)
      const scope = staffVisibleTo(actor, team, membership?.status === 'member')
      if (scope === null) throw new Refusal('not_your_team')
      return shape.showStaff(await listTeamStaff(reader, scope))
    },
  })
}

export function rolesRoutes(app: App, doors: Doors): void {
  telling(app, doors)
  const { perform } = doors
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
