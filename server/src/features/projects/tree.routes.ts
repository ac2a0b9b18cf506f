/** Where the sides of a move answer. */
import { Type } from 'typebox'
import type { App, Doors } from '../../http/app.ts'
import { OneOf } from '../../http/shapes.ts'
import type { MoveId } from '../../kernel/ids.ts'
import { decideMoveRefuses, MoveAnswerBody, MoveParams } from '../teams/index.ts'
import { decideMove } from './tree.actions.ts'

const MoveOutcome = Type.Object({ status: OneOf(['open', 'declined', 'moved']) })

export function treeRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/team-moves/:moveId/decide',
    config: { audience: 'team', refuses: decideMoveRefuses },
    schema: {
      operationId: 'decideMove',
      tags: ['teams'],
      params: MoveParams,
      body: MoveAnswerBody,
      response: { 200: MoveOutcome },
    },
    handler: (request) => {
      const { decision, reason = '' } = request.body
      return perform(request.caller, decideMove, {
        moveId: request.params.moveId as MoveId,
        decision,
        reason,
      })
    },
  })
}
