import { Type } from 'typebox'

export const Uuid = Type.String({ format: 'uuid' })
export const Instant = Type.String({ format: 'date-time' })
export const Day = Type.String({ format: 'date' })
export const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])
export const OneOf = <const V extends string[]>(values: readonly [...V]) => Type.Enum([...values] as [...V])
export const InTwoLanguages = Type.Object({ zh: Type.String(), en: Type.String() })
export const Reason = Nullable(Type.String({ description: 'the reason in the way, or null' }))

export const PageQuery = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 400 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
})
export const PageOf = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  Type.Object({ items: Type.Array(item), next: Nullable(Type.String()) })

/** RFC 9457; `code` is the named reason. */
export const problemOf = (codes: readonly string[]) =>
  Type.Object({
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.Union(codes.map((code) => Type.Literal(code))),
    facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  })

export const IDEMPOTENCY_KEY = 'idempotency-key'
/** A write sent again under the same key, with the same content, is done once and answered alike for a day. */
export const IdempotencyHeaders = Type.Object({
  [IDEMPOTENCY_KEY]: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$' })),
})
