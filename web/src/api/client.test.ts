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
  expect(asked).toEqual([
    { method: 'POST', path: '/api/v1/projects/p/signups', body: { shiftId: 's', riskAccepted: true } },
  ])
  expect(answer).toEqual({ ok: false, status: 409, code: 'shift_full', facts: { places: 5 } })
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
