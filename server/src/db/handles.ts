import type { Kysely, Transaction } from 'kysely'
import type { Database } from './schema.gen.ts'

export type Db = Kysely<Database>
/** An open transaction. Whatever demands one cannot be called outside `perform`. */
export type Tx = Transaction<Database>
/** Can select, cannot write: its connections are read-only sessions as well. Routes hold only this. */
export type Reader = Pick<Db, 'selectFrom' | 'selectNoFrom' | 'with' | 'fn' | 'getExecutor'>
