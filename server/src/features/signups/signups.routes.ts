/** Sign-ups over HTTP, for their person. The project's page stands in page.routes.ts, the team's list in deciding.routes.ts. */
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { ProjectId, ShiftId } from '../../kernel/ids.ts'
import { ProjectParams } from '../projects/index.ts'
import { changingRoutes } from './changing.routes.ts'
import { decidingRoutes } from './deciding.routes.ts'
import { leavingRoutes } from './leaving.routes.ts'
import { listMySignUps } from './own.store.ts'
import { projectPageRoutes } from './page.routes.ts'
import { createSignUpDesk } from './signup-desk.ts'
import * as shape from './signups.shapes.ts'

const tags = ['signups']

export function signupsRoutes(app: App, doors: Doors): void {
  projectPageRoutes(app, doors)
  signingRoutes(app, doors)
  leavingRoutes(app, doors)
  changingRoutes(app, doors)
  decidingRoutes(app, doors)
}

function signingRoutes(app: App, doors: Doors): void {
  const { reader, clock } = doors
  const desk = createSignUpDesk(doors)

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
      const signedUp = await desk.submit({
        caller: request.caller,
        input: {
          projectId: request.params.projectId as ProjectId,
          shiftId: shiftId as ShiftId,
          riskAccepted,
        },
      })
      return reply.code(201).send(signedUp)
    },
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
