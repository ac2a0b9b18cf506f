import { expect, test } from 'vitest'
import type { Ask } from './client'
import { createStore, keyOf } from './store'

function standIn(answers: Record<string, { status: number; body: unknown }>) {
  const asked: string[] = []
  const transport = async ({ path }: Ask) => {
    asked.push(path)
    return answers[path] ?? { status: 404, body: { code: 'not_found' } }
  }
  return { asked, transport }
}
const one = { path: { projectId: '1' } }
const two = { path: { projectId: '2' } }

test('two who ask at once are answered by one request', async () => {
  const { asked, transport } = standIn({ '/api/v1/projects/1': { status: 200, body: { title: 'a' } } })
  const store = createStore(transport)
  const entry = store.entry('getProject', one)
  expect(store.entry('getProject', one)).toBe(entry)
  await Promise.all([store.fetch(entry as never), store.fetch(entry as never)])
  expect([asked, entry.data]).toEqual([['/api/v1/projects/1'], { title: 'a' }])
})
test('what the server handed over is there without asking', () => {
  const { asked, transport } = standIn({})
  const source = createStore(transport, { [keyOf('getProject', one)]: { title: 'handed' } })
  const entry = source.entry('getProject', one)
  expect([entry.data, entry.at > 0, asked]).toEqual([{ title: 'handed' }, true, []])
  expect(createStore(transport, source.state()).entry('getProject', one).data).toEqual({ title: 'handed' })
})
test('after a deed, what is shown is asked again and what is not shown is forgotten', async () => {
  const { asked, transport } = standIn({
    '/api/v1/projects/1': { status: 200, body: { title: 'new' } },
    '/api/v1/projects/2': { status: 200, body: { title: 'new' } },
  })
  const state = { [keyOf('getProject', one)]: { title: 'old' }, [keyOf('getProject', two)]: { title: 'old' } }
  const store = createStore(transport, state)
  const shown = store.entry('getProject', one)
  const gone = store.entry('getProject', two)
  shown.users = 1
  await store.invalidate(['getProject'])
  expect([asked, shown.data]).toEqual([['/api/v1/projects/1'], { title: 'new' }])
  expect(store.entry('getProject', two)).not.toBe(gone)
})
test('a lost network keeps what was read; a refusal does not', async () => {
  let reply: () => Promise<{ status: number; body: unknown }> = () =>
    Promise.reject(new TypeError('no network'))
  const store = createStore(() => reply(), { [keyOf('getProject', one)]: { title: 'a' } })
  const entry = store.entry('getProject', one)
  await store.fetch(entry as never)
  expect([entry.data, entry.problem?.code]).toEqual([{ title: 'a' }, 'offline'])
  reply = async () => ({ status: 404, body: { code: 'project_not_found' } })
  await store.fetch(entry as never)
  expect([entry.data, entry.problem]).toEqual([
    undefined,
    { status: 404, code: 'project_not_found', facts: {} },
  ])
})
