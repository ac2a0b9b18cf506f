import { deflateRawSync } from 'node:zlib'
import { sql } from 'kysely'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { deliver, mine, noticesOf } from '../../../test/invitations.ts'
import { madeUpIdNumber, makeSite, makeVolunteer } from '../../../test/people.ts'
import { sentForm } from '../../../test/forms.ts'
import { makeFederation, makeTeam, type TestTeam } from '../../../test/teams.ts'
import { sendInvitationPartsJob } from '../../jobs/send-invitation-parts.ts'
import { sweepInvitationsJob } from '../../jobs/sweep-invitations.ts'
import { identityCheckCharacter } from '../../kernel/identity-document.ts'
import { localDate } from '../../kernel/local-date.ts'

const NOBODY = '019ab000-0000-7000-8000-00000000dead'
const SECONDS_MAX = 20
const today = localDate('2026-11-24')
const HEAD = ['姓名', '证件类型', '证件号码']
let server: TestServer
let city: TestTeam
let team: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  team = await makeTeam(server, { parent: city, joinMode: 'closed' })
})
afterAll(() => server.stop())

interface Checked {
  total: number
  right: number
  wrong: number
  failures: { line: number; name: string; idNumber: string; reason: string }[]
  whyNot: { startInvitationImport: string | null }
}
interface Import {
  state: string
  total: number
  invited: number
  refused: number
  hasFailures: boolean
}
type Rows = readonly (readonly (string | number)[])[]
const xlsx = async (rows: Rows): Promise<Buffer> =>
  Buffer.from(await writeXlsx({ sheets: [{ name: '名单', rows: rows.map((row) => [...row]) }] }))
const csv = (rows: Rows): string => rows.map((row) => row.join(',')).join('\r\n')
const check = (client: Client, bytes: Buffer, teamId: string = team.teamId) =>
  sentForm<Checked>(server, client, `/teams/${teamId}/invitation-files/check`, bytes)
const start = (client: Client, bytes: Buffer, teamId: string = team.teamId) =>
  sentForm<{ importId: string }>(server, client, `/teams/${teamId}/invitation-imports`, bytes)
const stateOf = (importId: string) =>
  team.leader.client.get<Import>(`/teams/${team.teamId}/invitation-imports/${importId}`)
