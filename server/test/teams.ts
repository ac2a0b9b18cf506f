/** Teams for tests, made by the deeds themselves over HTTP. */
import { randomInt } from 'node:crypto'
import sharp from 'sharp'
import { openSession } from '../src/features/accounts/index.ts'
import { PLEDGE_VERSION } from '../src/features/teams/index.ts'
import { creditCodeCheckCharacter } from '../src/kernel/credit-code.ts'
import type { AccountId, FileId, MembershipId, TeamId } from '../src/kernel/ids.ts'
import type { Answer, Client, TestServer } from './harness.ts'
import {
  madeUpName,
  makeStaff,
  makeVolunteer,
  openReviewOf,
  type TestVolunteer,
  type VolunteerWishes,
} from './people.ts'
import { randomPhone } from './accounts.ts'

export interface TestTeam {
  teamId: TeamId
  teamNumber: string
  name: string
  /** The leader, signed in with a second factor. */
  leader: TestVolunteer
}

/** What the registrant is told. */
export interface RegisteredTeam {
  teamId: TeamId
  reviewId: string
  dueOn: string
  reviewerName: string
}

let made = 0
export const madeUpTeamName = (ending = '志愿服务队'): string =>
  `惠州第${String((made += 1))}号${String(randomInt(1_000_000))}${ending}`

export function checked<Body>(answer: Answer<Body>, status: number): Body {
  if (answer.status !== status)
    throw new Error(
      `expected ${String(status)}, got ${String(answer.status)} ${answer.code ?? ''} ${JSON.stringify(answer.facts)}`,
    )
  return answer.body
}

/** A new session of the account that has passed the second factor, without which team roles do not count. */
export async function staffClient(server: TestServer, accountId: AccountId): Promise<Client> {
  const token = await server.db
    .transaction()
    .execute((tx) => openSession(tx, { accountId, userAgent: undefined, secondFactor: true }, server.now()))
  return server.client(`zy_session=${token}`)
}

export interface FederationWishes {
  regionCode?: string
  level?: 'federation' | 'corps'
  parentId?: TeamId
  name?: string
  leader?: TestVolunteer
}
export async function makeFederation(server: TestServer, wishes: FederationWishes = {}): Promise<TestTeam> {
  const { regionCode = '441300', level = 'federation', parentId } = wishes
  const name = wishes.name ?? madeUpTeamName(level === 'federation' ? '志愿服务联合会' : '志愿服务总队')
  const leader = wishes.leader ?? (await makeVolunteer(server, { regionCode: '441302' }))
  const founder = await makeStaff(server, 'site_admin', '4413')
  const answer = await founder.client.post<{ teamId: TeamId; teamNumber: string }>('/federations', {
    name,
    regionCode,
    level,
    leaderVolunteerNumber: leader.number,
    contactName: madeUpName(),
    contactPhone: randomPhone(),
    ...(parentId === undefined ? {} : { parentId }),
  })
  const founded = checked(answer, 201)
  const client = await staffClient(server, leader.accountId)
  await pledge(client, founded.teamId)
  return { ...founded, name, leader: { ...leader, client } }
}

/** Without the pledge a team publishes nothing. */
const pledge = async (client: Client, teamId: TeamId): Promise<void> =>
  void checked(await client.post(`/teams/${teamId}/pledge`, { version: PLEDGE_VERSION }), 201)

/** A form of an unregistered team that is right in every field; tests spoil one. */
export const teamForm = (parentId: TeamId | null, wishes: Record<string, unknown> = {}) => ({
  name: madeUpTeamName(),
  kind: 'unregistered',
  level: 'team',
  regionCode: '441302001',
  parentId,
  unitKind: 'residents_committee',
  categories: ['community'],
  campaigns: [],
  intro: '邻里互助',
  address: '水门桥 1 号',
  contactName: '陈静',
  contactPhone: '13812345678',
  contactPublic: false,
  ...wishes,
})

