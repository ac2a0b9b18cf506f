import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accepted, act, caseOf, idOf, report, SAW, seen } from '../../../test/complaining.ts'
import { makeCrewTeam, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { enlisted } from '../../../test/parties.ts'
import { makeSite, makeStaff, makeVolunteer } from '../../../test/people.ts'
import { checked, staffClient } from '../../../test/teams.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { keepComplaintsJob } from '../../jobs/keep-complaints.ts'

const NOW = '2026-11-24T02:00:00Z'
let server: TestServer
let team: CrewTeam
let leader: Client
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  leader = (await enlisted(server, team, 'team_leader')).client
})
beforeEach(() => server.setNow(NOW))
afterAll(() => server.stop())

interface Asked {
  statementId: string
  matter: string
  dueOn: string
  words: string | null
  whyNot: { giveStatement: string | null }
}
const asked = async (who: Client) =>
  checked(
    await who.get<{ items: Asked[]; measures: { measure: string }[] }>(`/teams/${team.teamId}/statements`),
    200,
  )
const kindsOf = async (client: Client): Promise<string[]> =>
  (await client.get<{ items: { kind: string }[] }>('/me/notices')).body.items.map(({ kind }) => kind)
const settle = (office: Client, complaintId: string, body: object) => act(office, complaintId, 'settle', body)
const answer = { outcome: 'answered', words: '经核实，服装费已于 11 月 23 日全部退还。' }
/** Sessions end while the clock is moved on. */
async function at(now: string, accountId: AccountId): Promise<Client> {
  server.setNow(now)
  return staffClient(server, accountId)
}
const runJobs = () => keepComplaintsJob.run(server.engine)

