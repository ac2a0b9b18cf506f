/** What somebody reads who starts the program and cannot have it: one sentence, and no trace of the code. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Secret, TOTP } from 'otpauth'
import { afterAll, expect, test } from 'vitest'
import { livePostmaster } from '../src/db/embedded/postmaster.ts'
import { MAIN, startProgram } from './program.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'zhiyuan-starting-'))
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
})

/** Whole programs are started, each with its database. */
const SLOW = { timeout: 120_000 }

/** What the program said that could not start. */
const refusalOf = async (options: Parameters<typeof startProgram>[0]): Promise<string> => {
  const refused: unknown = await startProgram(options).catch((error: unknown) => error)
  return refused instanceof Error ? refused.message : ''
}
const portOf = (server: Server): string => {
  const address = server.address()
  return typeof address === 'object' ? String(address?.port) : ''
}
const TRACE = /\n\s+at /

test(
  'a second program on one folder is told who has it and what to do, and the first goes on',
  SLOW,
  async () => {
    const first = await startProgram({ dataDir })
    const said = await refusalOf({ dataDir })
    expect(said).toContain(`Another program (process ${first.process.pid}) is using ${dataDir}`)
    expect(said).toContain('ZHIYUAN_DATA')
    expect(said).not.toMatch(TRACE)
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
    await first.end()
  },
)

test('a setting that cannot be is named', async () => {
  const said = await refusalOf({ dataDir, env: { PORT: 'eighty' } })
  expect(said).toContain('PORT must be a whole number from 0 to 65535, not "eighty"')
  expect(said).not.toMatch(TRACE)
})

test('a database that does not answer is named by its setting, without its password', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const port = portOf(other)
  other.close()
  const said = await refusalOf({
    dataDir,
    env: { DATABASE_URL: `postgres://zhiyuan:secret-word@127.0.0.1:${port}/zhiyuan` },
  })
  expect(said).toContain(`the database that DATABASE_URL names cannot be used: connect ECONNREFUSED`)
  expect(said).not.toContain('secret-word')
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

test(
  'a port that somebody else answers at is named, and the program ends with its database',
  SLOW,
  async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const port = portOf(other)
    const said = await refusalOf({ dataDir, env: { PORT: port } })
    other.close()
    expect(said).toContain(`another program already answers at port ${port} of 127.0.0.1`)
    expect(said).toContain('set PORT')
    expect(said).not.toContain('"level":50')
    expect(said).not.toMatch(TRACE)
    expect(livePostmaster(join(dataDir, 'postgres'))).toBeUndefined()
  },
)

/** Runs a command to its end and signals it once it has said these words; answers what it said and how it ended. */
async function signalled(
  signal: NodeJS.Signals,
  command: [string, string[]],
  env: Record<string, string>,
  words: string,
): Promise<{ said: string; status: number | null }> {
  const child = spawn(...command, {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  // The pipe closes when the last process that writes to it has ended.
  for await (const chunk of child.stdout) {
    said += String(chunk)
    if (!child.killed && said.includes(words)) child.kill(signal)
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return { said, status: child.exitCode }
}

test(
  'a first start that is interrupted leaves no database running, and half a demo city is shown neither as a whole nor as a real site',
  SLOW,
  async () => {
    const folder = join(dataDir, 'half')
    const { said, status } = await signalled(
      'SIGINT',
      [process.execPath, [MAIN, 'serve', '--demo']],
      { ZHIYUAN_DATA: folder },
      'leaders and teams',
    )
    expect(status).toBe(0)
    expect(said).not.toContain('ready at')
    expect(livePostmaster(join(folder, 'postgres'))).toBeUndefined()
    expect(await refusalOf({ dataDir: folder, args: ['--demo'] })).toContain(
      `${folder} holds half a demo city, since its first start was interrupted; remove that folder`,
    )
    expect(await refusalOf({ dataDir: folder })).toContain(
      `${folder} holds the demo city; start it with --demo`,
    )
  },
)

test('npm start that is told to end ends the program behind its shell', SLOW, async () => {
  // The second command keeps the shell from giving its place to the program.
  const script = `"${process.execPath}" "${MAIN}" serve; true`
  const { said } = await signalled(
    'SIGTERM',
    ['/bin/sh', ['-c', script]],
    { ZHIYUAN_DATA: dataDir, npm_lifecycle_event: 'start' },
    'ready at',
  )
  expect(said).toContain('database stopped')
  expect(livePostmaster(join(dataDir, 'postgres'))).toBeUndefined()
})
