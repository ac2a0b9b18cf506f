/** Rows whose seals do not open, as after a key that was lost: they hold up nobody else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sentForm } from '../../../test/forms.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { deliver, invite, mine, sentBy } from '../../../test/invitations.ts'
import { madeUpIdNumber, makeSite, makeVolunteer } from '../../../test/people.ts'
import { checked, makeFederation, makeTeam, type TestTeam } from '../../../test/teams.ts'
import { sendInvitationPartsJob } from '../../jobs/send-invitation-parts.ts'
import { localDate } from '../../kernel/local-date.ts'

const UNOPENED = Buffer.alloc(40, 1)
const today = localDate('2026-11-24')
let server: TestServer
let team: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeTeam(server, { parent: await makeFederation(server) })
})
afterAll(() => server.stop())

test('an invitation: the others are delivered and listed, and the log hears of it', async () => {
  const [lost, found] = [await makeVolunteer(server), await makeVolunteer(server)]
  await invite(team.leader.client, team.teamId, lost)
  await server.db.updateTable('invitations').set({ nameEnc: UNOPENED, idNumberEnc: UNOPENED }).execute()
  await invite(team.leader.client, team.teamId, found)
  await expect(deliver(server)).rejects.toThrow('do not open')
  expect(await mine(lost.client)).toEqual([])
  expect(await mine(found.client)).toHaveLength(1)
  const [first, second] = await sentBy(team)
  expect(first?.name[0]).toBe(found.name[0])
  expect(second).toMatchObject({ name: '***', idNumber: '***' })
  // It has been looked at, so the next look is quiet.
  await deliver(server)
})

test('a part of a spreadsheet: its rows count as refused, and the next one goes on', async () => {
  const imports = `/teams/${team.teamId}/invitation-imports`
  const start = async (...ages: number[]): Promise<string> => {
    const rows = ages.map((age) => `陈静怡,${madeUpIdNumber(age, today)}`)
    const bytes = Buffer.from(['姓名,证件号码', ...rows].join('\r\n'))
    const answer = await sentForm<{ importId: string }>(server, team.leader.client, imports, bytes)
    return checked(answer, 201).importId
  }
  const send = () => sendInvitationPartsJob.run(server.engine)
  const broken = await start(30, 31, 32)
  await server.db.updateTable('invitationImportParts').set({ rowsEnc: UNOPENED }).execute()
  const whole = await start(40, 41, 42)
  await expect(send()).rejects.toThrow('do not open')
  const stateOf = async (importId: string) => (await team.leader.client.get(`${imports}/${importId}`)).body
  expect(await stateOf(broken)).toMatchObject({ state: 'done', total: 3, invited: 0, refused: 3 })
  expect(await stateOf(whole)).toMatchObject({ state: 'done', total: 3, invited: 3, refused: 0 })
  await send()
})
