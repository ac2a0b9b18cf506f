import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, makeVolunteer, type TestVolunteer } from '../../../test/people.ts'
import {
  checked,
  legalPersonForm,
  madeUpCreditCode,
  madeUpTeamName,
  makeFederation,
  staffClient,
  teamForm,
  type RegisteredTeam,
  type TestTeam,
} from '../../../test/teams.ts'
import { isPublicNumber } from '../../kernel/public-number.ts'
import type { TeamId } from '../../kernel/ids.ts'

let server: TestServer
let city: TestTeam
let corps: TestTeam
let ann: TestVolunteer
let bob: TestVolunteer

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  await makeStaff(server, 'authority_reviewer', '4413')
  city = await makeFederation(server)
  corps = await makeFederation(server, { level: 'corps', regionCode: '441302', parentId: city.teamId })
  ;[ann, bob] = await Promise.all([makeVolunteer(server), makeVolunteer(server)])
})
afterAll(() => server.stop())

const register = (form: object, who: TestVolunteer = ann) => who.client.post<RegisteredTeam>('/teams', form)
const legalForm = (wishes: object = {}) => legalPersonForm(server, ann.client, wishes)

describe('registerTeam', () => {
  test('an unregistered team is reviewed by its liaison team, within five working days', async () => {
    const answer = await register(teamForm(corps.teamId))
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ dueOn: '2026-12-01', reviewerName: corps.name })
    const mine = await ann.client.get<{ items: Record<string, unknown>[] }>('/me/team-registrations')
    expect(mine.body.items[0]).toMatchObject({
      teamId: answer.body.teamId,
      status: 'under_review',
      dueOn: '2026-12-01',
      reviewerName: corps.name,
    })
    // Nobody sees it before it is active.
    expect((await server.client().get(`/teams/${answer.body.teamId}`)).code).toBe('team_not_found')
  })
  test('a legal person is reviewed by the authority of its region', async () => {
    const { body } = await register(await legalForm())
    expect(body.reviewerName).toBe('惠州市文明办')
    const row = await server.reader
      .selectFrom('reviews')
      .selectAll()
      .where('reviewId', '=', body.reviewId as never)
      .executeTakeFirstOrThrow()
    expect([row.regionPath, row.reviewerTeamId]).toEqual(['441302001', null])
  })
  test('whoever decides hears of it', async () => {
    const form = teamForm(corps.teamId)
    const { body } = await register(form)
    const told = await corps.leader.client.get<{ items: { kind: string; facts: object; link: string }[] }>(
      '/me/notices',
    )
    expect(told.body.items[0]).toMatchObject({
      kind: 'team_submitted',
      facts: { title: form.name, dueOn: body.dueOn },
      link: `/team/${corps.teamId}/reviews?kind=team&review=${body.reviewId}`,
    })
  })
  test('skipping a level is refused with the right liaison team named', async () => {
    const answer = await register(teamForm(city.teamId))
    expect([answer.status, answer.code]).toEqual([422, 'skips_level'])
    expect(answer.facts).toMatchObject({
      rightParentId: corps.teamId,
      rightParentName: corps.name,
      field: 'parentId',
    })
  })
  test.each([
    ['name_malformed', 422, () => ({ name: '队' })],
    ['region_not_found', 422, () => ({ regionCode: '999999' })],
    ['parent_missing', 422, () => ({ parentId: null })],
    ['parent_missing', 422, () => ({ parentId: '019ab000-0000-7000-8000-00000000dead' })],
    ['parent_not_above', 422, () => ({ regionCode: '441303' })],
    ['field_not_for_kind', 422, () => ({ creditCode: madeUpCreditCode() })],
    [
      'too_many_categories',
      422,
      () => ({ categories: ['community', 'education', 'health', 'legal', 'culture'] }),
    ],
    ['categories_missing', 422, () => ({ categories: [] })],
    ['intro_missing', 422, () => ({ intro: '  ' })],
    ['code_unknown', 422, () => ({ categories: ['nothing'] })],
    ['code_unknown', 422, () => ({ campaigns: ['community'] })],
    ['code_unknown', 422, () => ({ unitKind: 'circus' })],
    ['place_malformed', 422, () => ({ longitude: 114.4 })],
    ['malformed', 400, () => ({ longitude: 200, latitude: 23 })],
    ['malformed', 400, () => ({ offers: '场'.repeat(501) })],
    ['field_not_for_kind', 422, () => ({ organisationCode: 'D2143569X' })],
    ['application_missing', 422, () => ({ applicationFileId: '019ab000-0000-7000-8000-00000000dead' })],
    ['founded_in_future', 422, () => ({ foundedOn: '2030-01-01' })],
    ['contact_phone_malformed', 422, () => ({ contactPhone: '12' })],
    ['malformed', 400, () => ({ level: 'federation' })],
    ['malformed', 400, () => ({ status: 'active' })],
  ] as const)('%s (%i)', async (code, status, spoil) => {
    const before = await server.reader
      .selectFrom('teams')
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow()
    const answer = await register(teamForm(corps.teamId, spoil()))
    expect([answer.code, answer.status]).toEqual([code, status])
    expect(
      await server.reader
        .selectFrom('teams')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow(),
    ).toEqual(before)
  })
  test.each([
    ['credit_code_missing', 422, { creditCode: '' }],
    ['credit_code_wrong', 422, { creditCode: '53441302000000000' }],
    ['organisation_code_wrong', 422, { creditCode: null, organisationCode: 'D21435690' }],
    ['certificate_missing', 422, { certificateFileId: null }],
    ['certificate_missing', 422, { certificateFileId: '019ab000-0000-7000-8000-00000000dead' }],
  ] as const)('of a legal person: %s', async (code, status, spoil) => {
    const answer = await register(await legalForm(spoil))
    expect([answer.code, answer.status]).toEqual([code, status])
  })
  test('B1: an organisation code instead, a point, offers and needs, and both pictures', async () => {
    const more = { longitude: 114.4168, latitude: 23.1115, offers: '会议室一间', needs: '会手语的人' }
    const form = await legalForm({ creditCode: null, organisationCode: 'd2143569-x', ...more })
    const { certificateFileId: applicationFileId } = await legalForm()
    const { teamId } = checked(await register({ ...form, applicationFileId }), 201)
    const kept = await ann.client.get<object>(`/teams/${teamId}/registration`)
    expect(kept.body).toMatchObject({
      ...more,
      creditCode: null,
      organisationCode: 'D2143569X',
      applicationFileId,
    })
    const again = await register(await legalForm({ creditCode: null, organisationCode: 'D2143569X' }))
    expect([again.code, again.status]).toEqual(['organisation_code_taken', 409])
  })
  test('all that is wrong is listed at once', async () => {
    const answer = await register(teamForm(corps.teamId, { name: '队', contactPhone: '12', latitude: 23 }))
    expect(answer.facts).toMatchObject({
      points: [
        { field: 'name', reason: 'name_malformed' },
        { field: 'longitude', reason: 'place_malformed' },
        { field: 'contactPhone', reason: 'contact_phone_malformed' },
      ],
    })
  })
  test('a picture that somebody else uploaded is no certificate', async () => {
    const answer = await register(await legalForm(), bob)
    expect(answer.code).toBe('certificate_missing')
  })
  test('a name is taken once in a county, a credit code once', async () => {
    const name = madeUpTeamName()
    expect((await register(teamForm(corps.teamId, { name }))).status).toBe(201)
    const again = await register(teamForm(corps.teamId, { name: ` ${name} `, regionCode: '441302002' }))
    expect([again.code, again.status]).toEqual(['name_taken', 409])
    expect((await register(teamForm(city.teamId, { name, regionCode: '441322' }))).status).toBe(201)
    const code = madeUpCreditCode()
    expect((await register(await legalForm({ creditCode: code }))).status).toBe(201)
    const taken = await register(await legalForm({ creditCode: ` ${code.toLowerCase()} ` }))
    expect([taken.code, taken.status]).toEqual(['credit_code_taken', 409])
  })
  test('a liaison team that is no longer active takes nobody', async () => {
    const other = await makeFederation(server, {
      level: 'corps',
      regionCode: '441322',
      parentId: city.teamId,
    })
    await server.db
      .updateTable('teams')
      .set({ status: 'suspended' })
      .where('teamId', '=', other.teamId)
      .execute()
    const answer = await register(teamForm(other.teamId, { regionCode: '441322' }))
    expect([answer.code, answer.status]).toEqual(['parent_not_active', 409])
  })
  test('only verified volunteers register', async () => {
    const applicant = await makeVolunteer(server, { status: 'under_review' })
    expect((await register(teamForm(corps.teamId), applicant)).code).toBe('wrong_door')
    expect((await server.client().post('/teams', teamForm(corps.teamId))).code).toBe('signed_out')
  })
})

