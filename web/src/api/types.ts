// The contract's types, named by operation: Output<'getProject'>, Body<'signUp'>, Item<'listProjects'>.
import type { OPERATIONS } from './operations.gen'
import type { operations } from './schema.gen'

export type OperationId = keyof typeof OPERATIONS & keyof operations
type Json = 'application/json'

type Part<T, Name extends PropertyKey> = T extends { parameters: Partial<Record<Name, infer Found>> }
  ? Found
  : never
type JsonOf<T> = T extends { content: { [K in Json]: infer Found } } ? Found : undefined

type BodyPart<Op extends OperationId> = operations[Op] extends { requestBody?: infer Given }
  ? Given extends { content: infer Content }
    ? Content extends { [K in Json]: infer Found }
      ? Found
      : FormData
    : never
  : never

/** What the operation takes as JSON (a FormData for uploads). */
export type Body<Op extends OperationId> = BodyPart<Op>
export type Query<Op extends OperationId> = NonNullable<Part<operations[Op], 'query'>>
export type Path<Op extends OperationId> = NonNullable<Part<operations[Op], 'path'>>

type Answers<Op extends OperationId> = operations[Op] extends { responses: infer R } ? R : never
type Good = 200 | 201 | 202 | 204
/** What a good answer carries; undefined for an empty one. */
export type Output<Op extends OperationId> = {
  [Status in keyof Answers<Op> & Good]: JsonOf<Answers<Op>[Status]>
}[keyof Answers<Op> & Good]

/** A row of a list. */
export type Item<Op extends OperationId> = Output<Op> extends { items: (infer Row)[] } ? Row : never

export interface CallParams<Op extends OperationId> {
  path?: Path<Op>
  query?: Query<Op>
  body?: Body<Op>
}

export interface Problem {
  readonly status: number
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>
}
export type Answer<Op extends OperationId> =
  | { readonly ok: true; readonly status: number; readonly data: Output<Op> }
  | ({ readonly ok: false } & Problem)

/** Lists whose answer is a keyset page. What is told to other programs has no answer here. */
export type ListId = {
  [Op in OperationId]: [Output<Op>] extends [never]
    ? never
    : Output<Op> extends { items: unknown[]; next: string | null }
      ? Op
      : never
}[OperationId]
