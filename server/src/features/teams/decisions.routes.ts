/** What was decided on requests in the last day, and taking it back. */
import type { App, Doors } from '../../http/app.ts'
import type { MembershipId, TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { undoMembershipDecisions } from './decisions.actions.ts'
import { undoableSince, whyNotUndoDecision } from './decisions.rules.ts'
import * as shape from './decisions.shapes.ts'
import { listMembershipDecisions } from './decisions.store.ts'
import { membersVisibleTo } from './teams.rules.ts'
import { ChildTeamsQuery as MorePages, keepRefuses, TeamParams } from './teams.shapes.ts'
import { getTeam } from './teams.store.ts'

export function decisionsRoutes(app: App, { reader, clock, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/membership-decisions',
    config: { audience: 'team', refuses: keepRefuses },
    schema: {
      operationId: 'listMembershipDecisions',
      tags: ['teams'],
      params: TeamParams,
      querystring: MorePages,
      response: { 200: shape.DecisionPage },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const scope = membersVisibleTo(actor, await getTeam(reader, request.params.teamId as TeamId))
      if (scope === null) throw new Refusal('not_your_team')
      const now = clock()
      const page = await listMembershipDecisions(reader, scope, undoableSince(now), request.query)
      const items = page.items.map((one) => shape.showDecision(one, whyNotUndoDecision(actor, one, now)))
      return { items, next: page.next }
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/membership-decisions/undo',
    config: { audience: 'team', refuses: { ...keepRefuses, team_not_active: 409 } },
    schema: {
      operationId: 'undoMembershipDecisions',
      tags: ['teams'],
      params: TeamParams,
      body: shape.UndoBody,
      response: { 200: shape.UndoResults },
    },
    handler: async (request) => {
      const teamId = request.params.teamId as TeamId
      const membershipIds = request.body.membershipIds as MembershipId[]
      return { results: await perform(request.caller, undoMembershipDecisions, { teamId, membershipIds }) }
    },
  })
}
