/** The cookie that carries a session's token. Out of reach of scripts, and not sent along by other sites' forms. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

export const SESSION_COOKIE = 'zy_session'
/** The server ends idle sessions itself, staff's much sooner; the browser need only not forget earlier. */
const MAX_AGE_SECONDS = 30 * 86_400

const attributes = (reply: FastifyReply, config: Config) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: reply.request.protocol === 'https' || config.publicUrl?.startsWith('https:') === true,
})

export function setSessionCookie(reply: FastifyReply, token: string, config: Config): void {
  void reply.setCookie(SESSION_COOKIE, token, { ...attributes(reply, config), maxAge: MAX_AGE_SECONDS })
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(SESSION_COOKIE, attributes(reply, config))
}

export const sessionTokenOf = (request: FastifyRequest): string | undefined => request.cookies[SESSION_COOKIE]
