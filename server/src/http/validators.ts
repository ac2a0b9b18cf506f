/** Bodies are taken as they are; only query strings and paths, which are text, are coerced. Unknown fields are errors. */
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'

const common = { removeAdditional: false, useDefaults: true, allErrors: false, strict: false } as const

export function validators(): FastifySchemaCompiler<object> {
  const exact = new Ajv({ ...common, coerceTypes: false })
  const fromText = new Ajv({ ...common, coerceTypes: 'array' })
  formats.default(exact)
  formats.default(fromText)
  return ({ schema, httpPart }) => (httpPart === 'body' ? exact : fromText).compile(schema)
}

/** A copy of the schema in which every object without a rule for further fields takes none. */
export function sealed<T>(schema: T): T {
  const copy = JSON.parse(JSON.stringify(schema)) as T
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk)
    if (typeof node !== 'object' || node === null) return
    const object = node as Record<string, unknown>
    if (object['type'] === 'object' && object['properties'] !== undefined)
      object['additionalProperties'] ??= false
    Object.values(object).forEach(walk)
  }
  walk(copy)
  return copy
}
