/** Bodies are taken as they are; only query strings and paths, which are text, are coerced. Unknown fields are errors. */
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import { isLocalDate } from '../kernel/local-date.ts'

/** Ids are compared as texts, so they are taken in the one writing in which they are given out. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The usual formats; an instant besides is one that a Date can hold, which a leap second is not. */
function withFormats(ajv: Ajv): Ajv {
  formats.default(ajv)
  const { validate } = formats.default.get('date-time') as { validate: (text: string) => boolean }
  ajv.addFormat('uuid', UUID)
  ajv.addFormat('date', isLocalDate)
  ajv.addFormat('date-time', (text) => validate(text) && !Number.isNaN(Date.parse(text)))
  return ajv
}

const common = { removeAdditional: false, useDefaults: true, allErrors: false, strict: false } as const

type Check = ReturnType<FastifySchemaCompiler<object>>

export function validators(): FastifySchemaCompiler<object> {
  const exact = withFormats(new Ajv({ ...common, coerceTypes: false }))
  const fromText = withFormats(new Ajv({ ...common, coerceTypes: 'array' }))
  return ({ schema, httpPart }) => lazily(() => (httpPart === 'body' ? exact : fromText).compile(schema))
}

/** Compiled when the first request comes for it: all of them at the start would keep the program from its first page for seconds. */
function lazily(compile: () => ValidateFunction): Check {
  let compiled: ValidateFunction | undefined
  const validate: Check = (data: unknown) => {
    compiled ??= compile()
    const isRight = compiled(data)
    validate.errors = compiled.errors ?? null
    return isRight
  }
  return validate
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
