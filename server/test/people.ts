/**
 * People for tests, made by the deeds themselves over HTTP. Their documents are made up: the check
 * characters are right and the people do not exist. Each call makes somebody new.
 */
import { randomInt } from 'node:crypto'
import { insertSite } from '../src/features/catalog/index.ts'
import type { Role } from '../src/kernel/actor.ts'
import { identityCheckCharacter } from '../src/kernel/identity-document.ts'
import type { AccountId, ReviewId, SiteId, VolunteerId } from '../src/kernel/ids.ts'
import { addDays, dateIn, ZONE, type LocalDate } from '../src/kernel/local-date.ts'
import { uuidv7 } from '../src/kernel/uuid.ts'
import { codeSentTo, makeAccount, randomPhone, type TestAccount } from './accounts.ts'
import type { Answer, Client, Stage, TestServer } from './harness.ts'

const COUNTY = '441302'
const SURNAMES = '李王张刘陈杨黄吴赵周徐孙马朱胡林郭何高罗'
const GIVEN = '安宁和平文远思源嘉禾雨晴景行明德子衿若水清扬知远'

export const TEST_PASSWORD = 'Volunteer-2026'
export const CONSENTS = { serviceTerms: '2026-11', personalInformation: '2026-11' }

const pick = (letters: string): string => letters.charAt(randomInt(letters.length))
export const madeUpName = (): string => pick(SURNAMES) + pick(GIVEN) + pick(GIVEN)

const given = new Set<string>()

/** Of somebody exactly so many years old on that day, a random time after the birthday. */
export function madeUpIdNumber(age: number, today: LocalDate, area = COUNTY): string {
  for (;;) {
    const birthday =
      `${Number(today.slice(0, 4)) - age}${today.slice(4) === '-02-29' ? '-02-28' : today.slice(4)}` as LocalDate
    const birthDate = addDays(birthday, -randomInt(364)).replaceAll('-', '')
    const seventeen = `${area}${birthDate}${String(randomInt(1, 1000)).padStart(3, '0')}`
    const number = seventeen + identityCheckCharacter(seventeen)
    if (given.has(number)) continue
    given.add(number)
    return number
  }
}

/** The demo's place without its people: Huizhou. */
export async function makeSite(server: Stage, regionCode = '441300'): Promise<SiteId> {
  const siteId = uuidv7<SiteId>(server.now())
  await server.db.transaction().execute((tx) =>
    insertSite(tx, {
      siteId,
      regionCode,
      nameZh: '志愿惠州',
      nameEn: 'Volunteer Huizhou',
      taglineZh: '',
      taglineEn: '',
      policies: {},
      isDemo: false,
      createdAt: server.now(),
    }),
  )
  return siteId
}

type AuthorityRole = Exclude<Role, 'team_leader' | 'team_admin' | 'team_timekeeper'>

/** An authority of a region, signed in with a second factor. */
export function makeStaff(server: Stage, role: AuthorityRole, regionPath = '4413'): Promise<TestAccount> {
  const grant = role === 'platform_admin' ? { role } : { role, regionPath, bodyName: '惠州市文明办' }
  return makeAccount(server, { displayName: '曾永康', grants: [grant] })
}

/** Asks for a code and reads it where the operator would. A code sent to that phone just now is taken as it is. */
export async function provePhone(
  server: TestServer,
  phone: string,
  purpose: 'register' | 'sign_in' | 'guardian',
): Promise<string> {
  await server.client().post('/phone-codes', { phone, purpose })
  return codeSentTo(server, phone)
}

export interface VolunteerWishes {
  age?: number
  name?: string
  regionCode?: string
  idNumber?: string
  phone?: string
  /** Whose consent a minor has; by default of somebody who is not registered. */
  guardianIdNumber?: string
  /** How far it goes; by default to the end. */
  status?: 'under_review' | 'verified' | 'refused'
}

/** A form that is right in every field; tests spoil one. Minors come with a guardian. */
export async function filledForm(server: TestServer, wishes: VolunteerWishes = {}) {
  const { age = 30, name = madeUpName(), regionCode = COUNTY, phone = randomPhone() } = wishes
  const today = dateIn(ZONE, server.now())
  const guardianPhone = randomPhone()
  const guardian = async () => ({
    name: madeUpName(),
    relation: 'mother',
    idKind: 'mainland_id',
    idNumber: wishes.guardianIdNumber ?? madeUpIdNumber(45, today),
    phone: guardianPhone,
    phoneCode: await provePhone(server, guardianPhone, 'guardian'),
    consent: '2026-11',
  })
  return {
    name,
    idKind: 'mainland_id',
    idNumber: wishes.idNumber ?? madeUpIdNumber(age, today),
    regionCode,
    phone,
    phoneCode: await provePhone(server, phone, 'register'),
    password: TEST_PASSWORD,
    consents: CONSENTS,
    skills: ['first_aid'],
    categories: ['community'],
    freeSlots: ['sat_morning'],
    ...(age < 18 ? { guardian: await guardian() } : {}),
  }
}

export interface TestVolunteer {
  client: Client
  accountId: AccountId
  volunteerId: VolunteerId
  /** Empty until verified. */
  number: string
  name: string
  phone: string
  idNumber: string
}

interface Me {
  account: { accountId: AccountId }
  volunteer: { volunteerId: VolunteerId }
}

/** The review that waits for a subject. */
export async function openReviewOf(server: TestServer, subjectId: string): Promise<ReviewId> {
  const row = await server.reader
    .selectFrom('reviews')
    .select('reviewId')
    .where('subjectId', '=', subjectId)
    .where('decidedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return row.reviewId
}

function expectStatus(answer: Answer<unknown>, status: number): void {
  if (answer.status !== status)
    throw new Error(
      `expected ${status}, got ${answer.status} ${answer.code ?? ''} ${JSON.stringify(answer.facts)}`,
    )
}

/** Registers by oneself and is verified by a site's administrator; signed in as that person. */
export async function makeVolunteer(
  server: TestServer,
  wishes: VolunteerWishes = {},
): Promise<TestVolunteer> {
  const form = await filledForm(server, wishes)
  const client = server.client()
  expectStatus(await client.post('/volunteers', form), 201)
  const { account, volunteer } = (await client.get<Me>('/me')).body
  const { name, phone, idNumber } = form
  const person = {
    client,
    accountId: account.accountId,
    volunteerId: volunteer.volunteerId,
    number: '',
    name,
    phone,
    idNumber,
  }
  const { status = 'verified' } = wishes
  if (status === 'under_review') return person
  const reviewer = await makeStaff(server, 'site_admin', '44')
  const reviewId = await openReviewOf(server, person.volunteerId)
  const decision =
    status === 'verified' ? { decision: 'approve' } : { decision: 'refuse', reason: '姓名与证件不符' }
  const decided = await reviewer.client.post<{ volunteerNumber: string | null }>(
    `/reviews/${reviewId}/volunteer`,
    decision,
  )
  expectStatus(decided, 200)
  return { ...person, number: decided.body.volunteerNumber ?? '' }
}
