/** What a one-time link opens: choosing a password, then proving the second factor. */
import type { App, Doors } from '../../http/app.ts'
import { setSessionCookie } from '../../http/session-cookie.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { findSite } from '../catalog/index.ts'
import * as shape from './accounts.shapes.ts'
import { refusalOf } from './answers.ts'
import { checkOwnPassword } from './credentials.ts'
import { hashPassword } from './passwords.ts'
import { completeSetup, confirmSetup } from './setup.actions.ts'
import { findSetupLink } from './setup.store.ts'
import { whyNotPassword } from './sign-in.rules.ts'
import { tokenHash } from './tokens.ts'
import { totpUri } from './totp.ts'

const LIMIT = { max: 30, seconds: 60 }

export function setupRoutes(app: App, doors: Doors): void {
  completingRoutes(app, doors)
  confirmingRoute(app, doors)
}

function completingRoutes(app: App, { reader, perform, vault, clock }: Doors): void {
  const linkOf = async (token: string) => {
    const link = await findSetupLink(reader, tokenHash(token), clock())
    if (link === undefined) throw new Refusal('setup_link_unusable')
    return link
  }

  app.route({
    method: 'GET',
    url: '/setup/:token',
    config: { audience: 'public', refuses: shape.setupRefuses, limit: LIMIT },
    schema: {
      operationId: 'getSetup',
      tags: ['accounts'],
      params: shape.SetupPath,
      response: { 200: shape.Setup },
    },
    handler: async (request) => {
      const link = await linkOf(request.params.token)
      return {
        displayName: link.displayName,
        needsPassword: link.passwordHash === null,
        needsPhone: !link.hasKey,
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/setup/:token',
    config: { audience: 'public', refuses: shape.completeSetupRefuses, limit: LIMIT },
    schema: {
      operationId: 'completeSetup',
      tags: ['accounts'],
      params: shape.SetupPath,
      body: shape.CompleteSetupBody,
      response: { 200: shape.TotpSecret },
    },
    handler: async (request) => {
      const { token } = request.params
      const { displayName, password, phone = null } = request.body
      const link = await linkOf(token)
      const isNew = link.passwordHash === null
      if (isNew) refuseIf(whyNotPassword(password, true))
      const newPasswordHash = isNew ? await hashPassword(password) : null
      const isPasswordRight =
        !isNew && (await checkOwnPassword({ reader, vault, now: clock() }, link.accountId, password))
      const input = { token, displayName, phone, newPasswordHash, isPasswordRight }
      const done = await perform(request.caller, completeSetup, input)
      if (done.outcome !== 'completed') throw refusalOf(done)
      const issuer = (await findSite(reader))?.nameZh ?? 'Zhiyuan'
      return { totpSecret: done.totpSecret, totpUri: totpUri(done.totpSecret, issuer, displayName) }
    },
  })
}

function confirmingRoute(app: App, { perform, config }: Doors): void {
  app.route({
    method: 'POST',
    url: '/setup/:token/confirm',
    config: { audience: 'public', refuses: shape.confirmSetupRefuses, limit: LIMIT },
    schema: {
      operationId: 'confirmSetup',
      tags: ['accounts'],
      params: shape.SetupPath,
      body: shape.TotpBody,
      response: { 200: shape.SignedIn },
    },
    handler: async (request, reply) => {
      const input = { ...request.params, ...request.body, userAgent: request.headers['user-agent'] }
      const { token, displayName } = await perform(request.caller, confirmSetup, input)
      setSessionCookie(reply, token, config)
      return { displayName }
    },
  })
}
