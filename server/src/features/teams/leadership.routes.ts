/** A change of leader over HTTP: proposed by the leader or appointed from above, answered by the person. */
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { ProposalId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import {
  answerLeadership,
  appointLeader,
  proposeLeader,
  withdrawLeaderProposal,
} from './leadership.actions.ts'
import * as shape from './leadership.shapes.ts'
import { listProposalsFor } from './leadership.store.ts'
import { TeamParams } from './teams.shapes.ts'

const tags = ['teams']

export function leadershipRoutes(app: App, doors: Doors): void {
  proposing(app, doors)
  answering(app, doors)
}

function proposing(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/teams/:teamId/leader-proposals',
    config: { audience: 'team', refuses: shape.proposeLeaderRefuses },
    schema: {
      operationId: 'proposeLeader',
      tags,
      params: TeamParams,
      body: shape.ProposeLeaderBody,
      response: { 201: shape.Proposed },
    },
    handler: async (request, reply) => {
      const input = {
        teamId: request.params.teamId as TeamId,
        volunteerId: request.body.volunteerId as VolunteerId,
      }
      return reply.code(201).send(await perform(request.caller, proposeLeader, input))
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/leader-appointments',
    config: { audience: 'staff', refuses: shape.appointLeaderRefuses, limit: { max: 20, seconds: 3600 } },
    schema: {
      operationId: 'appointLeader',
      tags,
      params: TeamParams,
      body: shape.AppointLeaderBody,
      response: { 201: shape.Proposed },
    },
    handler: async (request, reply) => {
      const input = { teamId: request.params.teamId as TeamId, ...request.body }
      return reply.code(201).send(await perform(request.caller, appointLeader, input))
    },
  })

  app.route({
    method: 'POST',
    url: '/leader-proposals/:proposalId/withdraw',
    config: { audience: 'staff', refuses: shape.withdrawLeaderRefuses },
    schema: {
      operationId: 'withdrawLeaderProposal',
      tags,
      params: shape.ProposalParams,
      response: { 200: shape.Proposed },
    },
    handler: async (request) => {
      const proposalId = request.params.proposalId as ProposalId
      await perform(request.caller, withdrawLeaderProposal, { proposalId })
      return { proposalId }
    },
  })
}

function answering(app: App, { reader, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/me/leader-proposals',
    config: { audience: 'volunteer', refuses: {} },
    schema: { operationId: 'listMyLeaderProposals', tags, response: { 200: shape.MyProposals } },
    handler: async (request) => ({
      items: (await listProposalsFor(reader, volunteerOf(request.caller.actor))).map(shape.showMyProposal),
    }),
  })

  app.route({
    method: 'POST',
    url: '/me/leader-proposals/:proposalId/answer',
    config: { audience: 'volunteer', refuses: shape.answerLeadershipRefuses },
    schema: {
      operationId: 'answerLeadership',
      tags,
      params: shape.ProposalParams,
      body: shape.LeadershipAnswerBody,
      response: { 200: shape.Answered },
    },
    handler: (request) => {
      const { decision, reason = '' } = request.body
      const proposalId = request.params.proposalId as ProposalId
      return perform(request.caller, answerLeadership, { proposalId, decision, reason })
    },
  })
}
