/** An offer whose shift was moved onto something else of theirs, over HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, positionForm, publishProject } from '../../../test/crews.ts'
import type { CrewMember, CrewTeam } from '../../../test/crews.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { placesOf, shiftOf, signUp } from '../../../test/signing.ts'

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

const AFTERNOON = { startsAt: '2026-11-28T06:00:00.000Z', endsAt: '2026-11-28T09:00:00.000Z' }
const answer = ({ client }: CrewMember, signupId: string, deed: 'accept' | 'withdraw') =>
  client.post(`/me/signups/${signupId}/${deed}`, deed === 'withdraw' ? {} : undefined)

test('W6, S12: acceptOffer is refused until one of the two is given up, and the list and the page say so before', async () => {
  const [first, person] = (await makeCrew(server, 2, { team })) as [CrewMember, CrewMember]
  const other = await publishProject(server, team, {
    ...{ title: '图书馆下午整理', autoAdmit: true, recruitUntil: AFTERNOON.endsAt },
    positions: [positionForm(AFTERNOON)],
  })
  const project = await publishProject(server, team, {
    ...{ autoAdmit: true, keepsWaitingList: true, positions: [positionForm({ headcount: 1 })] },
  })
  const elsewhere = (await signUp(person.client, other)).body.signupId
  const given = (await signUp(first.client, project)).body.signupId
  const { signupId } = (await signUp(person.client, project)).body
  await answer(first, given, 'withdraw')
  await team.leader.client.post(`/projects/${project.projectId}/shifts/${project.shiftIds[0]}/move`, {
    ...{ ...AFTERNOON, reason: '展馆下午才开门' },
  })

  const why = { acceptOffer: 'shift_clashes', facts: { title: '图书馆下午整理', ...AFTERNOON } }
  const mine = (await person.client.get<{ items: { signupId: string }[] }>('/me/signups')).body.items
  expect(mine.find((one) => one.signupId === signupId)).toMatchObject({
    ...{ status: 'offered', whyNot: { ...why, declineOffer: null } },
  })
  expect(await shiftOf(person.client, project)).toMatchObject({ mine: { whyNot: why } })
  expect(await answer(person, signupId, 'accept')).toMatchObject({ code: 'shift_clashes', facts: why.facts })
  expect(await placesOf(server, project)).toEqual({ admitted: 0, held: 1, waiting: 0 })

  await answer(person, elsewhere, 'withdraw')
  expect((await answer(person, signupId, 'accept')).status).toBe(200)
  expect(await placesOf(server, project)).toEqual({ admitted: 1, held: 0, waiting: 0 })
})
