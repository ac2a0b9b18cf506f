/** What a route may lean on: the app's type, the doors it gets, and what it must say about itself. */
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { Caller, Observe, Perform, PerformTogether } from '../act.ts'
import type { Config } from '../config.ts'
import type { Db, Reader } from '../db/handles.ts'
import type { Vault } from '../vault.ts'

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>
export interface Doors {
  reader: Reader
  perform: Perform
  performTogether: PerformTogether
  observe: Observe
  vault: Vault
  clock: () => Date
  config: Config
}
/** What the composition root has besides: the writable handle, for performers of its own. */
export interface Engine extends Doors {
  db: Db
}

export type RefusalStatus = 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503
/** Which reason comes out as which status. Written with the union of reasons, so a new reason will not compile until it has one. */
export type Refuses<Reason extends string> = Readonly<Record<Reason, RefusalStatus>>

/**
 * The coarse gate of a route; the fine one is the feature's rules, which know the resource.
 * signed_in is any account, also one whose application waits; volunteer is a verified one.
 */
export type Audience = 'public' | 'signed_in' | 'volunteer' | 'team' | 'authority' | 'platform' | 'staff'

/** Requests allowed to one client (by account when signed in, else by address) in a time. */
export interface Limit {
  max: number
  seconds: number
}

declare module 'fastify' {
  interface FastifyContextConfig {
    audience?: Audience
    refuses?: Refuses<string>
    limit?: Limit
    /** Set where a key of the asker's means nothing: each thing asked for has an id of its own, or may well happen twice. */
    takesNoKey?: true
  }
  interface FastifyRequest {
    caller: Caller
  }
}
