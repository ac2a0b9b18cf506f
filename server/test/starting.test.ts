/** What somebody reads who starts the program and cannot have it: one sentence, and no trace of the code. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startProgram } from './program.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'zhiyuan-starting-'))
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
})

const TRACE = /\n\s+at /

test('a second program on one folder is told who has it and what to do, and the first goes on', async () => {
  const first = await startProgram({ dataDir })
  const refused: unknown = await startProgram({ dataDir }).catch((error: unknown) => error)
  const said = refused instanceof Error ? refused.message : ''
  expect(said).toContain(`Another program (process ${first.process.pid}) is using ${dataDir}`)
  expect(said).toContain('ZHIYUAN_DATA')
  expect(said).not.toMatch(TRACE)
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
  await first.end()
})

test('a setting that cannot be is named', async () => {
  const refused: unknown = await startProgram({ dataDir, env: { PORT: 'eighty' } }).catch(
    (error: unknown) => error,
  )
  const said = refused instanceof Error ? refused.message : ''
  expect(said).toContain('PORT must be a whole number from 0 to 65535, not "eighty"')
  expect(said).not.toMatch(TRACE)
})
