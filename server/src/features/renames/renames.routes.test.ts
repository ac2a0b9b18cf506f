import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { noticesOf } from '../../../test/invitations.ts'
import { makeStaff, makeVolunteer, openReviewOf } from '../../../test/people.ts'
import { startRenaming, type Batch } from '../../../test/renames.ts'
import { checked, legalPersonForm, makeFederation, staffClient } from '../../../test/teams.ts'
import type { TeamId } from '../../kernel/ids.ts'

let server: TestServer
let world: Awaited<ReturnType<typeof startRenaming>>
beforeAll(async () => {
  server = await startTestServer()
  world = await startRenaming(server)
})
afterAll(() => server.stop())

describe('checkRenames (B4)', () => {
  test('each row with its finding, and nothing changes', async () => {
    const { city, makeOne, check, nameOf } = world
    const [one, two] = [await makeOne(), await makeOne()]
    const far = await makeOne('惠阳区远方志愿服务队', { regionCode: '441303' })
    const answer = checked(
      await check([
        { team: one.teamNumber, newName: '惠城区桥东街道蓝天社区志愿服务队' },
        { team: two.name, newName: '蓝天' },
        { team: two.teamNumber, newName: '另一个志愿服务队' },
        { team: far.teamNumber, newName: '惠城区远方志愿服务队' },
        { team: 'G4413020000000', newName: '无人志愿服务队' },
      ]),
      200,
    )
    expect(answer.reviewerName).toBe(city.name)
    expect(answer.rows.map(({ problem }) => problem)).toEqual([
      null,
      null,
      'team_twice',
      'not_your_region',
      'team_not_found',
    ])
    expect(answer.rows[0]).toMatchObject({
      teamId: one.teamId,
      oldName: one.name,
      advice: { convention: 'follows' },
    })
    expect(answer.rows[1]?.advice).toMatchObject({
      convention: 'departs',
      missing: ['county', 'township', 'ending'],
    })
    expect(answer.rows[3]?.teamId).toBeNull()
    expect(await nameOf(one)).toBe(one.name)
  })
  test('who knocks in vain', async () => {
    const { city, office, check, propose } = world
    const rows = [{ team: 'G4413020000000', newName: '新志愿服务队' }]
    const volunteer = await makeVolunteer(server)
    const viewer = await makeStaff(server, 'authority_viewer', '441302')
    const neighbour = await makeStaff(server, 'site_admin', '441303')
    for (const ask of [check, propose]) {
      expect((await ask(rows, server.client())).code).toBe('signed_out')
      expect((await ask(rows, volunteer.client)).code).toBe('wrong_door')
      expect((await ask(rows, viewer.client)).code).toBe('not_your_region')
      expect((await ask(rows, neighbour.client)).code).toBe('not_your_region')
      expect((await ask(rows, city.leader.client)).code).toBe('not_your_region')
      expect((await ask(rows, office.client, { region: '999999' })).code).toBe('region_not_found')
      expect((await ask(rows, office.client, {})).code).toBe('region_not_found')
      expect((await ask([], office.client)).code).toBe('malformed')
      expect(
        (
          await ask(
            Array.from({ length: 501 }, () => rows[0]!),
            office.client,
          )
        ).code,
      ).toBe('malformed')
    }
  })
})

describe('an office where no federation stands above (B4)', () => {
  test('N6: the authorities of the region above decide, and are told; never the office itself', async () => {
    const { check, propose, decide } = world
    const office = await makeStaff(server, 'authority_reviewer', '4501')
    const province = await makeStaff(server, 'site_admin', '45')
    const leader = await makeVolunteer(server)
    const form = await legalPersonForm(server, leader.client, {
      name: '南宁邕江救援中心',
      regionCode: '450100',
    })
    const { teamId } = checked(await leader.client.post<{ teamId: TeamId }>('/teams', form), 201)
    const registration = `/reviews/${await openReviewOf(server, teamId)}/team`
    checked(await office.client.post(registration, { decision: 'approve' }), 200)
    const [rows, to] = [[{ team: '南宁邕江救援中心', newName: '南宁邕江应急救援中心' }], { region: '450100' }]
    expect(checked(await check(rows, office.client, to), 200).reviewerName).toBe('惠州市文明办')
    const { reviewId } = checked(await propose(rows, office.client, to), 201)
    const told = await province.client.get<{ items: { kind: string; link: string }[] }>('/me/notices')
    expect(told.body.items).toMatchObject([
      { kind: 'renames_submitted', link: `/admin/reviews?kind=renaming&review=${reviewId}` },
    ])
    expect(await noticesOf(office.client)).not.toContain('renames_submitted')
    const colleague = await makeStaff(server, 'authority_reviewer', '4501')
    expect((await decide(reviewId, { decision: 'approve' }, office.client)).code).toBe('not_your_region')
    expect((await decide(reviewId, { decision: 'approve' }, colleague.client)).code).toBe('not_your_region')
    expect((await decide(reviewId, { decision: 'approve' }, province.client)).status).toBe(200)
    // Above a province there is the platform.
    const again = [{ team: '南宁邕江应急救援中心', newName: '南宁邕江救援中心' }]
    const asked = checked(await propose(again, province.client, { region: '450000' }), 201)
    const platform = await makeStaff(server, 'platform_admin')
    expect((await decide(asked.reviewId, { decision: 'approve' }, province.client)).code).toBe(
      'not_your_region',
    )
    expect((await decide(asked.reviewId, { decision: 'approve' }, platform.client)).status).toBe(200)
  })
})

