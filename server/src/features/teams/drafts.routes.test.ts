import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, makeVolunteer, openReviewOf, type TestVolunteer } from '../../../test/people.ts'
import { checked, legalPersonForm, makeFederation, teamForm, type TestTeam } from '../../../test/teams.ts'
import { sweepTeamFilesJob } from '../../jobs/sweep-team-files.ts'

interface Draft {
  kind: string
  form: Record<string, unknown>
}
let server: TestServer
let city: TestTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
})
afterAll(() => server.stop())

const DAY_MS = 86_400_000
const save = (who: TestVolunteer, form: object, kind = 'unregistered') =>
  who.client.put(`/me/team-drafts/${kind}`, form)
const draftsOf = async (who: TestVolunteer): Promise<Draft[]> =>
  checked(await who.client.get<{ items: Draft[] }>('/me/team-drafts'), 200).items
const later = (days: number) =>
  sweepTeamFilesJob.run({ ...server.engine, clock: () => new Date(server.now().getTime() + days * DAY_MS) })

describe('saveTeamDraft, listMyTeamDrafts, discardTeamDraft (B1, B2)', () => {
  test('one of each kind, unfinished as it is, for nobody else, and sealed', async () => {
    const [ann, bob] = [await makeVolunteer(server), await makeVolunteer(server)]
    checked(await save(ann, { name: '半', regionCode: '', unitKind: null, contactPhone: '13800000001' }), 200)
    checked(await save(ann, { name: '一半的名字', categories: [] }), 200)
    checked(await save(ann, { creditCode: '9135' }, 'legal_person'), 200)
    expect((await draftsOf(ann)).map(({ kind, form }) => [kind, form]).sort()).toEqual([
      ['legal_person', { creditCode: '9135' }],
      ['unregistered', { name: '一半的名字', categories: [] }],
    ])
    expect(await draftsOf(bob)).toEqual([])
    const rows = await server.reader
      .selectFrom('teamDrafts')
      .select('formEnc')
      .where('volunteerId', '=', ann.volunteerId)
      .execute()
    expect(rows.some(({ formEnc }) => formEnc.includes('名字') || formEnc.includes('9135'))).toBe(false)
    checked(await ann.client.delete('/me/team-drafts/legal_person'), 200)
    expect((await draftsOf(ann)).map(({ kind }) => kind)).toEqual(['unregistered'])
  })
  test('ends with handing in, but not the one of the other kind', async () => {
    const ann = await makeVolunteer(server)
    checked(await save(ann, { name: '队' }), 200)
    checked(await save(ann, { name: '中心' }, 'legal_person'), 200)
    checked(await ann.client.post('/teams', teamForm(city.teamId)), 201)
    expect((await draftsOf(ann)).map(({ kind }) => kind)).toEqual(['legal_person'])
  })
  test('keeps its pictures until it is forgotten after ninety days', async () => {
    const [ann, bob] = [await makeVolunteer(server), await makeVolunteer(server)]
    const { certificateFileId } = await legalPersonForm(server, ann.client)
    const { certificateFileId: applicationFileId } = await legalPersonForm(server, bob.client)
    checked(await save(ann, { certificateFileId, applicationFileId }, 'legal_person'), 200)
    await later(89)
    const status = async (who: TestVolunteer, fileId: string) =>
      (await who.client.get(`/team-files/${fileId}`)).status
    // What somebody else uploaded is not kept by naming it.
    expect([await status(ann, certificateFileId), await status(bob, applicationFileId)]).toEqual([200, 404])
    await later(91)
    expect(await draftsOf(ann)).toEqual([])
    expect(await status(ann, certificateFileId)).toBe(404)
  })
  test('of another shape and of others it is refused', async () => {
    const ann = await makeVolunteer(server)
    expect((await save(ann, { name: 1 })).code).toBe('malformed')
    expect((await save(ann, { leaderVolunteerId: 'x' })).code).toBe('malformed')
    expect((await save(ann, {}, 'federation')).code).toBe('malformed')
    expect((await save(await makeVolunteer(server, { status: 'under_review' }), {})).code).toBe('wrong_door')
    expect((await server.client().put('/me/team-drafts/unregistered', {})).code).toBe('signed_out')
  })
})

