import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCrewTeam, type CrewTeam } from '../../../test/crews.ts'
import {
  familyOf,
  join,
  makeAdult,
  makeFamily,
  memberIn,
  newCode,
  type Adult,
} from '../../../test/families.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { lineOf, postLines, reversalOf } from '../../../test/lines.ts'
import { makeSite } from '../../../test/people.ts'
import { checked } from '../../../test/teams.ts'
import type { ShiftId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

/** Credits each of them with the shift; answers the lines. */
const serve = (people: readonly Adult[], servedOn: string, minutes: number, activityName = '清洁西湖') => {
  const shiftId = uuidv7<ShiftId>(server.now())
  const lines = people.map(({ volunteerId }) => ({
    ...lineOf(server, { volunteerId, team, regionPath: '441302', servedOn, minutes }),
    shiftId,
    activityName,
  }))
  return postLines(server, lines)
}
const hide = ({ client }: Adult, shows: boolean) => client.put('/me/family/shown-hours', { shows })
interface Together {
  items: { activityName: string; names: string[]; minutes: number; servedOn: string }[]
  next: string | null
}
const together = async ({ client }: Pick<Adult, 'client'>, query = '') =>
  checked(await client.get<Together>(`/me/family/activities${query}`), 200)
const totalOf = async (who: Adult) => (await familyOf(who))?.totalMinutes

test('A9 F12 hours stay each person’s own and are added up from the day of joining; a reversal lowers them', async () => {
  const wife = await makeAdult(server)
  await serve([wife], '2026-11-20', 500)
  const { head } = await makeFamily(server)
  checked(await join(wife, await newCode(head)), 201)
  expect([await totalOf(head), await totalOf(wife)]).toEqual([0, 0])
  const [line] = await serve([head], '2026-11-24', 90)
  await serve([wife], '2026-11-24', 60)
  expect([await totalOf(head), await totalOf(wife)]).toEqual([150, 150])
  expect((await memberIn(wife, head)).minutes).toBe(90)
  await postLines(server, [reversalOf(line!)])
  expect([await totalOf(wife), (await memberIn(wife, head)).minutes]).toEqual([60, 0])
  checked(await wife.client.post('/me/family/leave'), 200)
  expect(await totalOf(head)).toBe(0)
  const own = await wife.client.get<{ totals: { creditMinutes: number } }>('/me/hours')
  expect(own.body.totals.creditMinutes).toBe(560)
})

test('A9 F13 hidden hours are seen by oneself alone, and the total says how many are left out', async () => {
  const { head, others } = await makeFamily(server, 1)
  const [wife] = others as [Adult]
  await serve([head, wife], '2026-11-24', 60)
  expect((await together(head)).items).toHaveLength(1)
  checked(await hide(wife, false), 200)
  expect(await familyOf(head)).toMatchObject({ totalMinutes: 60, leftOut: 1 })
  expect([(await memberIn(head, wife)).minutes, (await memberIn(wife, wife)).minutes]).toEqual([null, 60])
  expect(await totalOf(wife)).toBe(60)
  expect((await together(head)).items).toEqual([])
  checked(await hide(wife, true), 200)
  expect(await familyOf(head)).toMatchObject({ totalMinutes: 120, leftOut: 0 })
  expect((await hide(await makeAdult(server), true)).code).toBe('not_in_family')
})

test('A9 F14 shifts at which two or more served, the latest first, page by page', async () => {
  const { head, others } = await makeFamily(server, 2)
  const [wife, son] = others as [Adult, Adult]
  server.setNow('2026-11-26T08:00:00Z')
  await serve([head], '2026-11-24', 30, '独自')
  await serve([head, wife, son], '2026-11-25', 30, '三人')
  const lines = await serve([head, wife], '2026-11-26', 30, '两人')
  expect((await together(son)).items).toMatchObject([
    { activityName: '两人', minutes: 60, servedOn: '2026-11-26', names: [head.name, wife.name] },
    { activityName: '三人', minutes: 90, names: [head.name, wife.name, son.name] },
  ])
  const first = await together(son, '?limit=1')
  expect((await together(son, `?limit=1&after=${first.next}`)).items).toMatchObject([
    { activityName: '三人' },
  ])
  await postLines(server, [reversalOf(lines[1]!)])
  expect((await together(son)).items.map((one) => one.activityName)).toEqual(['三人'])
  expect((await together(await makeAdult(server))).items).toEqual([])
})
