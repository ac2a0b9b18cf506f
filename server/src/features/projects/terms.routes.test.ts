/** C1: the terms of a project as its team writes them, judges them and completes them later. */
import sharp from 'sharp'
import type { ProjectId } from '../../kernel/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, projectForm, publishProject, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { remindInsuranceJob, sweepProjectsJob } from '../../jobs/keep-projects.ts'

let server: TestServer
let team: CrewTeam
let other: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  other = await makeCrewTeam(server)
})
afterAll(() => server.stop())

const POLICY = {
  insurer: '中国人寿惠州分公司',
  policyNumber: 'P-2026-118',
  from: '2026-11-28',
  to: '2026-11-28',
}
const DANGER = { isDangerous: true, acceptsMinors: false, minAge: 18 }
const path = () => `/teams/${team.teamId}/projects`
const create = (change: object) =>
  team.leader.client.post<{ projectId: string }>(path(), projectForm({ ...change }))

/** A picture in a form, as a browser sends one. */
async function upload(client: Client, teamId: string, bytes?: Buffer) {
  const content =
    bytes ??
    (await sharp({ create: { width: 40, height: 30, channels: 3, background: '#1a7' } })
      .png()
      .toBuffer())
  const head =
    '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n'
  const answer = await server.app.inject({
    method: 'POST',
    url: `/api/v1/teams/${teamId}/project-files`,
    headers: {
      'x-requested-with': 'zhiyuan',
      'content-type': 'multipart/form-data; boundary=x',
      cookie: client.cookie ?? '',
    },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--x--\r\n')]),
  })
  const body = answer.json<{ fileId: string; code?: string }>()
  return { status: answer.statusCode, ...body }
}
const read = (client: Client, fileId: string) =>
  server.app.inject({
    url: `/api/v1/project-files/${fileId}`,
    headers: client.cookie === null ? {} : { cookie: client.cookie },
  })

test('every field comes back as it was written', async () => {
  const excluded = await publishProject(server, other, { title: '护学岗' })
  const cover = await upload(team.leader.client, team.teamId)
  const picture = await upload(team.leader.client, team.teamId)
  const terms = {
    recipients: ['elderly', 'children'],
    leaderPublic: false,
    visibility: 'code',
    recruitFrom: '2026-11-25T00:00:00.000Z',
    maxAge: 60,
    guardianPresent: true,
    training: '先看十分钟安全视频',
    qualification: '红十字救护员证',
    minMinutes: 600,
    insured: POLICY,
    morePlaces: [{ name: '北门', address: '', longitude: 114.42, latitude: 23.1, radiusMetres: 200 }],
    coverFileId: cover.fileId,
    pictureFileIds: [picture.fileId],
  }
  const change = { ...terms, signUpCode: 'hua-shi 26', excludes: [excluded.projectId] }
  const made = await create({ ...change, place: { ...projectForm().place, radiusMetres: 100 } })
  expect([made.status, made.code]).toEqual([201, null])
  const kept = await team.leader.client.get(`${path()}/${made.body.projectId}`)
  expect(kept.body).toMatchObject({
    ...terms,
    signUpCode: 'HUASHI26',
    place: { radiusMetres: 100 },
    exclusionsConfirmed: true,
    excludes: [{ projectId: excluded.projectId, title: '护学岗' }],
    doubts: [],
  })
})

test.each<[string, object, string]>([
  ['exclusions_unconfirmed', { exclusionsConfirmed: false }, 'exclusionsConfirmed'],
  ['named_teams_missing', { visibility: 'teams' }, 'teamIds'],
  [
    'named_team_unknown',
    { visibility: 'teams', teamIds: ['019ab000-0000-7000-8000-00000000dead'] },
    'teamIds',
  ],
  ['sign_up_code_malformed', { visibility: 'code', signUpCode: 'ab-12' }, 'signUpCode'],
  ['recruit_reversed', { recruitFrom: '2026-11-28T04:00:00Z' }, 'recruitFrom'],
  ['ages_reversed', { maxAge: 13 }, 'maxAge'],
  ['insurance_reversed', { insured: { ...POLICY, to: '2026-11-27' } }, 'insured'],
  ['insurance_too_short', { insured: { ...POLICY, from: '2026-11-29', to: '2026-12-31' } }, 'insured'],
  ['excluded_project_unknown', { excludes: ['P44130226110000000'] }, 'excludes'],
  ['picture_unknown', { coverFileId: '019ab000-0000-7000-8000-00000000dead' }, 'coverFileId'],
  ['place_malformed', { morePlaces: [{ name: '北门', address: '', radiusMetres: 200 }] }, 'morePlaces.0'],
  ['code_unknown', { recipients: ['nobody_knows'] }, 'recipients'],
])('refuses %s and names the field', async (reason, change, field) => {
  const answer = await create(change)
  expect([answer.status, answer.code, answer.facts['field']]).toEqual([422, reason, field])
})

