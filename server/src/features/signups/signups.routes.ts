/** Sign-ups over HTTP, for their person. The project's page stands in page.routes.ts, the team's list in deciding.routes.ts. */
import type { App, Doors } from '../../http/app.ts'
import { guessGuard } from '../../http/guesses.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { ProjectId, ShiftId } from '../../kernel/ids.ts'
import { ProjectParams } from '../projects/index.ts'
import { changingRoutes } from './changing.routes.ts'
import { decidingRoutes } from './deciding.routes.ts'
import { drawingRoutes } from './drawing.routes.ts'
import { leavingRoutes } from './leaving.routes.ts'
import { listMySignUps } from './own.store.ts'
import { projectPageRoutes } from './page.routes.ts'
import { createSignUpDesk } from './signup-desk.ts'
import * as shape from './signups.shapes.ts'

const tags = ['signups']
/** S43. Wrong codes of each account, over all projects. */
const WRONG_CODES = { max: 10, seconds: 3600 }

export function signupsRoutes(app: App, doors: Doors): void {
  projectPageRoutes(app, doors)
  drawingRoutes(app, doors)
  signingRoutes(app, doors)
  leavingRoutes(app, doors)
  changingRoutes(app, doors)
  decidingRoutes(app, doors)
}

function signingRoutes(app: App, doors: Doors): void {
  const { reader, clock } = doors
  const desk = createSignUpDesk(doors)
  const guard = guessGuard(doors, 'code_wrong', WRONG_CODES)

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
      const { code = '', declaresQualified, guardianPresent, riskAccepted, startsAt } = request.body
      const input = {
        ...{ code, declaresQualified, guardianPresent, riskAccepted },
        shiftId: request.body.shiftId as ShiftId,
        startsAt: startsAt === undefined ? undefined : new Date(startsAt),
        projectId: request.params.projectId as ProjectId,
      }
      const join = () => desk.submit({ caller: request.caller, input })
      return reply.code(201).send(await (code === '' ? join() : guard(request, join)))
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
