import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../../test/harness.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, makeVolunteer } from '../../../test/people.ts'
import {
  checked,
  legalPersonForm,
  madeUpCreditCode,
  makeFederation,
  makeLegalPerson,
  makeMember,
  makeTeam,
  staffClient,
  type TestTeam,
} from '../../../test/teams.ts'

interface Proposed {
  fieldChangeId: string
  reviewId: string
  dueOn: string
  reviewerName: string
}
interface Change {
  fieldChangeId: string
  field: string
  oldValue: unknown
  newValue: unknown
  status: string
  dueOn: string | null
  reason: string | null
}
let server: TestServer
let city: TestTeam
let team: TestTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  team = await makeTeam(server, { parent: city })
})
afterAll(() => server.stop())

const propose = (field: string, value: unknown, client: Client = team.leader.client, of = team.teamId) =>
  client.post<Proposed>(`/teams/${of}/changes`, { field, value, note: '搬了' })
const decide = (reviewId: string, body: object, client: Client = city.leader.client) =>
  client.post<{ outcome: string }>(`/reviews/${reviewId}/change`, body)
const changesOf = async (client: Client = team.leader.client, of = team.teamId): Promise<Change[]> =>
  checked(await client.get<{ items: Change[] }>(`/teams/${of}/changes`), 200).items
const publicTeam = async (of = team.teamId) =>
  checked(await server.client().get<Record<string, unknown>>(`/teams/${of}`), 200)
const withdraw = (id: string, client: Client = team.leader.client, of = team.teamId) =>
  client.post(`/teams/${of}/changes/${id}/withdraw`, {})