test('P24: what another team does not show to everybody is unknown here, by its id and by its number', async () => {
  const hidden = await publishProject(server, other, { visibility: 'code', signUpCode: 'HUASHI26' })
  const { body } = await other.leader.client.get<{ projectNumber: string }>(
    `/teams/${other.teamId}/projects/${hidden.projectId}`,
  )
  for (const name of [hidden.projectId, body.projectNumber])
    expect((await create({ excludes: [name] })).code).toBe('excluded_project_unknown')
})

test('checkProjectTitle says what the deed would, and what to look at twice', async () => {
  const ask = async (title: string) =>
    (await team.leader.client.get(`/project-title?title=${encodeURIComponent(title)}`)).body
  expect(await ask('志愿者聚餐')).toMatchObject({
    reason: 'title_not_countable',
    kind: 'gathering',
    word: '聚餐',
  })
  expect(await ask('急救培训进社区')).toEqual({ reason: null, doubts: [{ kind: 'training', word: '培训' }] })
  expect((await create({ title: '志愿者聚餐' })).facts).toMatchObject({ kind: 'gathering', word: '聚餐' })
})

describe('P10 the insurance of dangerous work', () => {
  const remindersOf = async ({ leader }: CrewTeam): Promise<number> =>
    (
      await server.reader
        .selectFrom('notices')
        .select('noticeId')
        .where('accountId', '=', leader.accountId)
        .where('noticeKind', '=', 'insurance_awaited')
        .where('readAt', 'is', null)
        .execute()
    ).length

  test('may follow after the publication; the team is reminded once a day until it is there', async () => {
    const owner = await makeCrewTeam(server)
    const { projectId } = await publishProject(server, owner, DANGER)
    await remindInsuranceJob.run(server.engine)
    await remindInsuranceJob.run(server.engine)
    expect(await remindersOf(owner)).toBe(1)
    server.setNow('2026-11-25T02:00:00Z')
    await remindInsuranceJob.run(server.engine)
    server.setNow(TEST_NOW)
    expect(await remindersOf(owner)).toBe(1)
    const put = (body: object) => owner.leader.client.put(`/projects/${projectId}/insurance`, body)
    expect((await put({ ...POLICY, to: '2026-11-27', from: '2026-11-01' })).code).toBe('insurance_too_short')
    expect((await put(POLICY)).status).toBe(200)
    expect(await remindersOf(owner)).toBe(0)
    server.setNow('2026-11-26T02:00:00Z')
    await remindInsuranceJob.run(server.engine)
    server.setNow(TEST_NOW)
    expect(await remindersOf(owner)).toBe(0)
  })

  test('is nothing that others give, nor that follows when all is over', async () => {
    const { projectId } = await publishProject(server, team, DANGER)
    const url = `/projects/${projectId}/insurance`
    expect((await other.leader.client.put(url, POLICY)).code).toBe('not_your_team')
    await server.db
      .updateTable('projects')
      .set({ status: 'ended' })
      .where('projectId', '=', projectId)
      .execute()
    expect((await team.leader.client.put(url, POLICY)).code).toBe('project_over')
  })
})

describe('pictures', () => {
  test('everybody sees those of a published project, nobody else those of a draft or a closed circle', async () => {
    const [member] = await makeCrew(server, 1, { team: other })
    const guest = server.client()
    const seen = async (fileId: string) => [
      (await read(team.leader.client, fileId)).statusCode,
      (await read(member!.client, fileId)).statusCode,
      (await read(guest, fileId)).statusCode,
    ]
    const [unused, open, closed] = [
      await upload(team.leader.client, team.teamId),
      await upload(team.leader.client, team.teamId),
      await upload(team.leader.client, team.teamId),
    ]
    await publishProject(server, team, { coverFileId: open.fileId })
    await publishProject(server, team, {
      title: '只给自己人',
      visibility: 'teams',
      teamIds: [other.teamId],
      pictureFileIds: [closed.fileId],
    })
    expect([await seen(unused.fileId), await seen(open.fileId), await seen(closed.fileId)]).toEqual([
      [200, 404, 404],
      [200, 200, 200],
      [200, 200, 404],
    ])
    expect((await read(guest, open.fileId)).headers['cache-control']).toBe('public, max-age=86400')
    await sweepProjectsJob.run({
      ...server.engine,
      clock: () => new Date(server.now().getTime() + 86_400_001),
    })
    expect([await seen(unused.fileId), await seen(open.fileId)]).toEqual([
      [404, 404, 404],
      [200, 200, 200],
    ])
  })

  test('what is no picture, and what comes from another team, is refused', async () => {
    expect((await upload(team.leader.client, team.teamId, Buffer.from('<svg/>'))).code).toBe(
      'file_kind_refused',
    )
    expect((await upload(other.leader.client, team.teamId)).code).toBe('not_your_team')
    const foreign = await upload(other.leader.client, other.teamId)
    expect((await create({ pictureFileIds: [foreign.fileId] })).code).toBe('picture_unknown')
  })
})

