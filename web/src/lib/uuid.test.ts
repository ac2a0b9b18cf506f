import { expect, it } from 'vitest'
import { newUuid } from './uuid'

it('makes UUIDs of version 7, each another, the later after the earlier', () => {
  const at = new Date('2026-03-05T01:00:00.123Z')
  const made = Array.from({ length: 200 }, () => newUuid(at))
  for (const uuid of made)
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(made).size).toBe(made.length)
  expect(new Set(made.map((uuid) => Number.parseInt(uuid.replace('-', '').slice(0, 12), 16)))).toEqual(
    new Set([at.getTime()]),
  )
  expect(newUuid(new Date(at.getTime() + 1)) > made.toSorted().at(-1)!).toBe(true)
})