describe('Y11 to Y15: the office works on a case', () => {
  test('taken up within its term, the clock of the answer begins, and the reporter hears of it', async () => {
    const reporter = await makeVolunteer(server)
    const key = checked(await report(reporter.client, team.teamId), 201)
    const complaintId = await idOf(server, key)
    const office = (await makeStaff(server, 'authority_reviewer', '441302')).client
    expect((await settle(office, complaintId, answer)).code).toBe('not_accepted_yet')
    expect((await act(office, complaintId, 'questions', { words: '哪一天？' })).code).toBe('not_accepted_yet')
    expect((await act(office, complaintId, 'statements', { matter: SAW })).code).toBe('not_accepted_yet')
    checked(await act(office, complaintId, 'accept'), 200)
    expect((await act(office, complaintId, 'accept')).code).toBe('already_taken_up')
    // Twenty working days from 24 November.
    expect(await seen(reporter.client, key)).toMatchObject({ status: 'accepted', dueOn: '2026-12-22' })
    expect((await kindsOf(reporter.client))[0]).toBe('complaint_accepted')
  })
  test('the clock stands still while the reporter is asked, and goes on with what was left', async () => {
    const { key, complaintId, officeId } = await accepted(server, team.teamId)
    const office = await at('2026-12-01T02:00:00Z', officeId)
    expect((await act(office, complaintId, 'questions', { words: ' ' })).code).toBe('question_missing')
    checked(await act(office, complaintId, 'questions', { words: '收费的人是谁？' }), 200)
    expect((await act(office, complaintId, 'questions', { words: '还有呢？' })).code).toBe('already_asked')
    const waiting = await seen(server.client(), key)
    expect([waiting.status, waiting.dueOn]).toEqual(['more_asked', '2026-12-15'])
    server.setNow('2026-12-10T02:00:00Z')
    const add = (words: string) => server.client().post('/complaint-reads/additions', more(key, words))
    expect((await add('不记得')).code).toBe('words_too_short')
    checked(await add('是领队本人，在集合点收的现金。'), 200)
    // Fifteen working days were left on 1 December.
    const goesOn = await seen(server.client(), key)
    expect([goesOn.status, goesOn.dueOn]).toEqual(['accepted', '2026-12-31'])
  })
  const more = ({ number, secret }: { number: string; secret: string }, words: string) => ({
    ...{ number, secret, words },
  })
  test('the team reads the matter and no more, answers once, and the statement is for the office', async () => {
    const { key, complaintId, office } = await accepted(server, team.teamId, { contact: '13900002222' })
    checked(await act(office, complaintId, 'statements', { matter: '有人反映活动收取服装费，请说明。' }), 200)
    expect((await act(office, complaintId, 'statements', { matter: '再问一次' })).code).toBe('statement_open')
    const shown = await asked(leader)
    const one = shown.items[0]!
    expect(one).toMatchObject({
      matter: '有人反映活动收取服装费，请说明。',
      dueOn: '2026-12-08',
      words: null,
    })
    for (const secret of [SAW, key.number, '13900002222', complaintId])
      expect(JSON.stringify(shown)).not.toContain(secret)
    expect((await kindsOf(leader))[0]).toBe('complaint_statement_asked')
    const path = `/teams/${team.teamId}/statements/${one.statementId}`
    expect((await leader.post(path, { words: '没有' })).code).toBe('words_too_short')
    checked(await leader.post(path, { words: '是集体代购服装，已退款，附转账记录。' }), 200)
    expect((await leader.post(path, { words: '是集体代购服装，已退款，附转账记录。' })).code).toBe(
      'statement_given',
    )
    const beside = await makeCrewTeam(server)
    const other = (await enlisted(server, beside, 'team_leader')).client
    expect((await other.post(path, { words: SAW })).code).toBe('not_your_team')
    expect((await other.post(path.replace(team.teamId, beside.teamId), { words: SAW })).code).toBe(
      'statement_not_found',
    )
    expect((await caseOf(office, complaintId)).statements[0]?.words).toContain('代购服装')
    expect(JSON.stringify(await seen(server.client(), key))).not.toContain('代购服装')
    expect(await kindsOf(office)).toContain('complaint_statement_given')
  })
  test('a measure names its article; a suspension is written down when it is there', async () => {
    const { key, complaintId, office } = await accepted(server, team.teamId)
    const record = (body: object) =>
      act(office, complaintId, 'measures', { article: 'tl_37', words: '退还所收费用', ...body })
    expect((await record({ measure: 'deadline' })).code).toBe('mend_by_missing')
    expect((await record({ measure: 'deadline', mendBy: '2026-11-24' })).code).toBe('mend_by_past')
    expect((await record({ measure: 'passed_on' })).code).toBe('passed_to_missing')
    expect((await record({ measure: 'suspended' })).code).toBe('team_not_suspended')
    expect((await record({ measure: 'warning', words: ' ' })).code).toBe('measure_words_missing')
    checked(await record({ measure: 'deadline', mendBy: '2026-12-10' }), 200)
    expect((await seen(server.client(), key)).measures).toEqual([
      expect.objectContaining({ measure: 'deadline', article: 'tl_37' }),
    ])
    expect((await asked(leader)).measures[0]).toMatchObject({ measure: 'deadline' })
    await server.db
      .updateTable('teams')
      .set({ status: 'suspended' })
      .where('teamId', '=', team.teamId)
      .execute()
    checked(await record({ measure: 'suspended' }), 200)
    await server.db.updateTable('teams').set({ status: 'active' }).where('teamId', '=', team.teamId).execute()
  })
  test('TL a26: who is not competent says where to go, and cannot end the case without', async () => {
    const key = checked(await report(server.client(), team.teamId), 201)
    const complaintId = await idOf(server, key)
    const office = (await makeStaff(server, 'authority_reviewer', '441302')).client
    const words = '这件事由市场监管部门处理，请拨打 12315。'
    expect((await settle(office, complaintId, { outcome: 'redirected', words })).code).toBe(
      'redirect_target_missing',
    )
    expect((await settle(office, complaintId, { outcome: 'dismissed', words })).code).toBe(
      'dismissal_missing',
    )
    const redirectedTo = '惠城区市场监督管理局'
    expect((await settle(office, complaintId, { outcome: 'redirected', words: '', redirectedTo })).code).toBe(
      'answer_missing',
    )
    checked(await settle(office, complaintId, { outcome: 'redirected', words, redirectedTo }), 200)
    const told = await seen(server.client(), key)
    expect([told.status, told.redirectedTo, told.steps.at(-1)?.words]).toEqual([
      'redirected',
      redirectedTo,
      words,
    ])
    expect((await settle(office, complaintId, answer)).code).toBe('already_settled')
  })
})

