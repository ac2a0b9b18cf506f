/** The bundled PostgreSQL with real processes: every way a start can follow a start, and every refusal. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ensureDatabase, startEmbedded, startThrowaway, type Embedded } from '../src/db/embedded.ts'
import { livePostmaster, stopPostmaster } from '../src/db/embedded/postmaster.ts'
import { startMark } from '../src/db/embedded/processes.ts'
import { serviceUserFor } from '../src/db/embedded/service-user.ts'

const log = { info: () => undefined, error: () => undefined }

// A temporary folder is closed to other users, as a checkout under /root is.
const root = mkdtempSync(path.join(tmpdir(), 'zhiyuan-embedded-test-'))
const dataDir = path.join(root, 'data')
const cluster = path.join(dataDir, 'postgres')
const programs: ChildProcess[] = []
const servers: Embedded[] = []

const start = async (folder = dataDir, unsafeForTests = false) => {
  const server = await startEmbedded({ log, sharedBuffers: '64MB', dataDir: folder, unsafeForTests })
  servers.push(server)
  return server
}

const query = async (server: Embedded, sql: string, database = server.database): Promise<unknown[]> => {
  const client = new Client({ host: server.host, user: server.user, database, port: 5432, ssl: false })
  await client.connect()
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

interface Said {
  started: boolean
  adopted?: boolean
  host?: string
  reason?: string
}

const program = async (...folder: string[]): Promise<{ pid: number; said: Said }> => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'embedded-program.ts'), ...folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  programs.push(child)
  const line = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve))
  return { pid: child.pid ?? 0, said: JSON.parse(line) as Said }
}

const serverPid = () => livePostmaster(cluster)?.pid ?? 0

const kill = async (pid: number) => {
  process.kill(pid, 'SIGKILL')
  while (startMark(pid) !== undefined) await sleep(10)
}

beforeAll(async () => {
  const server = await start(dataDir, true)
  await query(server, 'create table deeds (id int primary key)')
  await server.stop()
})

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()))
  for (const child of programs.splice(0))
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await stopPostmaster(cluster)
})

afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

describe('a start after a clean stop', () => {
  test('finds the data of the last one, and a stop leaves no process and may be repeated', async () => {
    const first = await start()
    await query(first, 'insert into deeds values (1)')
    const pid = serverPid()
    expect(pid).toBeGreaterThan(0)
    await Promise.all([first.stop(), first.stop()])
    await first.stop()
    expect(startMark(pid)).toBeUndefined()
    const second = await start()
    expect(second.adopted).toBe(false)
    expect(await query(second, 'select id from deeds where id = 1')).toEqual([1])
  })

  test('runs with the settings we promise, closed to everybody else', async () => {
    const server = await start()
    expect(statSync(cluster).mode & 0o777).toBe(0o700)
    expect(await query(server, 'show listen_addresses')).toEqual([''])
    expect(await query(server, 'show data_checksums')).toEqual(['on'])
    expect(
      await query(
        server,
        "select datlocprovider::text || ' ' || datlocale || ' ' || pg_encoding_to_char(encoding) from pg_database where datname = current_database()",
      ),
    ).toEqual(['b C.UTF-8 UTF8'])
    expect(await query(server, 'select rolsuper from pg_roles where rolname = current_user')).toEqual([false])
    expect(
      await query(
        server,
        "select max_connections::int, max_wal::text from (select current_setting('max_connections') max_connections, current_setting('max_wal_size') max_wal) s",
      ),
    ).toEqual([60, '1GB'])
  })

  test('makes a further database once', async () => {
    const server = await start()
    await ensureDatabase(server.host, 'second "one"')
    await ensureDatabase(server.host, 'second "one"')
    expect(await query(server, 'select current_database()', 'second "one"')).toEqual(['second "one"'])
  })
})

describe('two programs', () => {
  test('are refused one folder, and the refusal names the holder', async () => {
    const { pid, said } = await program(dataDir)
    expect(said).toMatchObject({ started: true, adopted: false })
    await expect(start()).rejects.toMatchObject({
      reason: 'data_folder_in_use',
      facts: { pid, folder: dataDir },
    })
    expect(serverPid()).toBeGreaterThan(0)
  })

  test('that follow a killed one adopt its server, and of several at once one wins', async () => {
    const first = await program(dataDir)
    const pid = serverPid()
    await kill(first.pid)
    const answers = (await Promise.all([program(dataDir), program(dataDir), program(dataDir)])).map(
      ({ said }) => said,
    )
    expect(answers.filter(({ started, adopted }) => started && adopted === true)).toHaveLength(1)
    expect(answers.filter(({ reason }) => reason === 'data_folder_in_use')).toHaveLength(2)
    expect(serverPid()).toBe(pid)
  })
})

describe('a killed server', () => {
  test('is started again under the running program', async () => {
    const server = await start()
    await query(server, 'insert into deeds values (2)')
    const pid = serverPid()
    await kill(pid)
    for (let tries = 0; serverPid() === 0 && tries < 200; tries += 1) await sleep(50)
    await expect
      .poll(() => query(server, 'select id from deeds where id = 2').catch(() => 'not yet'), {
        timeout: 5000,
      })
      .toEqual([2])
    expect(serverPid()).not.toBe(pid)
  })

  test('whose note names a process id given out again is recovered by the next program', async () => {
    const owner = await program(dataDir)
    const pid = serverPid()
    await kill(owner.pid)
    await kill(pid)
    const stranger = spawn('/bin/sleep', ['30'], { ...serviceUserFor(cluster), stdio: 'ignore' })
    const note = path.join(cluster, 'postmaster.pid')
    writeFileSync(note, readFileSync(note, 'utf8').replace(String(pid), String(stranger.pid)))
    const server = await start()
    expect(server.adopted).toBe(false)
    expect(await query(server, 'select id from deeds where id = 2')).toEqual([2])
    expect(stranger.exitCode).toBeNull()
    stranger.kill('SIGKILL')
  })
})

describe('a folder that does not fit', () => {
  test('made by another PostgreSQL is left as it is', async () => {
    const version = path.join(cluster, 'PG_VERSION')
    writeFileSync(version, '17\n')
    await expect(start()).rejects.toMatchObject({
      reason: 'data_folder_other_version',
      facts: { found: '17', needed: '18' },
    })
    writeFileSync(version, '18\n')
    const server = await start()
    expect(await query(server, 'select id from deeds where id = 1')).toEqual([1])
  })

  test('with files but no database is left as it is', async () => {
    const folder = path.join(root, 'odd')
    mkdirSync(path.join(folder, 'postgres'), { recursive: true })
    writeFileSync(path.join(folder, 'postgres', 'letter.txt'), 'mine')
    await expect(start(folder)).rejects.toMatchObject({ reason: 'data_folder_damaged' })
    expect(readFileSync(path.join(folder, 'postgres', 'letter.txt'), 'utf8')).toBe('mine')
  })

  test('that cannot be a folder is named', async () => {
    const file = path.join(root, 'file')
    writeFileSync(file, '')
    await expect(start(path.join(file, 'data'))).rejects.toMatchObject({ reason: 'data_folder_unreachable' })
  })
})

test('a folder whose path is too long for a socket lends its server a short one', async () => {
  const server = await start(path.join(root, 'a "long" name, 数据'.padEnd(90, '-')), true)
  expect(await query(server, "select '志愿'")).toEqual(['志愿'])
  expect(statSync(server.host).mode & 0o777).toBe(0o700)
  await server.stop()
  expect(statSync(server.host, { throwIfNoEntry: false })).toBeUndefined()
})

test('a throw-away server is deleted when it stops, and by the next one when its program was killed', async () => {
  const left = await program()
  const folder = path.dirname(left.said.host ?? '')
  expect(statSync(folder).isDirectory()).toBe(true)
  const pid = livePostmaster(path.join(folder, 'postgres'))?.pid ?? 0
  await kill(left.pid)
  const server = await startThrowaway(log)
  expect(await query(server, 'show fsync')).toEqual(['off'])
  expect(statSync(folder, { throwIfNoEntry: false })).toBeUndefined()
  expect(startMark(pid)).toBeUndefined()
  await server.stop()
  expect(statSync(path.dirname(server.host), { throwIfNoEntry: false })).toBeUndefined()
})
