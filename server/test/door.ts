/** A door for tests: devices that sign codes as phones do, people on the roster, and scans of what they show. */
import { createECDH, generateKeyPairSync, hkdfSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import { shortCodeFor, signedText, stepAt, writeCardCode } from '../src/features/volunteers/index.ts'
import type { CardKeyId, PositionId, ProjectId, ShiftId, SignupId, VolunteerId } from '../src/kernel/ids.ts'
import { uuidv7 } from '../src/kernel/uuid.ts'
import { makeAccount } from './accounts.ts'
import { makeCrew, makeCrewTeam, type CrewMember, type CrewTeam, type PublishedProject } from './crews.ts'
import { startTestServer, type Answer, type Client, type Stage } from './harness.ts'

export interface Device {
  cardKeyId: CardKeyId
  signingKey: KeyObject
  shortCodeSecret: Buffer
}

const rawPoint = (key: KeyObject): Buffer => {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
}

/** Enrols a device over HTTP, as the page of "my code" does. */
export async function enrolDevice({ client }: Pick<CrewMember, 'client'>): Promise<Device> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const agreement = createECDH('prime256v1')
  const answer = await client.post<{ cardKeyId: CardKeyId; serverAgreementKey: string }>('/me/card-keys', {
    signingKey: rawPoint(publicKey).toString('base64url'),
    agreementKey: agreement.generateKeys().toString('base64url'),
  })
  if (answer.status !== 201) throw new Error(`no card key: ${answer.code ?? answer.status}`)
  const { cardKeyId, serverAgreementKey } = answer.body
  const shared = agreement.computeSecret(Buffer.from(serverAgreementKey, 'base64url'))
  const secret = Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(0), 'zhiyuan-short-code-1', 32))
  return { cardKeyId, signingKey: privateKey, shortCodeSecret: secret }
}

/** What the device shows at a time. */
export function codeOf({ cardKeyId, signingKey }: Device, at: Date): string {
  const step = stepAt(at)
  const signature = sign('sha256', signedText(cardKeyId, step), {
    key: signingKey,
    dsaEncoding: 'ieee-p1363',
  })
  return `https://volunteer.example/c#${writeCardCode({ cardKeyId, step, signature })}`
}
export const shortCodeOf = (device: Device, at: Date): string =>
  shortCodeFor(device.shortCodeSecret, stepAt(at))

export interface ScanBody {
  scanId: string
  way: 'code' | 'short_code'
  code: string
  scannedAt: string
  direction: 'auto' | 'in' | 'out'
}
export const scanOf = (device: Device, at: Date, change: Partial<ScanBody> = {}): ScanBody => ({
  scanId: randomUUID(),
  way: 'code',
  code: codeOf(device, at),
  scannedAt: at.toISOString(),
  direction: 'auto',
  ...change,
})

export interface ScanResult {
  scanId: string
  verdict: 'signed_in' | 'signed_out' | 'refused'
  reason: string | null
  name: string | null
  positionName: string | null
  signedInAt: string | null
  opensAt: string | null
  minutes: number | null
  at: string
}
export interface Scanned {
  results: ScanResult[]
  counts: { expected: number; present: number; left: number }
}
export const sendScans = (
  client: Client,
  projectId: string,
  scans: readonly ScanBody[],
): Promise<Answer<Scanned>> => client.post<Scanned>(`/projects/${projectId}/scans`, { scans })

/** Puts people on the roster of a shift at once, as `decideSignUps` leaves it; answers their sign-ups in order. */
export async function admit(
  server: Stage,
  { projectId, shiftId }: { projectId: ProjectId; shiftId: ShiftId },
  people: readonly { volunteerId: VolunteerId }[],
  status: 'admitted' | 'applied' = 'admitted',
): Promise<SignupId[]> {
  const ids = people.map(() => uuidv7<SignupId>(server.now()))
  await sql`
    insert into signups (project_id, signup_id, volunteer_id, position_id, shift_id, team_id, status, starts_at, ends_at, applied_at)
    select sh.project_id, row.signup_id, row.volunteer_id, sh.position_id, sh.shift_id, pr.team_id, ${status}, sh.starts_at, sh.ends_at, ${server.now()}
    from unnest(${ids}::uuid[], ${people.map((p) => p.volunteerId)}::uuid[]) as row (signup_id, volunteer_id)
    join shifts sh on sh.project_id = ${projectId} and sh.shift_id = ${shiftId}
    join projects pr on pr.project_id = sh.project_id`.execute(server.db)
  if (status === 'admitted')
    await server.db
      .updateTable('shifts')
      .set((eb) => ({ admittedCount: eb('admittedCount', '+', people.length) }))
      .where('projectId', '=', projectId)
      .where('shiftId', '=', shiftId)
      .execute()
  return ids
}

