/** Sign-ups over HTTP, for the person and for the team. The project's page stands in page.routes.ts. */
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { ProjectId, ShiftId, SignupId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { policiesOf } from '../catalog/index.ts'
import { getProject, ProjectParams } from '../projects/index.ts'
import { getTeam } from '../teams/index.ts'
import { decideSignUps } from './deciding.actions.ts'
import { countSignUps, listMySignUps, listSignUps } from './lists.store.ts'
import { projectPageRoutes } from './page.routes.ts'
import { signUp, withdrawSignUp } from './signups.actions.ts'
import { rosterVisibleTo } from './signups.rules.ts'
import * as shape from './signups.shapes.ts'

const tags = ['signups']

export function signupsRoutes(app: App, doors: Doors): void {
  projectPageRoutes(app, doors)
  ownRoutes(app, doors)
  teamRoutes(app, doors)
}

function ownRoutes(app: App, { reader, perform, clock }: Doors): void {
  // Open to every account, so that one that is not verified yet is told so and not just turned away.
  app.route({
    method: 'POST',
    url: '/projects/:projectId/signups',
    config: { audience: 'signed_in', refuses: shape.signUpRefuses },
    schema: {
      operationId: 'signUp',
      tags,
      params: ProjectParams,
      body: shape.SignUpBody,
      response: { 201: shape.SignedUpShape },
    },
    handler: async (request, reply) => {
      const { shiftId, riskAccepted } = request.body
      const signedUp = await perform(request.caller, signUp, {
        projectId: request.params.projectId as ProjectId,
        shiftId: shiftId as ShiftId,
        riskAccepted,
      })
      return reply.code(201).send(signedUp)
    },
  })

  app.route({
    method: 'POST',
    url: '/me/signups/:signupId/withdraw',
    config: { audience: 'volunteer', refuses: shape.withdrawRefuses },
    schema: {
      operationId: 'withdrawSignUp',
      tags,
      params: shape.SignUpParams,
      body: shape.WithdrawBody,
      response: { 200: shape.WithdrawnShape },
    },
    handler: (request) =>
      perform(request.caller, withdrawSignUp, {
        signupId: request.params.signupId as SignupId,
        reason: request.body.reason?.trim() ?? null,
      }),
  })

  app.route({
    method: 'GET',
    url: '/me/signups',
    config: { audience: 'volunteer' },
    schema: {
      operationId: 'listMySignUps',
      tags,
      querystring: shape.ListMySignUpsQuery,
      response: { 200: shape.MySignUpPage },
    },
    handler: async (request) => {
      const now = clock()
      const query = { ...request.query, when: request.query.when ?? 'upcoming' }
      const page = await listMySignUps(reader, volunteerOf(request.caller.actor), query, now)
      return { items: page.items.map((signUpRow) => shape.showMySignUp(signUpRow, now)), next: page.next }
    },
  })
}

function teamRoutes(app: App, { reader, perform, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/projects/:projectId/signups',
    config: { audience: 'team', refuses: shape.rosterRefuses },
    schema: {
      operationId: 'listSignUps',
      tags,
      params: ProjectParams,
      querystring: shape.ListSignUpsQuery,
      response: { 200: shape.SignUpPage },
    },
    handler: async (request) => {
      const project = await getProject(reader, request.params.projectId as ProjectId)
      const scope = rosterVisibleTo(request.caller.actor, project)
      if (scope === null) throw new Refusal('not_your_team')
      const query = { ...request.query, shiftId: request.query.shiftId as ShiftId | undefined }
      const [page, counts, { adultAge }, { status: teamStatus }] = await Promise.all([
        listSignUps(reader, scope, query),
        countSignUps(reader, scope, query.shiftId ?? null),
        policiesOf(reader, project.regionPath),
        getTeam(reader, project.teamId),
      ])
      const items = page.items.map((row) => shape.showSignUp(row, { adultAge, teamStatus }, clock()))
      return { items, next: page.next, counts }
    },
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/signup-decisions',
    config: { audience: 'team', refuses: shape.rosterRefuses },
    schema: {
      operationId: 'decideSignUps',
      tags,
      params: ProjectParams,
      body: shape.DecisionsBody,
      response: { 200: shape.DecisionResults },
    },
    handler: async (request) => {
      const projectId = request.params.projectId as ProjectId
      const decisions = request.body.decisions.map((each) => ({
        ...each,
        signupId: each.signupId as SignupId,
      }))
      return { results: await perform(request.caller, decideSignUps, { projectId, decisions }) }
    },
  })
}