describe('what the applicant is told', () => {
  const mine = async (who: TestVolunteer, teamId: string) =>
    checked(await who.client.get<Record<string, unknown>>(`/teams/${teamId}/registration`), 200)
  test('the place in the line of the reviewer, and each point to be mended', async () => {
    const [ann, bob] = [await makeVolunteer(server), await makeVolunteer(server)]
    const other = await makeFederation(server, {
      regionCode: '441322',
      level: 'corps',
      parentId: city.teamId,
    })
    checked(await ann.client.post('/teams', teamForm(other.teamId, { regionCode: '441322' })), 201)
    const first = checked(await ann.client.post<{ teamId: string }>('/teams', teamForm(city.teamId)), 201)
    const second = checked(await bob.client.post<{ teamId: string }>('/teams', teamForm(city.teamId)), 201)
    const before = (await mine(ann, first.teamId))['queuePosition'] as number
    expect((await mine(bob, second.teamId))['queuePosition']).toBe(before + 1)

    const review = `/reviews/${await openReviewOf(server, first.teamId)}/team`
    const points = [
      { field: 'intro', text: '写清服务谁' },
      { field: 'address', text: '写到门牌' },
    ]
    const decide = (body: object) => city.leader.client.post(review, { decision: 'refuse', ...body })
    expect((await decide({ points: [] })).code).toBe('reason_missing')
    expect((await decide({ points: [{ field: 'status', text: 'x' }] })).code).toBe('malformed')
    checked(await decide({ points }), 200)
    expect(await mine(ann, first.teamId)).toMatchObject({
      refusalReason: '写清服务谁；写到门牌',
      refusalPoints: points,
      queuePosition: null,
    })
    expect((await mine(bob, second.teamId))['queuePosition']).toBe(before)
    checked(await ann.client.put(`/teams/${first.teamId}/registration`, teamForm(city.teamId)), 200)
    expect(await mine(ann, first.teamId)).toMatchObject({ refusalPoints: [], queuePosition: before + 1 })
  })
  test('of a legal person the line of the nearest authority', async () => {
    const ann = await makeVolunteer(server)
    await makeStaff(server, 'authority_reviewer', '4413')
    const county = await makeStaff(server, 'authority_reviewer', '441302')
    const beside = await legalPersonForm(server, ann.client, { regionCode: '441303' })
    checked(await ann.client.post('/teams', beside), 201)
    const ids: string[] = []
    for (let n = 0; n < 2; n += 1) {
      const form = await legalPersonForm(server, ann.client)
      ids.push(checked(await ann.client.post<{ teamId: string }>('/teams', form), 201).teamId)
    }
    expect((await mine(ann, ids[0]!))['queuePosition']).toBe(1)
    expect((await mine(ann, ids[1]!))['queuePosition']).toBe(2)
    interface Authorities {
      right: string
      items: { name: string; whyNot: { register: string | null } }[]
    }
    const list = await ann.client.get<Authorities>('/registering-authorities?region=441302001')
    const above = list.body.items.at(-1)
    expect(list.body.items[0]).toMatchObject({ name: list.body.right, whyNot: { register: null } })
    expect(above?.whyNot.register).toBe('skips_level')
    expect((await ann.client.get('/registering-authorities?region=999999')).code).toBe('region_not_found')
    expect((await server.client().get('/registering-authorities?region=441302')).code).toBe('signed_out')
    const review = `/reviews/${await openReviewOf(server, ids[0]!)}/team`
    checked(await county.client.post(review, { decision: 'approve' }), 200)
    expect((await mine(ann, ids[1]!))['queuePosition']).toBe(1)
  })
})

test('B1: a code whose check character fails is approved with a note only, which is kept', async () => {
  const ann = await makeVolunteer(server)
  const office = await makeStaff(server, 'authority_reviewer', '441302')
  const form = await legalPersonForm(server, ann.client, { creditCode: '91350211M0000XUF46' })
  const { teamId } = checked(await ann.client.post<{ teamId: string }>('/teams', form), 201)
  const reviewId = await openReviewOf(server, teamId)
  const approve = (body: object) =>
    office.client.post(`/reviews/${reviewId}/team`, { decision: 'approve', ...body })
  expect([(await approve({})).code, (await approve({ reason: ' ' })).code]).toEqual([
    'code_note_missing',
    'code_note_missing',
  ])
  checked(await approve({ reason: '证书原件如此，已电话核实' }), 200)
  const [review, entry] = await Promise.all([
    server.reader
      .selectFrom('reviews')
      .select(['outcome', 'reason'])
      .where('subjectId', '=', teamId)
      .execute(),
    server.reader
      .selectFrom('auditEntries')
      .select('facts')
      .where('deed', '=', 'reviewTeam')
      .where('subjectId', '=', teamId)
      .execute(),
  ])
  expect(review).toEqual([{ outcome: 'approved', reason: '证书原件如此，已电话核实' }])
  expect(entry).toEqual([{ facts: { creditCodeCheck: 'overruled' } }])
})
