/** Who walks the journeys: the people whom the demo introduces, and what only an operator can read. */
import { request, type APIRequestContext } from '@playwright/test'
import { identityCheckCharacter } from '../server/src/kernel/identity-document.ts'
import { DEMO_PASSWORD, origin } from './journey.ts'

export const PLATFORM = '14000000001'
export const CIVILISATION = '14000000002'
export const FEDERATION_LEADER = '14010000700'
export const CORPS_LEADER = '14010000707'
export const DONGHU_LEADER = '14010000742'
export const VOLUNTEER = '14010001400'

/** Speaks to the API as that person; staff need no second factor in the demo. */
export async function apiAs(login: string): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL: origin(), extraHTTPHeaders: { 'x-requested-with': 'zhiyuan' } })
  const answer = await api.post('/api/v1/sessions', { data: { login, password: DEMO_PASSWORD } })
  if (!answer.ok()) throw new Error(`sign-in of ${login} was refused: ${await answer.text()}`)
  return api
}

interface Message {
  recipient: string
  body: string | null
}

/** The last code sent to that phone, read on the operator's outbox. */
export async function codeSentTo(phone: string): Promise<string> {
  const api = await apiAs(PLATFORM)
  for (let tries = 0; tries < 20; tries++) {
    const { items } = (await (await api.get('/api/v1/outbox?limit=50')).json()) as { items: Message[] }
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

/** A made-up number whose check character is right. */
export function idNumber(birth: string, sequence: number, region = '441302'): string {
  const body = `${region}${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return body + identityCheckCharacter(body)
}