describe('Y16 to Y19: the end of a case', () => {
  test('it is questioned once, within the days; then it closes and what is private is forgotten', async () => {
    const { key, complaintId, office, officeId } = await accepted(server, team.teamId, {
      contact: '13900003333',
    })
    const reopen = (words = '钱只退了一半，仍有三十元没有退。') =>
      server.client().post('/complaint-reads/reopenings', more(key, words))
    const more = ({ number, secret }: { number: string; secret: string }, words: string) => ({
      ...{ number, secret, words },
    })
    expect((await reopen()).code).toBe('not_settled')
    checked(await settle(office, complaintId, answer), 200)
    expect((await seen(server.client(), key)).closesOn).toBe('2026-12-24')
    const above = (await makeStaff(server, 'site_admin', '4413')).client
    checked(await reopen(), 200)
    expect(await seen(server.client(), key)).toMatchObject({ status: 'accepted', outcome: null })
    expect(await kindsOf(above)).toContain('complaint_reopened')
    checked(await settle(office, complaintId, answer), 200)
    expect((await reopen()).code).toBe('already_reopened')
    await runJobs()
    expect((await seen(server.client(), key)).status).toBe('answered')
    const later = await at('2026-12-25T02:00:00Z', officeId)
    await runJobs()
    expect((await seen(server.client(), key)).status).toBe('closed')
    expect((await act(later, complaintId, 'notes', { words: '补记' })).code).toBe('complaint_closed')
    expect((await caseOf(later, complaintId)).hasContact).toBe(true)
    const last = await at('2027-06-25T02:00:00Z', officeId)
    await runJobs()
    expect((await caseOf(last, complaintId)).hasContact).toBe(false)
  })
  test('Y18: a late case climbs once, a question without an answer lapses, and figures say so', async () => {
    const place = await makeCrewTeam(server, { regionCode: '441322' })
    const staff = await makeStaff(server, 'authority_reviewer', '441322')
    const above = await makeStaff(server, 'site_admin', '4413')
    const late = checked(await report(server.client(), place.teamId), 201)
    const slow = checked(await report(server.client(), place.teamId, { kind: 'danger' }), 201)
    const slowId = await idOf(server, slow)
    checked(await act(staff.client, slowId, 'accept'), 200)
    checked(await act(staff.client, slowId, 'questions', { words: '哪一天？' }), 200)
    const office = await at('2026-12-09T02:00:00Z', staff.accountId)
    await runJobs()
    await runJobs()
    expect(
      (await kindsOf(await staffClient(server, above.accountId))).filter(
        (kind) => kind === 'complaint_overdue',
      ).length,
    ).toBe(1)
    expect(await seen(server.client(), slow)).toMatchObject({ status: 'accepted', daysLeft: 20 })
    checked(await act(office, await idOf(server, late), 'accept'), 200)
    checked(await settle(office, await idOf(server, late), answer), 200)
    const figures = checked(
      await office.get<{ kinds: object[] }>('/complaint-figures?from=2026-01-01&to=2026-12-31'),
      200,
    )
    expect(figures.kinds).toEqual([
      { kind: 'danger', received: 1, inTime: 0, settledLate: 0, open: 1, late: 0 },
      { kind: 'fees', received: 1, inTime: 0, settledLate: 1, open: 0, late: 0 },
    ])
    const rows = checked(
      await office.get<{ items: { number: string }[] }>(
        '/complaints?view=settled_late&kind=fees&from=2026-01-01',
      ),
      200,
    )
    expect(rows.items.map(({ number }) => number)).toEqual([late.number])
  })
  test('the queue is paged by its clock without a gap, whatever the limit', async () => {
    const place = await makeCrewTeam(server, { regionCode: '441323' })
    const office = (await makeStaff(server, 'authority_reviewer', '441323')).client
    const numbers: string[] = []
    for (let i = 0; i < 5; i += 1)
      numbers.push(checked(await report(server.client(), place.teamId), 201).number)
    const read: string[] = []
    for (let after = ''; ;) {
      const page = checked(
        await office.get<{ items: { number: string }[]; next: string | null; counts: { open: number } }>(
          `/complaints?limit=2${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`,
        ),
        200,
      )
      expect(page.counts.open).toBe(5)
      read.push(...page.items.map(({ number }) => number))
      if (page.next === null) break
      after = page.next
    }
    expect(read).toEqual(numbers)
  })
})
