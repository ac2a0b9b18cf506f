/** What the authorities ask a team, and its answer, over HTTP. */
import type { App, Doors } from '../../http/app.ts'
import { PageQuery } from '../../http/shapes.ts'
import type { StatementId, TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { getTeam, TeamParams, whyNotDecideForTeam } from '../teams/index.ts'
import { Done } from './complaints.shapes.ts'
import * as shape from './statements.shapes.ts'
import { listMeasuresOfTeam, listStatementsOfTeam } from './statements.store.ts'
import { giveStatement } from './stating.actions.ts'

export function statementsRoutes(app: App, { reader, perform, vault, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/statements',
    config: { audience: 'team', refuses: shape.listRefuses },
    schema: {
      operationId: 'listStatements',
      tags: ['complaints'],
      params: TeamParams,
      querystring: PageQuery,
      response: { 200: shape.StatementsPage },
    },
    handler: async (request) => {
      const team = await getTeam(reader, request.params.teamId as TeamId)
      refuseIf(whyNotDecideForTeam(request.caller.actor, team))
      const [page, measures] = await Promise.all([
        listStatementsOfTeam(reader, vault, team.teamId, request.query),
        listMeasuresOfTeam(reader, team.teamId),
      ])
      return shape.showStatements(page, measures, dateIn(ZONE, clock()))
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/statements/:statementId',
    config: { audience: 'team', refuses: shape.giveRefuses },
    schema: {
      operationId: 'giveStatement',
      tags: ['complaints'],
      params: shape.StatementParams,
      body: shape.StatementBody,
      response: { 200: Done },
    },
    handler: async (request) => {
      await perform(request.caller, giveStatement, {
        teamId: request.params.teamId as TeamId,
        statementId: request.params.statementId as StatementId,
        words: request.body.words,
      })
      return { done: true as const }
    },
  })
}
