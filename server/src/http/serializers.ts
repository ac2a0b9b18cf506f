/** How answers are written: only what the shape of a route names, so that nothing else leaves the program. */
import fastJsonStringify, { type AnySchema } from 'fast-json-stringify'
import type { FastifySerializerCompiler } from 'fastify'

/** Compiled when the first answer is written, as the validators are with the first request. */
export function serializers(): FastifySerializerCompiler<AnySchema> {
  return ({ schema }) => {
    let compiled: ((answer: unknown) => string) | undefined
    return (answer) => {
      compiled ??= fastJsonStringify(schema) as (answer: unknown) => string
      return compiled(answer)
    }
  }
}
