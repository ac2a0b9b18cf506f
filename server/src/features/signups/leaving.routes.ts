/** Giving a place back, answering an offer, and saying whether one still comes, over HTTP. */
import type { App, Doors } from '../../http/app.ts'
import type { SignupId } from '../../kernel/ids.ts'
import { acceptOffer, declineOffer, reportAbsence, withdrawSignUp } from './leaving.actions.ts'
import { answerMove } from './moves.actions.ts'
import { AnswerMoveBody, AnsweredMoveShape, answerMoveRefuses } from './moves.shapes.ts'
import * as shape from './signups.shapes.ts'

const tags = ['signups']

export function leavingRoutes(app: App, doors: Doors): void {
  withdrawingRoutes(app, doors)
  offerRoutes(app, doors)
  moveRoute(app, doors)
}

function withdrawingRoutes(app: App, { perform }: Doors): void {
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
    method: 'POST',
    url: '/me/signups/:signupId/absence',
    config: { audience: 'volunteer', refuses: shape.absenceRefuses },
    schema: {
      operationId: 'reportAbsence',
      tags,
      params: shape.SignUpParams,
      body: shape.AbsenceBody,
      response: { 200: shape.WithdrawnShape },
    },
    handler: (request) =>
      perform(request.caller, reportAbsence, {
        signupId: request.params.signupId as SignupId,
        reason: request.body.reason.trim(),
      }),
  })
}

function offerRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/me/signups/:signupId/accept',
    config: { audience: 'volunteer', refuses: shape.acceptRefuses },
    schema: {
      operationId: 'acceptOffer',
      tags,
      params: shape.SignUpParams,
      response: { 200: shape.AcceptedShape },
    },
    handler: (request) =>
      perform(request.caller, acceptOffer, { signupId: request.params.signupId as SignupId }),
  })

  app.route({
    method: 'POST',
    url: '/me/signups/:signupId/decline',
    config: { audience: 'volunteer', refuses: shape.declineRefuses },
    schema: {
      operationId: 'declineOffer',
      tags,
      params: shape.SignUpParams,
      response: { 200: shape.WithdrawnShape },
    },
    handler: (request) =>
      perform(request.caller, declineOffer, { signupId: request.params.signupId as SignupId }),
  })
}

function moveRoute(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/me/signups/:signupId/answer-move',
    config: { audience: 'volunteer', refuses: answerMoveRefuses },
    schema: {
      operationId: 'answerMove',
      tags,
      params: shape.SignUpParams,
      body: AnswerMoveBody,
      response: { 200: AnsweredMoveShape },
    },
    handler: (request) =>
      perform(request.caller, answerMove, {
        signupId: request.params.signupId as SignupId,
        comes: request.body.comes,
      }),
  })
}
