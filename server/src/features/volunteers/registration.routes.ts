/** Registering over HTTP. Whatever is slow is done before the transaction. */
import type { App, Doors } from '../../http/app.ts'
import { setSessionCookie } from '../../http/session-cookie.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { hashPassword } from '../accounts/index.ts'
import { readApplication, refuseFault } from './applications.ts'
import { registerVolunteer, resubmitRegistration } from './registration.actions.ts'
import { isFault } from './registration.rules.ts'
import * as shape from './registration.shapes.ts'

/** A whole class registers through one address. */
const LIMIT = { max: 60, seconds: 600 }

export function registrationRoutes(app: App, { reader, perform, clock, config }: Doors): void {
  app.route({
    method: 'POST',
    url: '/volunteers',
    config: { audience: 'public', refuses: shape.registerRefuses, limit: LIMIT },
    schema: {
      operationId: 'registerVolunteer',
      tags: ['volunteers'],
      body: shape.RegisterBody,
      response: { 201: shape.UnderReview },
    },
    handler: async (request, reply) => {
      const { body } = request
      const application = await readApplication(reader, body, dateIn(ZONE, clock()))
      const passwordHash = await hashPassword(body.password)
      const done = await perform(request.caller, registerVolunteer, {
        application,
        phoneCode: body.phoneCode,
        guardianCode: body.guardian?.phoneCode ?? null,
        passwordHash,
        userAgent: request.headers['user-agent'],
      })
      if (isFault(done)) return refuseFault(done)
      setSessionCookie(reply, done.token, config)
      return reply.code(201).send(shape.underReview(done.dueOn))
    },
  })

  app.route({
    method: 'POST',
    url: '/me/registration',
    config: { audience: 'signed_in', refuses: shape.resubmitRefuses, limit: LIMIT },
    schema: {
      operationId: 'resubmitRegistration',
      tags: ['volunteers'],
      body: shape.ResubmitBody,
      response: { 200: shape.UnderReview },
    },
    handler: async (request) => {
      const done = await perform(request.caller, resubmitRegistration, request.body)
      return isFault(done) ? refuseFault(done) : shape.underReview(done.dueOn)
    },
  })
}
