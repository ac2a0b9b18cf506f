/** Standing consent over HTTP. */
import type { App, Doors } from '../../http/app.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { endStandingConsent, setStandingConsent } from './consents.actions.ts'
import * as shape from './consents.shapes.ts'

export function consentsRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'PUT',
    url: '/me/standing-consent',
    config: { audience: 'volunteer', refuses: shape.consentRefuses, limit: { max: 30, seconds: 3600 } },
    schema: {
      operationId: 'setStandingConsent',
      tags: ['teams'],
      body: shape.StandingConsentBody,
      response: { 200: shape.StandingConsentShape },
    },
    handler: async (request) =>
      shape.showStandingConsent(
        await perform(request.caller, setStandingConsent, { teamId: request.body.teamId as TeamId }),
      ),
  })

  app.route({
    method: 'DELETE',
    url: '/me/standing-consent',
    config: { audience: 'volunteer', refuses: shape.endConsentRefuses },
    schema: { operationId: 'endStandingConsent', tags: ['teams'], response: { 204: shape.Nothing } },
    handler: async (request, reply) => {
      await perform(request.caller, endStandingConsent, undefined)
      return reply.code(204).send(null)
    },
  })
}
