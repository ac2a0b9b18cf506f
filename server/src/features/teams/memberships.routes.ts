/** Joining, leaving and admitting over HTTP, and the members as their team's staff see them. */
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf, type Actor } from '../../kernel/actor.ts'
import type { MembershipId, TeamId } from '../../kernel/ids.ts'
import { dateIn, localDate, ZONE } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Reader } from '../../db/handles.ts'
import { policiesOf } from '../catalog/index.ts'
import { isMinor } from '../volunteers/index.ts'
import { joinCodeGuard } from './join-codes.routes.ts'
import { findStandingConsent } from './consents.store.ts'
import { showStandingConsent } from './consents.shapes.ts'
import { countMembershipRequests, listMembers, listMembershipRequests } from './members.store.ts'
import { decideMemberships, leaveTeam, requestMembership } from './memberships.actions.ts'
import { whyNotApproveMembership, whyNotEndTeamRole, whyNotGrantTeamRole } from './memberships.rules.ts'
import { listOwnMemberships, listTeamsOfMany } from './memberships.store.ts'
import * as shape from './memberships.shapes.ts'
import { membersVisibleTo, type TeamScope } from './teams.rules.ts'
import { ChildTeamsQuery as MorePages, keepRefuses, TeamParams } from './teams.shapes.ts'
import { getTeam, type Team } from './teams.store.ts'

async function kept(reader: Reader, actor: Actor, teamId: string): Promise<{ team: Team; scope: TeamScope }> {
  const team = await getTeam(reader, teamId as TeamId)
  const scope = membersVisibleTo(actor, team)
  if (scope === null) throw new Refusal('not_your_team')
  return { team, scope }
}

function ownMemberships(app: App, doors: Doors): void {
  const { reader, perform } = doors
  const guard = joinCodeGuard(doors)
  app.route({
    method: 'POST',
    url: '/teams/:teamId/memberships',
    // Any account, so that an applicant is told that verification comes first.
    config: { audience: 'signed_in', refuses: shape.requestRefuses, limit: { max: 30, seconds: 3600 } },
    schema: {
      operationId: 'requestMembership',
      tags: ['teams'],
      params: TeamParams,
      body: shape.RequestBody,
      response: { 201: shape.RequestedMembership },
    },
    handler: async (request, reply) => {
      const { message = '', joinCode } = request.body
      const teamId = request.params.teamId as TeamId
      const input = { teamId, message: message.trim(), joinCode: joinCode ?? '' }
      const join = () => perform(request.caller, requestMembership, input)
      return reply.code(201).send(await (joinCode === undefined ? join() : guard(request, join)))
    },
  })

  app.route({
    method: 'GET',
    url: '/me/memberships',
    config: { audience: 'volunteer' },
    schema: {
      operationId: 'listMyMemberships',
      tags: ['teams'],
      querystring: MorePages,
      response: { 200: shape.MyMemberships },
    },
    handler: async (request) => {
      const volunteerId = volunteerOf(request.caller.actor)
      const [page, consent] = await Promise.all([
        listOwnMemberships(reader, volunteerId, request.query),
        findStandingConsent(reader, volunteerId),
      ])
      const standingConsent = consent === undefined ? null : showStandingConsent(consent)
      return { items: page.items.map(shape.showOwnMembership), next: page.next, standingConsent }
    },
  })

  app.route({
    method: 'POST',
    url: '/me/memberships/:membershipId/leave',
    config: { audience: 'volunteer', refuses: shape.leaveRefuses },
    schema: {
      operationId: 'leaveTeam',
      tags: ['teams'],
      params: shape.MembershipParams,
      response: { 200: shape.LeftMembership },
    },
    handler: async (request) => {
      const membershipId = request.params.membershipId as MembershipId
      await perform(request.caller, leaveTeam, { membershipId })
      return { membershipId, status: 'left' as const }
    },
  })
}

function asking(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/membership-requests',
    config: { audience: 'team', refuses: keepRefuses },
    schema: {
      operationId: 'listMembershipRequests',
      tags: ['teams'],
      params: TeamParams,
      querystring: MorePages,
      response: { 200: shape.RequestPage },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const { team, scope } = await kept(reader, actor, request.params.teamId)
      const [page, count, policies] = await Promise.all([
        listMembershipRequests(reader, scope, request.query),
        countMembershipRequests(reader, scope),
        policiesOf(reader, team.regionPath),
      ])
      const teams = await listTeamsOfMany(
        reader,
        page.items.map((person) => person.volunteerId),
      )
      const today = dateIn(ZONE, clock())
      const items = page.items.map((person) => {
        const otherTeams = (teams.get(person.volunteerId) ?? []).map((other) => other.name)
        const isVerified = person.volunteerStatus === 'verified'
        const facts = {
          ...person,
          status: 'requested' as const,
          teamStatus: team.status,
          isVerified,
          homeTeams: otherTeams.length,
        }
        const approve = whyNotApproveMembership(actor, { ...facts, homeTeamsMax: policies.homeTeamsMax })
        const minor = isMinor(localDate(person.birthDate), today, policies.adultAge)
        return shape.showAsking(person, { isMinor: minor, otherTeams, approve })
      })
      return { items, next: page.next, count }
    },
  })
}

function deciding(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/teams/:teamId/membership-decisions',
    config: { audience: 'team', refuses: keepRefuses },
    schema: {
      operationId: 'decideMemberships',
      tags: ['teams'],
      params: TeamParams,
      body: shape.DecisionsBody,
      response: { 200: shape.DecisionResults },
    },
    handler: async (request) => {
      const decisions = request.body.decisions.map(({ membershipId, decision, reason = '' }) => ({
        membershipId: membershipId as MembershipId,
        decision,
        reason,
      }))
      return {
        results: await perform(request.caller, decideMemberships, {
          teamId: request.params.teamId as TeamId,
          decisions,
        }),
      }
    },
  })
}

function listing(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/members',
    config: { audience: 'team', refuses: keepRefuses },
    schema: {
      operationId: 'listMembers',
      tags: ['teams'],
      params: TeamParams,
      querystring: shape.ListMembersQuery,
      response: { 200: shape.MemberPage },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const { team, scope } = await kept(reader, actor, request.params.teamId)
      const [page, { adultAge }] = await Promise.all([
        listMembers(reader, scope, request.query),
        policiesOf(reader, team.regionPath),
      ])
      const today = dateIn(ZONE, clock())
      const items = page.items.map((member) =>
        shape.showMember(member, {
          isMinor: isMinor(localDate(member.birthDate), today, adultAge),
          endTeamRole: member.role === null ? null : whyNotEndTeamRole(actor, team, member.role),
          // What would be in the way of any role that the member does not have.
          grantTeamRole: whyNotGrantTeamRole(
            actor,
            team,
            { isMember: true, roles: member.role === 'team_leader' ? [member.role] : [] },
            'team_viewer',
          ),
        }),
      )
      return { items, next: page.next }
    },
  })
}

export function membershipsRoutes(app: App, doors: Doors): void {
  ownMemberships(app, doors)
  asking(app, doors)
  deciding(app, doors)
  listing(app, doors)
}
