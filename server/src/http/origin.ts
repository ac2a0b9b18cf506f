/** What links begin with. */
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../kernel/refusal.ts'

/** A name or an address, with a port or without; nothing else that a browser would read as part of a link. */
const NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/i
const ADDRESS = /^\[[0-9a-f:.]{2,45}\](?::\d{1,5})?$/i

/** The address that the site is set to; without one that of the request, which is whatever its sender wrote there. */
export function originOf(publicUrl: string | null, { protocol, host }: FastifyRequest): string {
  if (publicUrl !== null) return publicUrl
  if (!NAME.test(host) && !ADDRESS.test(host)) throw new Refusal('malformed', { field: 'host' })
  return `${protocol}://${host}`
}
