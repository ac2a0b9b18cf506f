/** Planted values: a whole program is used and stopped, and none of its bytes on disk or in its log may hold them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identityCheckCharacter } from '../src/kernel/identity-document.ts'
import { openDatabase } from '../src/db/open.ts'
import { loadVault } from '../src/vault.ts'
import { codeSentTo } from './accounts.ts'
import { startProgram, type Program } from './program.ts'

const body = '44130219790823987'
const ID_NUMBER = body + identityCheckCharacter(body)
const PHONE = '14055501234'
const PASSWORD = 'Canary-Bird-1979'

let folder: string
let program: Program
const answers: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiyuan-canary-'))
  program = await startProgram({ dataDir: folder, env: { LOG_LEVEL: 'trace' } })
}, 120_000)
afterAll(async () => {
  await program.end()
  rmSync(folder, { recursive: true, force: true })
})

async function send(method: string, path: string, payload: object | null, cookie = ''): Promise<Response> {
  const response = await fetch(`${program.url}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-requested-with': 'zhiyuan', cookie },
    ...(payload === null ? {} : { body: JSON.stringify(payload) }),
  })
  answers.push(await response.clone().text(), JSON.stringify([...response.headers]))
  return response
}

/** Reads the code as the operator does, with the key file at hand. */
async function codeFromOutbox(): Promise<string> {
  const opened = openDatabase(
    { host: join(folder, 'postgres'), user: 'zhiyuan', database: 'zhiyuan' },
    { writers: 1, readers: 1 },
  )
  try {
    return await codeSentTo({ reader: opened.reader, vault: loadVault(join(folder, 'keys.json')) }, PHONE)
  } finally {
    await opened.close()
  }
}

function filesBelow(path: string): string[] {
  return readdirSync(path).flatMap((name) => {
    const file = join(path, name)
    return statSync(file).isDirectory() ? filesBelow(file) : [file]
  })
}

test('a planted ID number, phone and password stand nowhere in plain', async () => {
  await send('POST', '/phone-codes', { phone: PHONE, purpose: 'register' })
  await send('POST', '/sessions', { login: ID_NUMBER, password: PASSWORD })
  await send('POST', '/sessions', { login: PHONE, password: PASSWORD })
  const form = {
    name: '何晓岚',
    idKind: 'mainland_id',
    idNumber: ID_NUMBER,
    regionCode: '441302',
    phone: PHONE,
    phoneCode: '000000',
    password: PASSWORD,
    consents: { serviceTerms: '2026-11', personalInformation: '2026-11' },
    skills: [],
    categories: [],
    freeSlots: [],
  }
  const refused = await send('POST', '/volunteers', form)
  expect(refused.status).toBe(422)
  const registered = await send('POST', '/volunteers', { ...form, phoneCode: await codeFromOutbox() })
  expect(registered.status).toBe(201)
  const cookie = registered.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect((await send('GET', '/me', null, cookie)).status).toBe(200)
  await send('POST', '/volunteers', { ...form, idNumber: `${ID_NUMBER.slice(0, 17)}?`, surplus: PHONE })
  await send('GET', `/teams?q=${PHONE}`, null)
  const report = { subjectKind: 'team', subjectId: '019ab000-0000-7000-8000-00000000dead', kind: 'fees' }
  const said = { words: `收钱的人身份证号是 ${ID_NUMBER}`, contact: PHONE, happenedOn: null, place: PHONE }
  const reported = { ...report, ...said, mayName: false, anonymous: false, fileIds: [] }
  expect((await send('POST', '/complaints', reported)).status).toBe(404)
  const output = program.output()
  await program.end()
  for (const secret of [ID_NUMBER, PHONE, PASSWORD]) {
    expect(output.includes(secret), 'in the log').toBe(false)
    expect(
      answers.some((answer) => answer.includes(secret)),
      'in an answer',
    ).toBe(false)
    const found = filesBelow(folder).filter((file) => readFileSync(file).includes(secret))
    expect(found, 'in the data folder').toEqual([])
  }
}, 60_000)
