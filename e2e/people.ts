/** Who walks the journeys: the people whom the demo introduces, newcomers made up for one journey, and what only an operator can read. */
import { randomInt } from 'node:crypto'
import { request, type APIRequestContext } from '@playwright/test'
import { identityCheckCharacter } from '../server/src/kernel/identity-document.ts'
import { now } from './clock.ts'
import { DEMO_PASSWORD, origin } from './journey.ts'

export const PLATFORM = '14000000001'
export const CIVILISATION = '14000000002'
export const CIVIL_AFFAIRS = '14000000003'
export const YOUTH_LEAGUE = '14000000004'
export const HUICHENG_OFFICE = '14000000005'
export const FEDERATION_LEADER = '14010000700'
export const CORPS_LEADER = '14010000707'
export const DONGHU_LEADER = '14010000742'
export const VOLUNTEER = '14010001400'
export const APPLICANT = '14010004998'
export const NEW_PASSWORD = 'Dongjiang-2026'

export interface Newcomer {
  name: string
  idNumber: string
  phone: string
}
export interface Guardian extends Newcomer {
  relation: 'father' | 'mother'
}

const DAY_MS = 86_400_000
const GIVEN = [...'朗晴岚帆禾棠溪川舟柏榆松澄朔苒荞'] as const
const pick = <T>(all: readonly T[]): T => all[randomInt(all.length)]!

/** A made-up number whose check character is right. */
export function idNumber(birth: string, sequence: number, region = '441302'): string {
  const body = `${region}${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return body + identityCheckCharacter(body)
}

export const freshPhone = (): string => `1407${String(randomInt(10_000_000)).padStart(7, '0')}`

/** Somebody whom nobody has seen yet. The city's people bear none of the surnames that the journeys use. */
export function newcomer(surname: string, age = 41): Newcomer {
  const birth = new Date(now() - age * 365.25 * DAY_MS - (10 + randomInt(340)) * DAY_MS)
  return {
    name: `${surname}${pick(GIVEN)}${pick(GIVEN)}`,
    idNumber: idNumber(birth.toISOString().slice(0, 10), 980 + randomInt(20)),
    phone: freshPhone(),
  }
}

export interface Api extends APIRequestContext {
  /** What the answer holds, or an error that tells what was refused. */
  read<T>(path: string): Promise<T>
  send<T>(method: 'post' | 'put', path: string, data?: object): Promise<T>
}

function speaking(api: APIRequestContext): Api {
  const answered = async <T>(asked: ReturnType<APIRequestContext['fetch']>, what: string): Promise<T> => {
    const answer = await asked
    const text = await answer.text()
    if (!answer.ok()) throw new Error(`${what} was refused: ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  return Object.assign(api, {
    read: <T>(path: string) => answered<T>(api.get(`/api/v1${path}`), `GET ${path}`),
    send: <T>(method: 'post' | 'put', path: string, data: object = {}) =>
      answered<T>(api.fetch(`/api/v1${path}`, { method, data }), `${method} ${path}`),
  })
}

const anybody = async (): Promise<Api> =>
  speaking(
    await request.newContext({ baseURL: origin(), extraHTTPHeaders: { 'x-requested-with': 'zhiyuan' } }),
  )

/** Speaks to the API as that person; staff need no second factor in the demo. */
export async function apiAs(login: string, password = DEMO_PASSWORD): Promise<Api> {
  const api = await anybody()
  await api.send('post', '/sessions', { login, password })
  return api
}

interface Message {
  recipient: string
  body: string | null
}

/** The last code sent to that phone, read on the operator's outbox. */
export async function codeSentTo(phone: string): Promise<string> {
  const api = await apiAs(PLATFORM)
  for (let tries = 0; tries < 40; tries++) {
    const { items } = await api.read<{ items: Message[] }>('/outbox?limit=50')
    const found = items.find(({ recipient }) => recipient === phone)
    const code = /\d{6}/.exec(found?.body ?? '')?.[0]
    if (code !== undefined) {
      await api.dispose()
      return code
    }
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`no code was sent to ${phone}`)
}

async function proven(api: Api, phone: string, purpose: 'register' | 'guardian'): Promise<string> {
  await api.send('post', '/phone-codes', { phone, purpose })
  return codeSentTo(phone)
}

export interface Volunteer extends Newcomer {
  volunteerId: string
  volunteerNumber: string
  api: Api
}
interface Me {
  volunteer: { volunteerId: string; volunteerNumber: string }
}

/** Registers and is verified without a browser, for journeys that begin later. */
export async function makeVolunteer(surname: string, age?: number, guardian?: Guardian): Promise<Volunteer> {
  const person = newcomer(surname, age)
  const api = await anybody()
  const { consents } = await api.read<{
    consents: Record<'serviceTerms' | 'personalInformation' | 'guardian', string>
  }>('/site')
  await api.send('post', '/volunteers', {
    ...person,
    idKind: 'mainland_id',
    regionCode: '441302',
    phoneCode: await proven(api, person.phone, 'register'),
    password: NEW_PASSWORD,
    consents: { serviceTerms: consents.serviceTerms, personalInformation: consents.personalInformation },
    skills: [],
    categories: ['community'],
    freeSlots: [],
    ...(guardian === undefined
      ? {}
      : {
          guardian: {
            ...guardian,
            idKind: 'mainland_id',
            phoneCode: await proven(api, guardian.phone, 'guardian'),
            consent: consents.guardian,
          },
        }),
  })
  await decideReview(HUICHENG_OFFICE, 'volunteer', (title) => title.startsWith(surname))
  const { volunteer } = await api.read<Me>('/me')
  return { ...person, ...volunteer, api }
}

interface Waiting {
  reviewId: string
  title: string
}
export type ReviewKind = 'volunteer' | 'team' | 'project'

/** Approves what waits under that title; the newest comes last. */
export async function decideReview(
  login: string,
  kind: ReviewKind,
  isMeant: (title: string) => boolean,
  teamId?: string,
): Promise<void> {
  const api = await apiAs(login)
  const scope = teamId === undefined ? '' : `&teamId=${teamId}`
  const { items } = await api.read<{ items: Waiting[] }>(`/reviews?kind=${kind}&limit=50${scope}`)
  const found = items.findLast(({ title }) => isMeant(title))
  if (found === undefined) throw new Error(`no ${kind} of that name waits for ${login}`)
  await api.send('post', `/reviews/${found.reviewId}/${kind}`, { decision: 'approve' })
  await api.dispose()
}
