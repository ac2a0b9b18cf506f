/** The tree of teams over HTTP: moves that are proposed and taken back. They are decided in projects. */
import type { App, Doors } from '../../http/app.ts'
import type { MoveId, TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { listLiaisons } from './registration.store.ts'
import { membersVisibleTo } from './teams.rules.ts'
import { keepRefuses, showLiaisons, TeamParams } from './teams.shapes.ts'
import { getTeam } from './teams.store.ts'
import { proposeMove, withdrawMove } from './tree.actions.ts'
import { answerOnPlace, placesFor } from './tree.rules.ts'
import * as shape from './tree.shapes.ts'
import { listMoves } from './tree.store.ts'

export function treeRoutes(app: App, doors: Doors): void {
  proposing(app, doors)
  listing(app, doors)
}

function proposing(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/teams/:teamId/moves',
    config: { audience: 'team', refuses: shape.proposeMoveRefuses },
    schema: {
      operationId: 'proposeMove',
      tags: ['teams'],
      params: TeamParams,
      body: shape.ProposeMoveBody,
      response: { 201: shape.ProposedMove },
    },
    handler: async (request, reply) => {
      const { parentId, reason } = request.body
      const input = { teamId: request.params.teamId as TeamId, parentId: parentId as TeamId | null, reason }
      return reply.code(201).send(await perform(request.caller, proposeMove, input))
    },
  })

  app.route({
    method: 'POST',
    url: '/team-moves/:moveId/withdraw',
    config: { audience: 'team', refuses: shape.withdrawMoveRefuses },
    schema: {
      operationId: 'withdrawMove',
      tags: ['teams'],
      params: shape.MoveParams,
      response: { 200: shape.ProposedMove },
    },
    handler: async (request) => {
      const moveId = request.params.moveId as MoveId
      await perform(request.caller, withdrawMove, { moveId })
      return { moveId }
    },
  })
}

function listing(app: App, { reader }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/moves',
    config: { audience: 'team', refuses: keepRefuses },
    schema: {
      operationId: 'listMoves',
      tags: ['teams'],
      params: TeamParams,
      querystring: shape.MovesQuery,
      response: { 200: shape.MovePage },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const scope = membersVisibleTo(actor, await getTeam(reader, request.params.teamId as TeamId))
      if (scope === null) throw new Refusal('not_your_team')
      const { items, next } = await listMoves(reader, scope, request.query)
      return { items: items.map((move) => shape.showMove(move, actor)), next }
    },
  })

  app.route({
    method: 'GET',
    url: '/teams/:teamId/move-targets',
    config: { audience: 'team', refuses: keepRefuses },
    schema: {
      operationId: 'listMoveTargets',
      tags: ['teams'],
      params: TeamParams,
      response: { 200: shape.MoveTargets },
    },
    handler: async (request) => {
      const team = await getTeam(reader, request.params.teamId as TeamId)
      if (membersVisibleTo(request.caller.actor, team) === null) throw new Refusal('not_your_team')
      const liaisons = await listLiaisons(reader, team.regionPath)
      return {
        ...showLiaisons(placesFor(team, liaisons), liaisons),
        standsAlone: answerOnPlace(team, null, []).reason === null,
      }
    },
  })
}