describe('B2: a reviewed field waits for itself, and daily work goes on', () => {
  test('each field with its deadline; approved at once, refused with the reason', async () => {
    const address = checked(await propose('address', ' 东湖路 2 号 '), 201)
    expect(address).toMatchObject({ dueOn: '2026-12-01', reviewerName: city.name })
    const kinds = checked(await propose('categories', ['education', 'community']), 201)
    const point = checked(await propose('point', { latitude: 23.1, longitude: 114.4 }), 201)
    expect((await changesOf()).map(({ field, status, dueOn }) => [field, status, dueOn]).sort()).toEqual([
      ['address', 'waiting', '2026-12-01'],
      ['categories', 'waiting', '2026-12-01'],
      ['point', 'waiting', '2026-12-01'],
    ])
    const inbox = await city.leader.client.get<{ items: { title: string; changedField: string | null }[] }>(
      '/reviews?kind=change',
    )
    expect(inbox.body.items.map(({ title, changedField }) => [title, changedField]).sort()).toEqual([
      [team.name, 'address'],
      [team.name, 'categories'],
      [team.name, 'point'],
    ])
    expect(await publicTeam()).toMatchObject({
      address: '水门桥 1 号',
      categories: ['community'],
      status: 'active',
    })
    expect((await propose('address', '别处')).code).toBe('change_waiting')
    const told = await city.leader.client.get<{ items: { kind: string; link: string }[] }>('/me/notices')
    expect(told.body.items).toContainEqual(
      expect.objectContaining({
        kind: 'team_change_submitted',
        link: `/team/${city.teamId}/reviews?kind=change&review=${address.reviewId}`,
      }),
    )

    const seen = await city.leader.client.get<{ facts: Change }>(`/reviews/${address.reviewId}/change`)
    expect(seen.body.facts).toMatchObject({
      oldValue: '水门桥 1 号',
      newValue: '东湖路 2 号',
      teamName: team.name,
    })
    const queue = await city.leader.client.get<{ counts: { change: { open: number } } }>(
      `/reviews?teamId=${city.teamId}&kind=change`,
    )
    expect(queue.body.counts.change.open).toBe(3)
    const unopened = await city.leader.client.post<{ items: { whyNot: { approve: string | null } }[] }>(
      '/reviews/approvals',
      { reviewIds: [address.reviewId] },
    )
    expect(unopened.body.items.map(({ whyNot }) => whyNot.approve)).toEqual(['change_unread'])
    checked(await decide(address.reviewId, { decision: 'approve' }), 200)
    expect((await decide(kinds.reviewId, { decision: 'refuse' })).code).toBe('reason_missing')
    checked(await decide(kinds.reviewId, { decision: 'refuse', reason: '请先说明' }), 200)
    checked(await decide(point.reviewId, { decision: 'approve' }), 200)
    expect(await publicTeam()).toMatchObject({
      address: '东湖路 2 号',
      categories: ['community'],
      longitude: 114.4,
      latitude: 23.1,
    })
    expect((await decide(address.reviewId, { decision: 'approve' })).code).toBe('already_decided')
    const refused = (await changesOf()).find(({ field }) => field === 'categories')
    expect(refused).toMatchObject({ status: 'refused', reason: '请先说明', dueOn: null })
    const notices = await team.leader.client.get<{ items: { kind: string }[] }>('/me/notices')
    expect(notices.body.items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['team_change_approved', 'team_change_refused']),
    )
    const trail = await server.reader
      .selectFrom('auditEntries')
      .select('facts')
      .where('deed', '=', 'reviewTeamChange')
      .where('subjectId', '=', team.teamId)
      .execute()
    expect(trail.map(({ facts }) => facts)).toContainEqual(
      expect.objectContaining({ field: 'categories', outcome: 'refused' }),
    )
  })
  test('taken back it leaves the queue, and may be asked for again', async () => {
    const first = checked(await propose('founded_on', '2020-05-04'), 201)
    checked(await withdraw(first.fieldChangeId), 200)
    expect((await decide(first.reviewId, { decision: 'approve' })).code).toBe('review_not_found')
    expect((await withdraw(first.fieldChangeId)).code).toBe('already_decided')
    const second = checked(await propose('founded_on', '2020-05-05'), 201)
    checked(await decide(second.reviewId, { decision: 'approve' }), 200)
    expect((await publicTeam())['foundedOn']).toBe('2020-05-05')
  })
  test('what would not stand in a registration is not asked for', async () => {
    for (const [field, value, code] of [
      ['address', { longitude: 1, latitude: 1 }, 'change_malformed'],
      ['founded_on', '2020-05-05', 'change_unchanged'],
      ['founded_on', '2030-01-01', 'founded_in_future'],
      ['unit_kind', 'circus', 'code_unknown'],
      ['categories', ['nothing'], 'code_unknown'],
      ['categories', [], 'categories_missing'],
      ['credit_code', madeUpCreditCode(), 'field_not_for_kind'],
      ['certificate', 'abc', 'change_malformed'],
      ['certificate', '019ab000-0000-7000-8000-00000000dead', 'certificate_missing'],
      ['kind', 'legal_person', 'malformed'],
      ['point', { longitude: 200, latitude: 1 }, 'malformed'],
    ] as const)
      expect([field, (await propose(field, value)).code]).toEqual([field, code])
  })
  test('follows the team to another liaison team', async () => {
    const one = await makeTeam(server, { parent: city, form: { regionCode: '441322' } })
    const nearer = await makeFederation(server, {
      regionCode: '441322',
      level: 'corps',
      parentId: city.teamId,
    })
    const change = checked(await propose('address', '新址', one.leader.client, one.teamId), 201)
    const move = { parentId: nearer.teamId, reason: '片区调整' }
    const { moveId } = checked(
      await one.leader.client.post<{ moveId: string }>(`/teams/${one.teamId}/moves`, move),
      201,
    )
    for (const side of [city, nearer])
      checked(await side.leader.client.post(`/team-moves/${moveId}/decide`, { decision: 'agree' }), 200)
    checked(await decide(change.reviewId, { decision: 'approve' }, nearer.leader.client), 200)
    expect((await publicTeam(one.teamId))['address']).toBe('新址')
  })
  test('two that ask for one field in the same moment: one waits', async () => {
    const answers = await Promise.all(['甲', '乙', '丙'].map((value) => propose('address', value)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    checked(
      await withdraw((await changesOf()).find(({ status }) => status === 'waiting')!.fieldChangeId),
      200,
    )
  })
})

describe('B1: of a legal person the authority decides', () => {
  test('a code that fails its check passes with a note only, and one taken meanwhile does not', async () => {
    const { office, teamId, client } = await makeLegalPerson(server)
    const doubtful = checked(await propose('credit_code', '91350211M0000XUF46', client, teamId), 201)
    expect((await decide(doubtful.reviewId, { decision: 'approve' })).code).toBe('not_your_region')
    expect((await decide(doubtful.reviewId, { decision: 'approve' }, office.client)).code).toBe(
      'code_note_missing',
    )
    const passed = { decision: 'approve', reason: '证书如此' }
    checked(await decide(doubtful.reviewId, passed, office.client), 200)
    expect((await propose('credit_code', null, client, teamId)).code).toBe('credit_code_missing')
    const other = await makeLegalPerson(server)
    const taken = checked(await propose('credit_code', '91350211m0000xuf46', other.client, other.teamId), 201)
    expect((await decide(taken.reviewId, passed, office.client)).code).toBe('credit_code_taken')
  })
  test('a new certificate is seen by its reviewer and by nobody else', async () => {
    const { office, teamId, client, person } = await makeLegalPerson(server)
    const { certificateFileId } = await legalPersonForm(server, person.client)
    const change = checked(await propose('certificate', certificateFileId, client, teamId), 201)
    const status = async (who: Client) => (await who.get(`/team-files/${certificateFileId}`)).status
    expect([await status(office.client), await status(city.leader.client)]).toEqual([200, 404])
    checked(await decide(change.reviewId, { decision: 'approve' }, office.client), 200)
    const profile = await client.get<Record<string, unknown>>(`/teams/${teamId}/profile`)
    expect(profile.body['certificateFileId']).toBe(certificateFileId)
  })
  test('a picture whose change does not come about is kept by the team no longer', async () => {
    const { office, teamId, client, person } = await makeLegalPerson(server)
    const { certificateFileId: fileId } = await legalPersonForm(server, person.client)
    const keeper = async () =>
      (
        await server.reader
          .selectFrom('teamFiles')
          .select('teamId')
          .where('fileId', '=', fileId as never)
          .executeTakeFirstOrThrow()
      ).teamId
    const first = checked(await propose('certificate', fileId, client, teamId), 201)
    expect(await keeper()).toBe(teamId)
    checked(await withdraw(first.fieldChangeId, client, teamId), 200)
    expect(await keeper()).toBeNull()
    const second = checked(await propose('certificate', fileId, client, teamId), 201)
    await decide(second.reviewId, { decision: 'refuse', reason: '看不清' }, office.client)
    expect(await keeper()).toBeNull()
  })
})

describe('who knocks in vain', () => {
  test('strangers, other teams, timekeepers, those above and the offices', async () => {
    const other = await makeTeam(server, { parent: city })
    const member = await makeMember(server, team)
    const role = { volunteerId: member.volunteerId, role: 'team_timekeeper' }
    checked(await team.leader.client.post(`/teams/${team.teamId}/roles`, role), 201)
    const timekeeper = await staffClient(server, member.accountId)
    const office = await makeStaff(server, 'authority_reviewer', '441302')
    const { reviewId, fieldChangeId } = checked(await propose('address', '别处 3 号'), 201)
    const asks = (client: Client) =>
      [
        client.get(`/teams/${team.teamId}/changes`),
        client.get(`/teams/${team.teamId}/profile`),
        propose('unit_kind', 'school', client),
        withdraw(fieldChangeId, client),
        client.get(`/reviews/${reviewId}/change`),
        decide(reviewId, { decision: 'approve' }, client),
      ] as const
    const codes = async (client: Client) => (await Promise.all(asks(client))).map(({ code }) => code)
    expect(await codes(server.client())).toEqual(Array(6).fill('signed_out'))
    expect(await codes(other.leader.client)).toEqual(Array(6).fill('not_your_team'))
    expect(await codes(timekeeper)).toEqual(Array(6).fill('not_your_team'))
    const wrong = Array<string>(4).fill('wrong_door')
    expect(await codes(office.client)).toEqual([...wrong, 'not_your_team', 'not_your_team'])
    expect((await codes(city.leader.client)).slice(2, 4)).toEqual(['leader_only', 'leader_only'])
    expect((await withdraw(fieldChangeId, other.leader.client, other.teamId)).code).toBe('change_not_found')
  })
})

describe('updateTeamProfile (B12)', () => {
  const daily = {
    intro: '新的简介',
    offers: '会议室',
    needs: '',
    campaigns: [],
    contactName: '陈静',
    contactPhone: '0752-2808080',
    contactPublic: true,
    leaderPublic: false,
  }
  const write = (body: object, client: Client = team.leader.client) =>
    client.put(`/teams/${team.teamId}/profile`, { ...daily, ...body })
  test('changes at once, and the trail says what', async () => {
    checked(await write({}), 200)
    expect(await publicTeam()).toMatchObject({
      intro: '新的简介',
      offers: '会议室',
      contactPhone: '0752-2808080',
    })
    const trail = await server.reader
      .selectFrom('auditEntries')
      .select('facts')
      .where('deed', '=', 'updateTeamProfile')
      .where('subjectId', '=', team.teamId)
      .execute()
    expect(trail).toEqual([{ facts: { fields: ['intro', 'offers', 'contactPhone', 'contactPublic'] } }])
    checked(await write({ leaderPublic: true }), 200)
    expect((await publicTeam())['leaderName']).toBe(team.leader.name)
    expect((await write({ leaderPublic: false }, city.leader.client)).code).toBe('leader_only')
    checked(await write({ contactPublic: false, leaderPublic: true }, city.leader.client), 200)
    expect((await publicTeam())['contactPhone']).toBeNull()
  })
  test('refused', async () => {
    expect((await write({ contactPhone: '12' })).code).toBe('contact_phone_malformed')
    expect((await write({ contactName: '12' })).code).toBe('name_malformed')
    expect((await write({ campaigns: ['nothing'] })).code).toBe('code_unknown')
    expect((await write({ offers: '场'.repeat(501) })).code).toBe('malformed')
    expect((await write({ address: '别处' })).code).toBe('malformed')
    expect((await write({}, (await makeVolunteer(server)).client)).code).toBe('wrong_door')
    const other = await makeTeam(server, { parent: city })
    expect((await write({}, other.leader.client)).code).toBe('not_your_team')
  })
})
