/** Signing in and out, and the sessions of one's own. */
import type { App, Doors } from '../../http/app.ts'
import { clearSessionCookie, setSessionCookie } from '../../http/session-cookie.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { SessionId } from '../../kernel/ids.ts'
import * as shape from './accounts.shapes.ts'
import { findAccountIdByKey } from './accounts.store.ts'
import { isDemoSite } from './actors.ts'
import { refusalOf } from './answers.ts'
import { checkLogin } from './credentials.ts'
import { normalizePhone } from './phones.rules.ts'
import { secondFactorRoutes } from './second-factor.routes.ts'
import { endSession, signIn, signOut, type SignIn } from './sessions.actions.ts'
import { listSessions } from './sessions.store.ts'
import { setupRoutes } from './setup.routes.ts'
import { staffRoutes } from './staff.routes.ts'

/** A school signs in through one address, so the limit is for machines, not for classes. */
const SIGN_IN_LIMIT = { max: 60, seconds: 60 }

export function accountsRoutes(app: App, doors: Doors): void {
  signInRoutes(app, doors)
  sessionRoutes(app, doors)
  secondFactorRoutes(app, doors)
  setupRoutes(app, doors)
  staffRoutes(app, doors)
}

type Proof = Pick<SignIn, 'accountId' | 'password' | 'phoneCode'>

function signInRoutes(app: App, { reader, perform, vault, clock, config }: Doors): void {
  const byPhone = async (typed: string, code: string): Promise<Proof> => {
    const phone = normalizePhone(typed)
    const accountId = await findAccountIdByKey(reader, vault, { kind: 'phone', value: phone })
    return { accountId, password: null, phoneCode: { phone, code } }
  }

  app.route({
    method: 'POST',
    url: '/sessions',
    config: { audience: 'public', refuses: shape.signInRefuses, limit: SIGN_IN_LIMIT, takesNoKey: true },
    schema: {
      operationId: 'signIn',
      tags: ['accounts'],
      body: shape.SignInBody,
      response: { 200: shape.SignedIn },
    },
    handler: async (request, reply) => {
      const { body } = request
      const proof: Proof =
        'login' in body
          ? {
              ...(await checkLogin({ reader, vault, now: clock() }, body.login, body.password)),
              phoneCode: null,
            }
          : await byPhone(body.phone, body.phoneCode)
      const isDemo = await isDemoSite(reader, config)
      const userAgent = request.headers['user-agent']
      const done = await perform(request.caller, signIn, { ...proof, totp: body.totp, isDemo, userAgent })
      if (done.outcome !== 'signed_in') throw refusalOf(done)
      setSessionCookie(reply, done.token, config)
      return { displayName: done.displayName }
    },
  })

  app.route({
    method: 'DELETE',
    url: '/sessions/current',
    config: { audience: 'signed_in' },
    schema: { operationId: 'signOut', tags: ['accounts'], response: { 204: shape.Nothing } },
    handler: async (request, reply) => {
      await perform(request.caller, signOut, null)
      clearSessionCookie(reply, config)
      return reply.code(204).send(null)
    },
  })
}

function sessionRoutes(app: App, { reader, perform, clock, config }: Doors): void {
  app.route({
    method: 'GET',
    url: '/me/sessions',
    config: { audience: 'signed_in' },
    schema: { operationId: 'listMySessions', tags: ['accounts'], response: { 200: shape.SessionList } },
    handler: async ({ caller: { actor } }) =>
      shape.showSessions(await listSessions(reader, accountOf(actor), clock()), actor.sessionId),
  })

  app.route({
    method: 'DELETE',
    url: '/me/sessions/:sessionId',
    config: { audience: 'signed_in', refuses: shape.endSessionRefuses },
    schema: {
      operationId: 'endSession',
      tags: ['accounts'],
      params: shape.SessionPath,
      response: { 204: shape.Nothing },
    },
    handler: async (request, reply) => {
      const sessionId = request.params.sessionId as SessionId
      await perform(request.caller, endSession, sessionId)
      if (sessionId === request.caller.actor.sessionId) clearSessionCookie(reply, config)
      return reply.code(204).send(null)
    },
  })
}