const send = () => sendInvitationPartsJob.run(server.engine)
const invitations = async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from invitations`.execute(
    server.db,
  )
  return rows[0]?.count ?? 0
}

describe('B7 checkInvitationFile', () => {
  const rows: Rows = [
    HEAD,
    ['陈静怡', '', madeUpIdNumber(33, today)],
    ['陈', '', madeUpIdNumber(34, today)],
    ['陈志远', '', '441302199001011239'],
    ['陈海燕', '', 441302199001011200],
    ['陈佳宁', '护照', 'E12345678'],
  ]
  const expected = {
    total: 5,
    right: 2,
    wrong: 3,
    reasons: ['3 name_malformed', '4 id_check_digit_wrong', '5 id_number_not_text'],
  }
  const summary = ({ total, right, wrong, failures }: Checked) => ({
    total,
    right,
    wrong,
    reasons: failures.map(({ line, reason }) => `${String(line)} ${reason}`),
  })
  test('looks at an .xlsx and sends nothing', async () => {
    const before = await invitations()
    const answer = await check(team.leader.client, await xlsx(rows))
    expect([answer.status, summary(answer.body), answer.body.whyNot]).toEqual([
      200,
      expected,
      { startInvitationImport: null },
    ])
    expect(answer.body.failures[1]?.idNumber).toBe('4413 **** **** **39')
    expect(await invitations()).toBe(before)
  })
  test.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with its mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ])('and at a .csv in %s', async (_, encode) => {
    const lost = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? '4.41302E+17' : cell)))
    expect(summary((await check(team.leader.client, encode(csv(lost)))).body)).toEqual(expected)
  })
  test('and at one in GB18030', async () => {
    // 姓名, 证件号码 and 李明 as a Chinese spreadsheet program writes them.
    const head = Buffer.from('d0d5c3fb2cd6a4bcfebac5c2eb0d0a', 'hex')
    const name = Buffer.from('c0eec3f72c', 'hex')
    const bytes = Buffer.concat([head, name, Buffer.from('110101199003074477\r\n')])
    expect(summary((await check(team.leader.client, bytes)).body)).toMatchObject({ total: 1, right: 1 })
  })
  test('the template is a sheet that waits to be filled in', async () => {
    const { client } = team.leader
    const answer = await server.app.inject({
      url: '/api/v1/invitation-template',
      headers: { cookie: client.cookie ?? '' },
    })
    expect([answer.statusCode, answer.headers['content-disposition']]).toEqual([
      200,
      expect.stringContaining('.xlsx'),
    ])
    expect((await check(client, answer.rawPayload)).code).toBe('sheet_empty')
  })
})

describe('B7 I11 files that are refused', () => {
  /** A ZIP of one entry that unpacks to zeros; its directory may lie about how many. */
  function bomb(bytes: number, told: number): Buffer {
    const name = Buffer.from('xl/worksheets/sheet1.xml')
    const packed = deflateRawSync(Buffer.alloc(bytes))
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(told, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(told, 24)
    entry.writeUInt16LE(name.length, 28)
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(1, 8)
    end.writeUInt16LE(1, 10)
    end.writeUInt32LE(entry.length + name.length, 12)
    end.writeUInt32LE(local.length + name.length + packed.length, 16)
    return Buffer.concat([local, name, packed, entry, name, end])
  }
  test.each<[string, () => Buffer | Promise<Buffer>, number]>([
    ['sheet_unpacks_too_large', () => bomb(200_000_000, 200_000_000), 413],
    ['sheet_unpacks_too_large', () => bomb(200_000_000, 1_000), 413],
    ['sheet_unreadable', () => bomb(1_000, 1_000), 422],
    ['sheet_unreadable', async () => (await xlsx([HEAD, ['李明', '', '1']])).subarray(0, 900), 422],
    ['sheet_too_large', () => Buffer.alloc(5_242_881, 'a'), 413],
    ['sheet_kind_refused', () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 415],
    ['sheet_kind_refused', () => Buffer.from('%PDF-1.7\0', 'latin1'), 415],
    ['sheet_empty', () => Buffer.alloc(0), 422],
    ['sheet_columns_missing', () => Buffer.from('a,b\r\n1,2\r\n'), 422],
    ['sheet_too_many_rows', () => Buffer.from(`姓名,证件号码\n${'李明,1\n'.repeat(10_001)}`), 422],
  ])('%s', async (code, make, status) => {
    const bytes = await make()
    for (const ask of [check, start]) {
      const answer = await ask(team.leader.client, bytes)
      expect([answer.code, answer.status]).toEqual([code, status])
    }
  })
  test('no file at all, and people who may not invite', async () => {
    const none = await team.leader.client.post(`/teams/${team.teamId}/invitation-files/check`, {})
    expect([none.code, none.status]).toEqual(['sheet_missing', 422])
    const other = await makeTeam(server, { parent: city })
    const right = await xlsx([HEAD, ['陈静怡', '', madeUpIdNumber(33, today)]])
    for (const ask of [check, start]) {
      expect((await ask(other.leader.client, right)).code).toBe('not_your_team')
      expect((await ask(server.client(), right)).code).toBe('signed_out')
      expect((await ask(team.leader.client, right, NOBODY)).code).toBe('team_not_found')
    }
    const { importId } = (await start(team.leader.client, right)).body
    const path = `/teams/${team.teamId}/invitation-imports`
    for (const read of [path, `${path}/${importId}`, `${path}/${importId}/failures`])
      expect((await other.leader.client.get(read)).code).toBe('not_your_team')
    for (const read of [`${path}/${NOBODY}`, `${path}/${NOBODY}/failures`])
      expect((await team.leader.client.get(read)).code).toBe('import_not_found')
    await server.db
      .updateTable('teams')
      .set({ status: 'suspended' })
      .where('teamId', '=', other.teamId)
      .execute()
    expect((await start(other.leader.client, right, other.teamId)).code).toBe('team_not_active')
  })
})

describe('B7 startInvitationImport', () => {
  /** The numbers of ten thousand people who do not exist. */
  const crowd = (count: number, from = 0): string[] =>
    Array.from({ length: count }, (_, i) => {
      const at = from + i
      const birth = `${String(1950 + (at % 50))}0${String(1 + (at % 9))}${String(10 + (Math.floor(at / 50) % 18))}`
      const seventeen = `441302${birth}${String(Math.floor(at / 900) % 1000).padStart(3, '0')}`
      return seventeen + identityCheckCharacter(seventeen)
    })

  test('ten thousand rows: within twenty seconds, each with its outcome, and twice is once', async () => {
    const numbers = [...new Set(crowd(9_900))]
    const known = await makeVolunteer(server, { name: '林志远' })
    const wrong = Array.from({ length: 10_000 - numbers.length - 1 }, (_, i) => [
      `张${String(i)}`,
      '',
      numbers[i]!,
    ])
    const rows = [
      HEAD,
      ...numbers.map((number) => ['陈静怡', '', number]),
      ['林志远', '', known.idNumber],
      ...wrong,
    ]
    const bytes = await xlsx(rows)
    const started = performance.now()
    const { status, body } = await start(team.leader.client, bytes)
    expect(status).toBe(201)
    expect((await stateOf(body.importId)).body).toMatchObject({ state: 'running', total: 10_000, invited: 0 })
    await send()
    const seconds = (performance.now() - started) / 1000
    const done = (await stateOf(body.importId)).body
    expect(done).toMatchObject({ state: 'done', refused: wrong.length, hasFailures: true })
    expect(done.invited + done.refused).toBe(10_000)
    expect(seconds).toBeLessThan(SECONDS_MAX)
    expect(await noticesOf(team.leader.client)).toContain('invitation_import_done')
    const failures = await team.leader.client.get<{ items: Checked['failures'] }>(
      `/teams/${team.teamId}/invitation-imports/${body.importId}/failures`,
    )
    expect(failures.body.items).toHaveLength(wrong.length)
    expect(new Set(failures.body.items.map(({ reason }) => reason))).toEqual(new Set(['name_malformed']))
    const sent = await invitations()
    await server.db.deleteFrom('invitationDays').execute()
    const again = await start(team.leader.client, bytes)
    await send()
    expect((await stateOf(again.body.importId)).body).toMatchObject({ state: 'done', invited: done.invited })
    expect(await invitations()).toBe(sent)
    while ((await mine(known.client)).length === 0) await deliver(server)
    expect(await mine(known.client)).toHaveLength(1)
    await server.db.deleteFrom('invitationDays').execute()
  }, 120_000)

  test('the share of the day is taken whole or not at all', async () => {
    const rows = (count: number, from: number) =>
      xlsx([HEAD, ...crowd(count, from).map((number) => ['陈静怡', '', number])])
    await server.db.deleteFrom('invitationDays').execute()
    const first = await start(team.leader.client, await rows(10, 20_000))
    await server.db.updateTable('invitationDays').set({ sent: 11_995 }).execute()
    const looked = await check(team.leader.client, await rows(10, 21_000))
    expect(looked.body.whyNot.startInvitationImport).toBe('too_many_invitations')
    const second = await start(team.leader.client, await rows(10, 21_000))
    expect([second.status, second.code, second.facts]).toEqual([429, 'too_many_invitations', { left: 5 }])
    await send()
    const list = await team.leader.client.get<{ items: (Import & { importId: string })[] }>(
      `/teams/${team.teamId}/invitation-imports`,
    )
    expect(list.body.items[0]).toMatchObject({ importId: first.body.importId, state: 'done' })
    await server.db.deleteFrom('invitationDays').execute()
  })

  test('rows lie sealed until they are sent, and then nowhere; what failed is forgotten after a week', async () => {
    const person = { name: '欧阳静怡', idNumber: madeUpIdNumber(37, today) }
    const rows = [HEAD, [person.name, '', person.idNumber], ['欧阳', '', '1']]
    const { importId } = (await start(team.leader.client, await xlsx(rows))).body
    const parts = () => server.db.selectFrom('invitationImportParts').selectAll().execute()
    const waiting = await parts()
    expect(waiting).toHaveLength(1)
    for (const secret of [person.name, person.idNumber])
      expect(waiting[0]!.rowsEnc.includes(secret)).toBe(false)
    await send()
    expect(await parts()).toEqual([])
    const kept = async () => (await stateOf(importId)).body.hasFailures
    expect(await kept()).toBe(true)
    const later = { ...server.engine, clock: () => new Date(server.now().getTime() + 8 * 86_400_000) }
    await sweepInvitationsJob.run(later)
    expect(await kept()).toBe(false)
  })

  test('a file with nothing right in it is done at once', async () => {
    const { importId } = (await start(team.leader.client, await xlsx([HEAD, ['李', '', '1']]))).body
    expect((await stateOf(importId)).body).toMatchObject({ state: 'done', total: 1, invited: 0, refused: 1 })
  })
})
