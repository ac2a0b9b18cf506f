import { expect, test } from 'vitest'
import { call, pathOf, type Ask } from './client'

test('paths are filled and encoded, empty parameters are left out', () => {
  expect(pathOf('verifyProof', { path: { proofNumber: 'a/b c' }, query: { secret: 'x&y' } })).toBe(
    '/api/v1/proofs/a%2Fb%20c?secret=x%26y',
  )
  expect(pathOf('listProjects', { query: { q: '', open: true, region: undefined } })).toBe(
    '/api/v1/projects?open=true',
  )
})
test('a refusal is an answer, not an exception', async () => {
  const asked: Ask[] = []
  const answer = await call(
    async (ask) => {
      asked.push(ask)
      return { status: 409, body: { code: 'shift_full', facts: { places: 5 } } }
    },
    'signUp',
    { path: { projectId: 'p' }, body: { shiftId: 's', riskAccepted: true } },
  )
  expect(asked).toMatchObject([
    { method: 'POST', path: '/api/v1/projects/p/signups', body: { shiftId: 's', riskAccepted: true } },
  ])
  expect(answer).toEqual({ ok: false, status: 409, code: 'shift_full', facts: { places: 5 } })
})
test('a write that had no answer is sent again under its key, and the next one under another', async () => {
  const keys: (string | undefined)[] = []
  const replies = [
    new TypeError('failed'),
    { status: 503, body: undefined },
    { status: 201, body: {} },
    { status: 201, body: {} },
  ]
  for (const reply of replies) {
    const answered = async (ask: Ask) => {
      keys.push(ask.key)
      if (reply instanceof Error) throw reply
      return reply
    }
    await call(answered, 'issueProof', { body: { from: '2026-01-01', to: '2026-12-31' } })
  }
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
  expect(keys.slice(1, 3)).toEqual([keys[0], keys[0]])
  expect(keys[3]).not.toBe(keys[0])
  await call(async (ask) => (keys.push(ask.key), { status: 200, body: {} }), 'getSite', {})
  expect(keys.at(-1)).toBeUndefined()
})
test('a lost network and a page instead of JSON have names too', async () => {
  expect(await call(() => Promise.reject(new TypeError('failed')), 'getSite', {})).toMatchObject({
    ok: false,
    code: 'offline',
  })
  expect(await call(async () => ({ status: 502, body: undefined }), 'getSite', {})).toMatchObject({
    code: 'server_failed',
  })
})