test('P24: whom an invitation meant is forgotten with it, and with what nobody can come to any more', async () => {
  const person = { name: '李国强', idKind: 'mainland_id', idNumber: '11010519491231002X' }
  const invited = async (change: object = {}) => {
    const { projectId } = await publishProject(server, team, { visibility: 'invitation' })
    const path = `/projects/${projectId}/guests`
    await team.leader.client.post(path, { people: [person] })
    if (Object.keys(change).length > 0)
      await server.db.updateTable('projects').set(change).where('projectId', '=', projectId).execute()
    return { projectId, path }
  }
  const guestsOf = ({ projectId }: { projectId: ProjectId }) =>
    server.reader
      .selectFrom('projectGuests')
      .select(['withdrawnAt', 'nameEnc', 'idNumberEnc'])
      .where('projectId', '=', projectId)
      .execute()
  const open = await invited()
  const { items } = (await team.leader.client.get<{ items: { guestId: string }[] }>(open.path)).body
  await team.leader.client.post(`${open.path}/${items[0]!.guestId}/withdraw`)
  expect(await guestsOf(open)).toEqual([{ withdrawnAt: server.now(), nameEnc: null, idNumberEnc: null }])
  await team.leader.client.post(open.path, { people: [person] })
  expect(await guestsOf(open)).toHaveLength(2)
  const days = (count: number) => new Date(server.now().getTime() - count * 86_400_000)
  const calledOff = (cancelledAt: Date) => ({ status: 'cancelled', cancelledAt, cancelReason: '暴雨' })
  const kept = [
    open,
    await invited({ status: 'ended', startsAt: days(22), recruitUntil: days(21), endsAt: days(20) }),
    await invited(calledOff(days(20))),
  ]
  const forgotten = [
    await invited({ status: 'closed' }),
    await invited({ status: 'cancelled' }),
    await invited({ status: 'ended', startsAt: days(42), recruitUntil: days(41), endsAt: days(40) }),
    await invited(calledOff(days(40))),
  ]
  await sweepProjectsJob.run(server.engine)
  for (const project of kept) expect((await guestsOf(project)).length).toBeGreaterThan(0)
  for (const project of forgotten) expect(await guestsOf(project)).toEqual([])
})

test('inviteToProject answers alike for people there are and people there are not', async () => {
  const { projectId } = await publishProject(server, team, { visibility: 'invitation' })
  const invite = (people: object[]) => team.leader.client.post(`/projects/${projectId}/guests`, { people })
  const answer = await invite([
    { volunteerNumber: 'V11010526070000019' },
    { name: '李国强', idKind: 'mainland_id', idNumber: '11010519491231002X' },
    { volunteerNumber: 'V110' },
    { volunteerNumber: 'v1101 0526-0700 00019' },
  ])
  expect(answer.body).toEqual({
    results: [
      { outcome: 'invited', reason: null },
      { outcome: 'invited', reason: null },
      { outcome: 'refused', reason: 'volunteer_number_malformed' },
      { outcome: 'refused', reason: 'person_repeated' },
    ],
  })
  const list = await team.leader.client.get<{ items: object[] }>(`/projects/${projectId}/guests`)
  expect(list.body.items).toMatchObject([
    { nameMasked: '李**', volunteerNumber: null },
    { nameMasked: null, volunteerNumber: 'V11010526070000019' },
  ])
  const open = await publishProject(server, team, { title: '谁都能来' })
  const refused = await team.leader.client.post(`/projects/${open.projectId}/guests`, {
    people: [{ volunteerNumber: 'V11010526070000019' }],
  })
  expect(refused.code).toBe('not_by_invitation')
})
