/** Accounts and sessions for tests, made through the door of accounts. */
import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import {
  hashPassword,
  insertAccount,
  insertGrant,
  insertSignInKey,
  openSession,
} from '../src/features/accounts/index.ts'
import type { Grant } from '../src/kernel/actor.ts'
import type { AccountId } from '../src/kernel/ids.ts'
import { uuidv7 } from '../src/kernel/uuid.ts'
import type { Client, Stage, TestServer } from './harness.ts'

export interface TestAccount {
  accountId: AccountId
  phone: string
  client: Client
}
export interface AccountWishes {
  phone?: string
  /** Without one, nobody can sign in by password; hashing takes a moment. */
  password?: string
  displayName?: string
  grants?: readonly (Pick<Grant, 'role'> & Partial<Grant>)[]
  /** Whether the session has passed the second factor; by default when there are grants. */
  secondFactor?: boolean
  /** A secret of an authenticator app, in force. */
  totpSecret?: string
}

export const randomPhone = (): string => `139${String(randomInt(100_000_000)).padStart(8, '0')}`

/** An account with a session open in `client`. */
export async function makeAccount(server: Stage, wishes: AccountWishes = {}): Promise<TestAccount> {
  const {
    phone = randomPhone(),
    displayName = '王小明',
    grants = [],
    secondFactor = grants.length > 0,
  } = wishes
  const passwordHash = wishes.password === undefined ? null : await hashPassword(wishes.password)
  const now = server.now()
  const accountId = uuidv7<AccountId>(now)
  const token = await server.db.transaction().execute(async (tx) => {
    await insertAccount(tx, { accountId, displayName, passwordHash }, now)
    await insertSignInKey(tx, server.vault, { kind: 'phone', value: phone, accountId })
    for (const grant of grants) {
      const nowhere = { bodyName: '', regionPath: null, teamId: null, teamPath: null, grantedBy: null }
      await insertGrant(tx, { ...nowhere, ...grant, accountId }, now)
    }
    if (wishes.totpSecret !== undefined) {
      const totpSecretEnc = server.vault.seal('totp', wishes.totpSecret)
      await tx
        .updateTable('accounts')
        .set({ totpSecretEnc, totpConfirmedAt: now })
        .where('accountId', '=', accountId)
        .execute()
    }
    return openSession(tx, { accountId, userAgent: undefined, secondFactor }, now)
  })
  return { accountId, phone, client: server.client(`zy_session=${token}`) }
}

/** What an authenticator app shows at the server's time. */
export const totpAt = (server: TestServer, secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.now().getTime() })

interface SentMessage {
  text: string
  template: string
  params: Record<string, string>
}

/** Messages in the outbox to that phone, the oldest first. */
export async function messagesTo(
  server: Pick<TestServer, 'reader' | 'vault'>,
  phone: string,
): Promise<SentMessage[]> {
  const rows = await server.reader.selectFrom('outboxMessages').selectAll().orderBy('messageId').execute()
  return rows
    .filter((row) => row.bodyEnc !== null && server.vault.open('sms', row.recipientEnc) === phone)
    .map((row) => JSON.parse(server.vault.open('sms', row.bodyEnc ?? Buffer.alloc(0))) as SentMessage)
}

/** The code of the last message to that phone. */
export async function codeSentTo(
  server: Pick<TestServer, 'reader' | 'vault'>,
  phone: string,
): Promise<string> {
  const code = (await messagesTo(server, phone)).at(-1)?.params['code']
  if (code === undefined) throw new Error(`no code was sent to ${phone}`)
  return code
}
