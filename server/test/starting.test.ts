/** What somebody reads who starts the program and cannot have it: one sentence, and no trace of the code. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Secret, TOTP } from 'otpauth'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../src/db/open.ts'
import { MAIN, startProgram } from './program.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'zhiyuan-starting-'))
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
})

/** Whole programs are started, each with its database. */
const SLOW = { timeout: 120_000 }
const TRACE = /\n\s+at /

test(
  'a second program on one folder is told who has it and what to do, and the first goes on',
  SLOW,
  async () => {
    const first = await startProgram({ dataDir })
    const refused: unknown = await startProgram({ dataDir }).catch((error: unknown) => error)
    const said = refused instanceof Error ? refused.message : ''
    expect(said).toContain(`Another program (process ${first.process.pid}) is using ${dataDir}`)
    expect(said).toContain('ZHIYUAN_DATA')
    expect(said).not.toMatch(TRACE)
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
    await first.end()
  },
)

test('a setting that cannot be is named', async () => {
  const refused: unknown = await startProgram({ dataDir, env: { PORT: 'eighty' } }).catch(
    (error: unknown) => error,
  )
  const said = refused instanceof Error ? refused.message : ''
  expect(said).toContain('PORT must be a whole number from 0 to 65535, not "eighty"')
  expect(said).not.toMatch(TRACE)
})

interface Begun {
  totpSecret: string
}
const post = async (url: string, body: object): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'zhiyuan' },
    body: JSON.stringify(body),
  })

test(
  'who has lost the only administrator makes a link for another on the stopped program',
  SLOW,
  async () => {
    const first = await startProgram({ dataDir })
    const link = `${first.url}/api/v1${/\/setup\/\S+/.exec(first.output())?.[0]}`
    const asked = await post(link, { displayName: '管理员', password: 'Abcdefg-12345', phone: '14000009999' })
    const { totpSecret } = (await asked.json()) as Begun
    expect(
      (
        await post(`${link}/confirm`, {
          totp: new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate(),
        })
      ).status,
    ).toBe(200)
    await first.end()

    const { stdout } = await promisify(execFile)(process.execPath, [MAIN, 'admin-link'], {
      env: { ...process.env, ZHIYUAN_DATA: dataDir, PUBLIC_URL: 'https://volunteer.example' },
    })
    const path = /https:\/\/volunteer\.example(\/setup\/\S+)/.exec(stdout)?.[1]
    const program = await startProgram({ dataDir })
    expect(program.output()).not.toContain('/setup/')
    const another = await fetch(`${program.url}/api/v1${path}`)
    expect(await another.json()).toEqual({ displayName: '', needsPassword: true, needsPhone: true })
    await program.end()
  },
)

test('what holds a demo, whose passwords everybody knows, is not opened as a real site', SLOW, async () => {
  const first = await startProgram({ dataDir })
  const opened = openDatabase(
    { host: join(dataDir, 'postgres'), user: 'zhiyuan', database: 'zhiyuan' },
    { writers: 1, readers: 1 },
  )
  await opened.db.updateTable('sites').set({ isDemo: true }).execute()
  await opened.close()
  await first.end()
  const refused: unknown = await startProgram({ dataDir }).catch((error: unknown) => error)
  const said = refused instanceof Error ? refused.message : ''
  expect(said).toContain(`${dataDir} holds the demo city; start it with --demo`)
  expect(said).not.toMatch(TRACE)
})
