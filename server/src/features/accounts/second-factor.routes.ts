/** Setting up or entering the second factor within a session. */
import type { App, Doors } from '../../http/app.ts'
import { accountOf } from '../../kernel/actor.ts'
import { findSite } from '../catalog/index.ts'
import * as shape from './accounts.shapes.ts'
import { refusalOf } from './answers.ts'
import { checkOwnPassword } from './credentials.ts'
import { confirmSecondFactor, startSecondFactor } from './second-factor.actions.ts'
import { totpUri } from './totp.ts'

const LIMIT = { max: 20, seconds: 60 }

export function secondFactorRoutes(app: App, { reader, perform, vault, clock }: Doors): void {
  app.route({
    method: 'POST',
    url: '/me/second-factor',
    config: { audience: 'signed_in', refuses: shape.startSecondFactorRefuses, limit: LIMIT },
    schema: {
      operationId: 'startSecondFactor',
      tags: ['accounts'],
      body: shape.StartSecondFactorBody,
      response: { 200: shape.TotpSecret },
    },
    handler: async (request) => {
      const accountId = accountOf(request.caller.actor)
      const isPasswordRight = await checkOwnPassword(
        { reader, vault, now: clock() },
        accountId,
        request.body.password,
      )
      const done = await perform(request.caller, startSecondFactor, { isPasswordRight })
      if (done.outcome !== 'started') throw refusalOf(done)
      const issuer = (await findSite(reader))?.nameZh ?? 'Zhiyuan'
      return { totpSecret: done.totpSecret, totpUri: totpUri(done.totpSecret, issuer, done.displayName) }
    },
  })

  app.route({
    method: 'POST',
    url: '/me/second-factor/confirm',
    config: { audience: 'signed_in', refuses: shape.confirmSecondFactorRefuses, limit: LIMIT },
    schema: {
      operationId: 'confirmSecondFactor',
      tags: ['accounts'],
      body: shape.TotpBody,
      response: { 204: shape.Nothing },
    },
    handler: async (request, reply) => {
      const done = await perform(request.caller, confirmSecondFactor, request.body)
      if (done.outcome !== 'confirmed') throw refusalOf(done)
      return reply.code(204).send(null)
    },
  })
}
