/** The profile of a living team over HTTP: read by those who keep it, its daily fields written at once. */
import type { App, Doors } from '../../http/app.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { showForm } from './form.shapes.ts'
import { updateTeamProfile } from './profile.actions.ts'
import * as shape from './profile.shapes.ts'
import { getTeamDetail } from './registration.store.ts'
import { whyNotDecideForTeam } from './teams.rules.ts'
import { keepRefuses, TeamParams } from './teams.shapes.ts'
import { getTeam } from './teams.store.ts'

export function profileRoutes(app: App, { reader, perform, observe, vault }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/profile',
    config: { audience: 'team', refuses: keepRefuses },
    schema: {
      operationId: 'getTeamProfile',
      tags: ['teams'],
      params: TeamParams,
      response: { 200: shape.TeamProfile },
    },
    handler: async (request) => {
      const teamId = request.params.teamId as TeamId
      const { actor } = request.caller
      const team = await getTeam(reader, teamId)
      refuseIf(whyNotDecideForTeam(actor, team))
      const detail = await getTeamDetail(reader, vault, teamId)
      // It holds a phone that the public page may hide, so the leader sees who else has read it.
      if (actor.volunteerId !== team.leaderVolunteerId)
        await observe(request.caller, [{ kind: 'team', id: teamId, volunteerId: team.leaderVolunteerId }])
      return { teamId, ...showForm(team, detail) }
    },
  })

  app.route({
    method: 'PUT',
    url: '/teams/:teamId/profile',
    config: { audience: 'team', refuses: shape.profileRefuses },
    schema: {
      operationId: 'updateTeamProfile',
      tags: ['teams'],
      params: TeamParams,
      body: shape.ProfileBody,
      response: { 200: shape.WrittenProfile },
    },
    handler: async (request) => {
      const teamId = request.params.teamId as TeamId
      await perform(request.caller, updateTeamProfile, { teamId, daily: shape.dailyOf(request.body) })
      return { teamId }
    },
  })
}
