import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { deliver, invite, mine, noticesOf, sentBy } from '../../../test/invitations.ts'
import { makeSite, makeVolunteer } from '../../../test/people.ts'
import { checked, makeFederation, makeTeam, type TestTeam } from '../../../test/teams.ts'

const NOBODY = '019ab000-0000-7000-8000-00000000dead'
let server: TestServer
let city: TestTeam
let team: TestTeam
let other: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  team = await makeTeam(server, { parent: city, joinMode: 'closed' })
  other = await makeTeam(server, { parent: city })
})
afterAll(() => server.stop())

interface Memberships {
  items: { teamId: string; status: string }[]
  standingConsent: { teamId: string; teamName: string } | null
}
const memberships = async (client: Client) => (await client.get<Memberships>('/me/memberships')).body
const consent = (client: Client, teamId: string) => client.put('/me/standing-consent', { teamId })

test('B7 I9 a team that has been given leave makes the person its member, and says so', async () => {
  const person = await makeVolunteer(server)
  expect((await memberships(person.client)).standingConsent).toBe(null)
  expect((await consent(person.client, team.teamId)).status).toBe(200)
  expect((await memberships(person.client)).standingConsent).toMatchObject({
    teamId: team.teamId,
    teamName: team.name,
  })
  await invite(team.leader.client, team.teamId, person)
  await invite(other.leader.client, other.teamId, person)
  await deliver(server)
  expect((await memberships(person.client)).items).toMatchObject([{ teamId: team.teamId, status: 'member' }])
  expect((await noticesOf(person.client)).slice(0, 2).sort()).toEqual([
    'invitation_joined',
    'invitation_received',
  ])
  expect(await mine(person.client)).toMatchObject([
    { teamId: other.teamId, whyNot: { accept: 'home_team_taken' } },
  ])
  expect((await sentBy(team))[0]!.state).toBe('accepted')
})

test('B7 I9 leave is for one team, ends when the person says so, and does not go past the home team', async () => {
  const person = await makeVolunteer(server)
  checked(await consent(person.client, team.teamId), 200)
  checked(await consent(person.client, team.teamId), 200)
  checked(await consent(person.client, other.teamId), 200)
  await invite(team.leader.client, team.teamId, person)
  await deliver(server)
  expect((await memberships(person.client)).items).toEqual([])
  expect((await person.client.delete('/me/standing-consent')).status).toBe(204)
  expect((await person.client.delete('/me/standing-consent')).code).toBe('consent_not_given')
  await invite(other.leader.client, other.teamId, person)
  await deliver(server)
  expect((await memberships(person.client)).items).toEqual([])
  expect(await mine(person.client)).toHaveLength(2)
  const [first] = await mine(person.client)
  checked(
    await person.client.post(`/me/invitations/${first!.invitationId}/answer`, { answer: 'accept' }),
    200,
  )
  const third = await makeTeam(server, { parent: city })
  checked(await consent(person.client, third.teamId), 200)
  await invite(third.leader.client, third.teamId, person)
  await deliver(server)
  expect((await memberships(person.client)).items).toHaveLength(1)
  expect((await mine(person.client)).map(({ teamId }) => teamId)).toContain(third.teamId)
})

test('B7 leave is given by verified people, to active teams', async () => {
  const person = await makeVolunteer(server)
  const applicant = await makeVolunteer(server, { status: 'under_review' })
  expect((await consent(applicant.client, team.teamId)).code).toBe('wrong_door')
  expect((await consent(person.client, NOBODY)).code).toBe('team_not_found')
  const lost = await makeTeam(server, { parent: city })
  await server.db
    .updateTable('teams')
    .set({ status: 'suspended' })
    .where('teamId', '=', lost.teamId)
    .execute()
  expect((await consent(person.client, lost.teamId)).code).toBe('team_not_active')
  expect((await invite(lost.leader.client, lost.teamId, person)).code).toBe('team_not_active')
})