describe('a leader and the name of one team (B4)', () => {
  test('goes to its liaison team, and shows in the list of that team', async () => {
    const { city, makeOne, check, propose, decide, nameOf } = world
    const one = await makeOne()
    const rows = [{ team: '', newName: '惠城区自己改志愿服务队' }]
    const to = { teamId: one.teamId }
    expect((await check(rows, one.leader.client, to)).body.rows[0]).toMatchObject({
      teamId: one.teamId,
      problem: null,
    })
    const batch = checked(await propose(rows, one.leader.client, to), 201)
    expect(batch.reviewerName).toBe(city.name)
    expect(await noticesOf(city.leader.client)).toContain('renames_submitted')
    const list = await one.leader.client.get<{ items: Batch[] }>(`/renames?teamId=${one.teamId}`)
    expect(list.body.items).toMatchObject([{ status: 'waiting', rows: 1, reviewerTeamName: city.name }])
    checked(await decide(batch.reviewId, { decision: 'approve' }), 200)
    expect(await nameOf(one)).toBe('惠城区自己改志愿服务队')
  })
  test('follows the team to another liaison team', async () => {
    const { city, makeOne, propose, decide } = world
    // Registered while no corps stood between, so that it may still go below one.
    const one = await makeOne('博罗县搬家志愿服务队', { regionCode: '441322' })
    const rows = [{ team: '', newName: '博罗县新家志愿服务队' }]
    const { reviewId } = checked(await propose(rows, one.leader.client, { teamId: one.teamId }), 201)
    const nearer = await makeFederation(server, {
      regionCode: '441322',
      level: 'corps',
      parentId: city.teamId,
    })
    const move = { parentId: nearer.teamId, reason: '片区调整' }
    const { moveId } = checked(
      await one.leader.client.post<{ moveId: string }>(`/teams/${one.teamId}/moves`, move),
      201,
    )
    for (const side of [city, nearer])
      checked(await side.leader.client.post(`/team-moves/${moveId}/decide`, { decision: 'agree' }), 200)
    expect((await decide(reviewId, { decision: 'approve' }, nearer.leader.client)).status).toBe(200)
  })
  test('of a legal person to the authority of its region', async () => {
    const { office, propose, decide } = world
    const leader = await makeVolunteer(server)
    const form = await legalPersonForm(server, leader.client, { name: '惠州蓝天救援中心' })
    const { teamId } = checked(await leader.client.post<{ teamId: TeamId }>('/teams', form), 201)
    const registration = `/reviews/${await openReviewOf(server, teamId)}/team`
    checked(await office.client.post(registration, { decision: 'approve' }), 200)
    const client = await staffClient(server, leader.accountId)
    const { reviewId } = checked(
      await propose([{ team: '', newName: '惠州蓝天应急救援中心' }], client, { teamId }),
      201,
    )
    expect((await decide(reviewId, { decision: 'approve' })).code).toBe('not_your_region')
    expect((await decide(reviewId, { decision: 'approve' }, office.client)).status).toBe(200)
  })
  test('who knocks in vain', async () => {
    const { city, makeOne, propose, decide } = world
    const [one, other] = [await makeOne(), await makeOne()]
    const rows = [{ team: '', newName: '惠城区别人改志愿服务队' }]
    const to = { teamId: one.teamId }
    expect((await propose(rows, other.leader.client, to)).code).toBe('not_your_team')
    expect((await propose(rows, city.leader.client, to)).code).toBe('leader_only')
    expect((await propose([...rows, ...rows], one.leader.client, to)).code).toBe('too_many_rows')
    expect((await other.leader.client.get(`/renames?teamId=${one.teamId}`)).code).toBe('not_your_team')
    const batch = checked(await propose(rows, one.leader.client, to), 201)
    const path = `/renames/${batch.renameBatchId}`
    expect((await other.leader.client.get(path)).code).toBe('batch_not_found')
    expect((await one.leader.client.get(path)).status).toBe(200)
    const neighbour = await makeStaff(server, 'site_admin', '441303')
    expect((await neighbour.client.get(path)).code).toBe('batch_not_found')
    const seen = await neighbour.client.get<{ items: Batch[] }>('/renames')
    expect(seen.body.items).toEqual([])
    expect((await decide(batch.reviewId, { decision: 'approve' }, one.leader.client)).code).toBe(
      'not_your_team',
    )
  })
})