export interface TeamWishes {
  /** Its liaison team; by default a new federation of the city. */
  parent?: TestTeam
  leader?: TestVolunteer
  joinMode?: 'closed' | 'by_approval' | 'open' | 'by_code'
  form?: Record<string, unknown>
}
/** Registers a team, has its liaison team approve it, and opens it to joining. */
export async function makeTeam(server: TestServer, wishes: TeamWishes = {}): Promise<TestTeam> {
  const parent = wishes.parent ?? (await makeFederation(server))
  const leader = wishes.leader ?? (await makeVolunteer(server))
  const form = teamForm(parent.teamId, wishes.form)
  const { teamId } = checked(await leader.client.post<{ teamId: TeamId }>('/teams', form), 201)
  const decision = `/reviews/${await openReviewOf(server, teamId)}/team`
  const { teamNumber } = checked(
    await parent.leader.client.post<{ teamNumber: string }>(decision, { decision: 'approve' }),
    200,
  )
  const client = await staffClient(server, leader.accountId)
  const { joinMode = 'by_approval' } = wishes
  checked(await client.put(`/teams/${teamId}/join-mode`, { joinMode }), 200)
  await pledge(client, teamId)
  return { teamId, teamNumber, name: form.name, leader: { ...leader, client } }
}

/** A legal person under way in a county, its leader signed in as such, and the office that reviews it. */
export async function makeLegalPerson(server: TestServer) {
  const office = await makeStaff(server, 'authority_reviewer', '441302')
  const leader = await makeVolunteer(server)
  const form = await legalPersonForm(server, leader.client)
  const { teamId } = checked(await leader.client.post<{ teamId: TeamId }>('/teams', form), 201)
  const registration = `/reviews/${await openReviewOf(server, teamId)}/team`
  checked(await office.client.post(registration, { decision: 'approve' }), 200)
  return { office, teamId, client: await staffClient(server, leader.accountId), person: leader }
}

/** A volunteer who asked to join and was let in. */
export async function makeMember(
  server: TestServer,
  team: TestTeam,
  wishes: VolunteerWishes = {},
): Promise<TestVolunteer & { membershipId: MembershipId }> {
  const person = await makeVolunteer(server, wishes)
  const { membershipId } = await requestedBy(person, team)
  const decisions = [{ membershipId, decision: 'approve' }]
  checked(await team.leader.client.post(`/teams/${team.teamId}/membership-decisions`, { decisions }), 200)
  return { ...person, membershipId }
}

export async function requestedBy(
  person: TestVolunteer,
  team: TestTeam,
): Promise<{ membershipId: MembershipId; status: string }> {
  return checked(
    await person.client.post<{ membershipId: MembershipId; status: string }>(
      `/teams/${team.teamId}/memberships`,
      {},
    ),
    201,
  )
}

export interface UploadAnswer {
  status: number
  code: string | null
  fileId: FileId
}
/** Sends bytes as a form's file would come. */
export async function uploaded(
  server: TestServer,
  client: Client,
  bytes: Buffer,
  name = 'a.jpg',
  key?: string,
): Promise<UploadAnswer> {
  const boundary = 'part-of-a-form'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const response = await server.app.inject({
    method: 'POST',
    url: '/api/v1/team-files',
    headers: {
      'x-requested-with': 'zhiyuan',
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(client.cookie === null ? {} : { cookie: client.cookie }),
    },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  const body = response.json<{ code?: string; fileId: FileId }>()
  return { status: response.statusCode, code: body.code ?? null, fileId: body.fileId }
}

let codes = 0
/** Of a social organisation of the county; the check character is right, the organisation does not exist. */
export function madeUpCreditCode(): string {
  const seventeen = `53441302${String((codes += 1)).padStart(9, '0')}`
  return seventeen + creditCodeCheckCharacter(seventeen)
}

/** A form of a legal person that is right in every field, with a picture that `client` uploads for it. */
export async function legalPersonForm(server: TestServer, client: Client, wishes: object = {}) {
  const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } })
    .jpeg()
    .toBuffer()
  const { fileId } = await uploaded(server, client, picture)
  const legal = {
    kind: 'legal_person',
    parentId: null,
    creditCode: madeUpCreditCode(),
    certificateFileId: fileId,
  }
  return { ...teamForm(null), ...legal, ...wishes }
}