export interface ShiftTimes {
  startsAt: string
  endsAt: string
  breakMinutes?: number
  headcount?: number
}

/** A project that is at work, with one position and the given shifts; written as its approval leaves it. */
export async function openProject(
  server: Stage,
  team: CrewTeam,
  shifts: readonly ShiftTimes[],
  change: { status?: 'running' | 'closed' | 'recruiting' | 'draft' } = {},
): Promise<PublishedProject> {
  const now = server.now()
  const projectId = uuidv7<ProjectId>(now)
  const positionId = uuidv7<PositionId>(now)
  const times = shifts.map(({ startsAt, endsAt }) => [Date.parse(startsAt), Date.parse(endsAt)] as const)
  const startsAt = new Date(Math.min(...times.map(([start]) => start)))
  const endsAt = new Date(Math.max(...times.map(([, end]) => end)))
  await server.db
    .insertInto('projects')
    .values({
      ...{
        projectId,
        teamId: team.teamId,
        teamPath: team.path,
        regionCode: team.regionPath,
        regionPath: team.regionPath,
      },
      ...{
        title: '西湖花市秩序引导',
        status: change.status ?? 'running',
        categories: ['community'],
        description: '引导市民',
      },
      ...{
        riskStatement: '人多拥挤',
        leaderName: '陈思远',
        contactPhoneEnc: server.vault.seal('projects.contact_phone', '13800138000'),
        recruitUntil: endsAt,
        startsAt,
        endsAt,
      },
      ...{ placeName: '西湖花市', grams: [], createdBy: team.leader.accountId, createdAt: now },
    })
    .execute()
  await server.db
    .insertInto('positions')
    .values({ projectId, positionId, name: '秩序引导员', description: '', place: 0 })
    .execute()
  const shiftIds = shifts.map(() => uuidv7<ShiftId>(now))
  await server.db
    .insertInto('shifts')
    .values(
      shifts.map((shift, i) => ({
        headcount: 1000,
        ...shift,
        ...{ startsAt: new Date(shift.startsAt), endsAt: new Date(shift.endsAt) },
        ...{ projectId, positionId, shiftId: shiftIds[i]! },
      })),
    )
    .execute()
  return { projectId, shiftIds }
}

export const NINE = '2026-11-24T01:00:00.000Z'
export const NOON = '2026-11-24T04:00:00.000Z'

export interface Guest extends CrewMember {
  device: Device
}

/** A server with a team, somebody who keeps its time, and short words for what tests do at its doors. */
export async function startDoor(environment: Record<string, string> = {}) {
  const server = await startTestServer(environment)
  const team = await makeCrewTeam(server)
  const grant = {
    role: 'team_timekeeper' as const,
    bodyName: team.name,
    teamId: team.teamId,
    teamPath: team.path,
  }
  const { client: keeper } = await makeAccount(server, { displayName: '何思远', grants: [grant] })
  const scan = async (projectId: string, ...scans: ScanBody[]) =>
    (await sendScans(keeper, projectId, scans)).body
  const guests = async (count: number): Promise<Guest[]> => {
    const made: Guest[] = []
    for (const member of await makeCrew(server, count, { team }))
      made.push({ ...member, device: await enrolDevice(member) })
    return made
  }
  return {
    ...{ server, team, keeper, scan, guests },
    now: () => server.now(),
    move: (minutes: number) => server.setNow(new Date(server.now().getTime() + minutes * 60_000)),
    one: async (projectId: string, body: ScanBody): Promise<ScanResult> =>
      (await scan(projectId, body)).results[0]!,
    /** Sessions die of idleness while a test moves the clock by days. */
    async keepSessions() {
      await server.db
        .updateTable('sessions')
        .set({ expiresAt: new Date('2099-01-01') })
        .execute()
    },
    /** A shift from nine to noon, and people admitted to it. */
    async withPeople(count: number) {
      const project = await openProject(server, team, [{ startsAt: NINE, endsAt: NOON }])
      const { projectId, shiftIds } = project
      const people = await guests(count)
      const signupIds = await admit(server, { projectId, shiftId: shiftIds[0]! }, people)
      return { project, projectId, people, signupIds }
    },
    async shiftOf(projectId: ProjectId): Promise<ShiftId> {
      const query = server.reader.selectFrom('shifts').select('shiftId').where('projectId', '=', projectId)
      return (await query.executeTakeFirstOrThrow()).shiftId
    },
    async rows(
      table: 'attendances' | 'openAttendances' | 'hourEntries' | 'scans',
      who: VolunteerId,
    ): Promise<number> {
      return (await server.reader.selectFrom(table).selectAll().where('volunteerId', '=', who).execute())
        .length
    },
  }
}
export type Door = Awaited<ReturnType<typeof startDoor>>
