/** Groups and tags of members over HTTP, and the list of members as a file. */
import type { Reader } from '../../db/handles.ts'
import type { App, Doors } from '../../http/app.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { MembershipId, TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { labelMembers } from './labels.actions.ts'
import * as shape from './labels.shapes.ts'
import { listMemberLabels } from './labels.store.ts'
import { listMembers } from './members.store.ts'
import { MemberFilters } from './memberships.shapes.ts'
import { membersVisibleTo, type TeamScope } from './teams.rules.ts'
import { keepRefuses, TeamParams } from './teams.shapes.ts'
import { getTeam } from './teams.store.ts'

const EXPORTED_MAX = 20_000

async function scopeOf(reader: Reader, actor: Actor, teamId: string): Promise<TeamScope> {
  const scope = membersVisibleTo(actor, await getTeam(reader, teamId as TeamId))
  if (scope === null) throw new Refusal('not_your_team')
  return scope
}

function labelling(app: App, { reader, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/member-labels',
    config: { audience: 'team', refuses: keepRefuses },
    schema: {
      operationId: 'listMemberLabels',
      tags: ['teams'],
      params: TeamParams,
      response: { 200: shape.LabelList },
    },
    handler: async (request) => {
      const scope = await scopeOf(reader, request.caller.actor, request.params.teamId)
      return { items: await listMemberLabels(reader, scope) }
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/member-labels',
    config: { audience: 'team', refuses: shape.labelRefuses },
    schema: {
      operationId: 'labelMembers',
      tags: ['teams'],
      params: TeamParams,
      body: shape.LabelBody,
      response: { 200: shape.Labelled },
    },
    handler: (request) =>
      perform(request.caller, labelMembers, {
        ...request.body,
        teamId: request.params.teamId as TeamId,
        membershipIds: request.body.membershipIds as MembershipId[],
      }),
  })
}

export function labelsRoutes(app: App, doors: Doors): void {
  labelling(app, doors)
  const { reader, observe } = doors
  app.route({
    method: 'GET',
    url: '/teams/:teamId/member-export',
    config: { audience: 'team', refuses: keepRefuses, limit: { max: 20, seconds: 3600 } },
    schema: {
      operationId: 'exportMembers',
      tags: ['teams'],
      params: TeamParams,
      querystring: MemberFilters,
      response: { 200: shape.ExportedMembers },
    },
    handler: async (request) => {
      const scope = await scopeOf(reader, request.caller.actor, request.params.teamId)
      const page = await listMembers(reader, scope, request.query, EXPORTED_MAX)
      const facts = { rows: page.items.length }
      await observe(request.caller, [{ kind: 'team', id: scope.teamId, facts }])
      return { items: page.items.map(shape.showExported), isCut: page.next !== null }
    },
  })
}
