/** A team's code over HTTP, for those who decide on its members; and the guard against finding one by trying. */
import type { App, Doors } from '../../http/app.ts'
import { guessGuard } from '../../http/guesses.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { endJoinCode, renewJoinCode } from './join-codes.actions.ts'
import * as shape from './join-codes.shapes.ts'
import { findJoinCode } from './join-codes.store.ts'
import { whyNotDecideForTeam } from './teams.rules.ts'
import { keepRefuses, TeamParams } from './teams.shapes.ts'
import { getTeam } from './teams.store.ts'

/** Wrong codes of each account, over all teams. */
const WRONG_JOIN_CODES = { max: 10, seconds: 3600 }

export const joinCodeGuard = (doors: Doors) => guessGuard(doors, 'join_code_wrong', WRONG_JOIN_CODES)

export function joinCodesRoutes(app: App, { reader, vault, clock, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/join-code',
    config: { audience: 'team', refuses: keepRefuses },
    schema: {
      operationId: 'getJoinCode',
      tags: ['teams'],
      params: TeamParams,
      response: { 200: shape.JoinCodeAnswer },
    },
    handler: async (request) => {
      const team = await getTeam(reader, request.params.teamId as TeamId)
      refuseIf(whyNotDecideForTeam(request.caller.actor, team))
      const code = await findJoinCode(reader, vault, team.teamId)
      return { joinCode: code === undefined ? null : shape.showJoinCode(code, clock()) }
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/join-code',
    config: { audience: 'team', refuses: shape.renewJoinCodeRefuses },
    schema: {
      operationId: 'renewJoinCode',
      tags: ['teams'],
      params: TeamParams,
      body: shape.RenewJoinCodeBody,
      response: { 201: shape.JoinCodeShape },
    },
    handler: async (request, reply) => {
      const { validDays = null, usesMax = null } = request.body
      const teamId = request.params.teamId as TeamId
      const code = await perform(request.caller, renewJoinCode, { teamId, validDays, usesMax })
      return reply.code(201).send(shape.showJoinCode(code, clock()))
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/join-code/end',
    config: { audience: 'team', refuses: shape.endJoinCodeRefuses },
    schema: {
      operationId: 'endJoinCode',
      tags: ['teams'],
      params: TeamParams,
      response: { 200: shape.EndedJoinCode },
    },
    handler: async (request) => {
      const teamId = request.params.teamId as TeamId
      await perform(request.caller, endJoinCode, { teamId })
      return { teamId }
    },
  })
}