describe('listLiaisonTeams', () => {
  interface Choice {
    teamId: string
    rightParent: { name: string } | null
    whyNot: { register: string | null }
  }
  test('the nearest comes first and the rest say why not', async () => {
    const { body } = await ann.client.get<{ items: Choice[] }>('/liaison-teams?region=441302001')
    expect(body.items.map((c) => [c.teamId, c.whyNot.register, c.rightParent?.name ?? null])).toEqual([
      [corps.teamId, null, null],
      [city.teamId, 'skips_level', corps.name],
    ])
    const forCorps = await ann.client.get<{ items: Choice[] }>('/liaison-teams?region=441303&level=corps')
    expect(forCorps.body.items.map((c) => [c.teamId, c.whyNot.register])).toEqual([[city.teamId, null]])
  })
  test('an unknown region and a guest', async () => {
    expect((await ann.client.get('/liaison-teams?region=999999')).code).toBe('region_not_found')
    expect((await server.client().get('/liaison-teams?region=441302')).code).toBe('signed_out')
  })
})

describe('foundFederation', () => {
  const form = (wishes: object = {}) => ({
    name: madeUpTeamName('志愿服务联合会'),
    regionCode: '441303',
    level: 'federation',
    leaderVolunteerNumber: ann.number,
    contactName: '林晓',
    contactPhone: '0752-2808080',
    ...wishes,
  })
  test('it is active at once, and its leader is nobody’s member by it', async () => {
    const site = await makeStaff(server, 'site_admin', '4413')
    const eve = await makeVolunteer(server)
    const founded = checked(
      await site.client.post<{ teamId: TeamId; teamNumber: string }>(
        '/federations',
        form({ leaderVolunteerNumber: eve.number, creditCode: madeUpCreditCode() }),
      ),
      201,
    )
    expect(isPublicNumber(founded.teamNumber, 'G')).toBe(true)
    const leader = await staffClient(server, eve.accountId)
    const team = await leader.get<Record<string, unknown>>(`/teams/${founded.teamId}`)
    expect(team.body).toMatchObject({
      memberCount: 0,
      kind: 'legal_person',
      whyNot: { requestMembership: null },
    })
    expect((await leader.get<{ items: [] }>('/me/memberships')).body.items).toEqual([])
  })
  test.each([
    ['name_malformed', 422, { name: '' }],
    ['region_not_found', 422, { regionCode: '999999' }],
    ['volunteer_not_found', 404, { leaderVolunteerNumber: 'V441302261100000X' }],
    ['contact_phone_malformed', 422, { contactPhone: '1' }],
    ['credit_code_wrong', 422, { creditCode: '1' }],
    ['not_your_region', 403, { regionCode: '440100' }],
    ['parent_missing', 422, { level: 'corps' }],
    ['malformed', 400, { level: 'team' }],
  ] as const)('%s', async (code, status, spoil) => {
    const site = await makeStaff(server, 'site_admin', '4413')
    const answer = await site.client.post('/federations', form(spoil))
    expect([answer.code, answer.status]).toEqual([code, status])
  })
  test('neither a reviewer nor a team may', async () => {
    const reviewer = await makeStaff(server, 'authority_reviewer', '4413')
    expect((await reviewer.client.post('/federations', form())).code).toBe('not_your_region')
    expect((await city.leader.client.post('/federations', form())).code).toBe('wrong_door')
  })
})
