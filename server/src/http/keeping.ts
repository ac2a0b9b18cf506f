/** How long answers may be kept by others than those who asked. */
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * For answers that are alike for everybody and hold links. Where the links come from the request, no cache between may
 * keep them for others.
 */
export function keepForAll(reply: FastifyReply, publicUrl: string | null, seconds: number): void {
  const who = publicUrl === null ? 'private' : 'public'
  void reply.header('cache-control', `${who}, max-age=${seconds}`)
  if (publicUrl === null) void reply.header('vary', 'host')
}

/** For answers that are alike for all who are not signed in, and hold no links. */
export function keepForGuests({ caller }: FastifyRequest, reply: FastifyReply, seconds: number): void {
  if (caller.actor.accountId !== null) return
  void reply.header('cache-control', `public, max-age=${seconds}`).header('vary', 'cookie')
}
