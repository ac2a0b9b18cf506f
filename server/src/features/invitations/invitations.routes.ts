/** Invitations over HTTP: what a team sends, and what a person answers. */
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { InvitationId, TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { policiesOf } from '../catalog/index.ts'
import {
  ChildTeamsQuery as MorePages,
  getTeam,
  keepRefuses,
  listTeamsOf,
  membersVisibleTo,
  TeamParams,
} from '../teams/index.ts'
import { answerInvitation, inviteMembers, withdrawInvitation } from './invitations.actions.ts'
import { whyNotAcceptInvitation } from './invitations.rules.ts'
import { invitationImportsRoutes } from './invitation-imports.routes.ts'
import * as shape from './invitations.shapes.ts'
import { listInvitations, listMyInvitations } from './invitations.store.ts'

function sending(app: App, { reader, perform, vault, clock }: Doors): void {
  app.route({
    method: 'POST',
    url: '/teams/:teamId/invitations',
    config: { audience: 'team', refuses: shape.inviteRefuses, limit: { max: 300, seconds: 3600 } },
    schema: {
      operationId: 'inviteMembers',
      tags: ['teams'],
      params: TeamParams,
      body: shape.InviteBody,
      response: { 200: shape.InviteResults },
    },
    handler: async (request) => {
      const teamId = request.params.teamId as TeamId
      const people = request.body.people.map(({ idKind = 'mainland_id', ...person }) => ({
        ...person,
        idKind,
      }))
      return { results: await perform(request.caller, inviteMembers, { teamId, people }) }
    },
  })

  app.route({
    method: 'GET',
    url: '/teams/:teamId/invitations',
    config: { audience: 'team', refuses: keepRefuses },
    schema: {
      operationId: 'listInvitations',
      tags: ['teams'],
      params: TeamParams,
      querystring: MorePages,
      response: { 200: shape.InvitationPage },
    },
    handler: async (request) => {
      const team = await getTeam(reader, request.params.teamId as TeamId)
      const scope = membersVisibleTo(request.caller.actor, team)
      if (scope === null) throw new Refusal('not_your_team')
      const page = await listInvitations(reader, vault, scope, request.query)
      const now = clock()
      return { items: page.items.map((one) => shape.showSentInvitation(one, now)), next: page.next }
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/invitations/:invitationId/withdraw',
    config: { audience: 'team', refuses: shape.withdrawRefuses },
    schema: {
      operationId: 'withdrawInvitation',
      tags: ['teams'],
      params: shape.InvitationParams,
      response: { 200: shape.WithdrawnInvitation },
    },
    handler: async (request) => {
      const teamId = request.params.teamId as TeamId
      const invitationId = request.params.invitationId as InvitationId
      await perform(request.caller, withdrawInvitation, { teamId, invitationId })
      return { invitationId, state: 'withdrawn' as const }
    },
  })
}

function answering(app: App, { reader, perform, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/me/invitations',
    config: { audience: 'volunteer' },
    schema: {
      operationId: 'listMyInvitations',
      tags: ['teams'],
      querystring: MorePages,
      response: { 200: shape.MyInvitationPage },
    },
    handler: async (request) => {
      const volunteerId = volunteerOf(request.caller.actor)
      const now = clock()
      const page = await listMyInvitations(reader, volunteerId, request.query, now)
      const homeTeams = page.items.length === 0 ? 0 : (await listTeamsOf(reader, volunteerId)).length
      const items = page.items.map(async (one) => {
        const { homeTeamsMax } = await policiesOf(reader, one.regionPath)
        const team = { status: one.teamStatus }
        const { membership } = one
        return shape.showMyInvitation(
          one,
          whyNotAcceptInvitation({ invitation: one, team, membership, homeTeams, homeTeamsMax }, now),
        )
      })
      return { items: await Promise.all(items), next: page.next }
    },
  })

  app.route({
    method: 'POST',
    url: '/me/invitations/:invitationId/answer',
    config: { audience: 'volunteer', refuses: shape.answerRefuses },
    schema: {
      operationId: 'answerInvitation',
      tags: ['teams'],
      params: shape.MyInvitationParams,
      body: shape.AnswerBody,
      response: { 200: shape.AnsweredInvitation },
    },
    handler: async (request) => {
      const invitationId = request.params.invitationId as InvitationId
      const { answer } = request.body
      return { invitationId, ...(await perform(request.caller, answerInvitation, { invitationId, answer })) }
    },
  })
}

export function invitationsRoutes(app: App, doors: Doors): void {
  sending(app, doors)
  answering(app, doors)
  invitationImportsRoutes(app, doors)
}
