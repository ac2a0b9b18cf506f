/** J4: whom the door sees after something was said of them, whatever the clocks of phone and program were. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decide, minesOf, rosterOf, SHUT, statusOf } from '../../../test/absences.ts'
import { NINE, scanOf, startDoor, type Door, type Guest } from '../../../test/door.ts'
import { makeSite } from '../../../test/people.ts'

let door: Door
beforeAll(async () => {
  door = await startDoor()
  await makeSite(door.server)
})
afterAll(() => door.server.stop())

/** Said when the door was shut; then the clock goes back to the shift. */
async function saidOf(verdict: 'no_show' | 'excused') {
  door.server.setNow(NINE)
  const { projectId, people, signupIds } = await door.withPeople(1)
  const [signupId] = signupIds
  await door.keepSessions()
  door.server.setNow(SHUT)
  const { body } = await decide(door.keeper, projectId, { signupId: signupId!, verdict })
  expect(body.results).toMatchObject([{ outcome: verdict }])
  door.server.setNow(NINE)
  return { projectId, person: people[0]!, signupId: signupId! }
}
async function comesAndGoes(projectId: string, { device }: Guest) {
  const come = await door.one(projectId, scanOf(device, door.now()))
  door.move(120)
  const gone = await door.one(projectId, scanOf(device, door.now()))
  return [come, gone].map(({ verdict, reason, minutes }) => [verdict, reason, minutes])
}
const WELCOME = [
  ['signed_in', null, null],
  ['signed_out', null, 120],
]

test('J4 a no-show whom the door has seen has come: hours, and nothing is left of the mark', async () => {
  const { projectId, person, signupId } = await saidOf('no_show')
  expect(await comesAndGoes(projectId, person)).toEqual(WELCOME)
  expect(await statusOf(door, signupId)).toBe('served')
  expect(await minesOf(person.client)).toEqual([])
  expect((await rosterOf(door.keeper, projectId, 'decided')).items).toEqual([])
})

test('J4 who was excused and came all the same is let in and gets the hours', async () => {
  const { projectId, person, signupId } = await saidOf('excused')
  expect(await comesAndGoes(projectId, person)).toEqual(WELCOME)
  expect(await statusOf(door, signupId)).toBe('served')
  expect((await rosterOf(door.keeper, projectId, 'decided')).items).toEqual([])
})
