/** Messages that wait to leave, or have left. Who gets them and what they say is sealed. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { findSite } from '../catalog/index.ts'
import type { Vault } from '../../vault.ts'
import { smsText, type SmsParams, type SmsTemplate } from './templates.ts'

export interface NewSms<Template extends SmsTemplate> {
  phone: string
  template: Template
  params: SmsParams<Template>
  /** The moment from which the message would say nothing any more. */
  expiresAt?: Date
  /** False does all the work and keeps nothing, so that the time does not tell. */
  isWanted?: boolean
}

export interface Body {
  text: string
  template: string
  params: Record<string, string>
}

const SENDER = '志愿服务'

/** Puts a message into the outbox, in the transaction of the deed; the job sends it afterwards. */
export async function sendSms<Template extends SmsTemplate>(
  tx: Tx,
  vault: Vault,
  { phone, template, params, expiresAt, isWanted = true }: NewSms<Template>,
  now: Date,
): Promise<void> {
  const text = smsText((await findSite(tx))?.nameZh ?? SENDER, template, params)
  const body: Body = { text, template, params: { ...params } }
  await sql`
    insert into outbox_messages (message_id, channel, recipient_enc, body_enc, created_at, expires_at, next_attempt_at)
    select ${uuidv7(now)}::uuid, 'sms', ${vault.seal('sms', phone)}::bytea, ${vault.seal('sms', JSON.stringify(body))}::bytea,
      ${now}::timestamptz, ${expiresAt ?? null}::timestamptz, ${now}::timestamptz
    where ${isWanted}::boolean`.execute(tx)
}

export interface DueMessage {
  messageId: string
  phone: string
  body: Body
  attempts: number
  expiresAt: Date | null
}

const opened = (vault: Vault, sealed: Buffer): Body => JSON.parse(vault.open('sms', sealed)) as Body

/** Messages whose time has come, the longest waiting first. */
export async function listDueMessages(
  reader: Reader,
  vault: Vault,
  now: Date,
  limit: number,
): Promise<DueMessage[]> {
  const rows = await reader
    .selectFrom('outboxMessages')
    .select(['messageId', 'recipientEnc', 'bodyEnc', 'attempts', 'expiresAt'])
    .where('sentAt', 'is', null)
    .where('givenUpAt', 'is', null)
    .where('nextAttemptAt', '<=', now)
    .orderBy('nextAttemptAt')
    .limit(limit)
    .execute()
  return rows.flatMap(({ recipientEnc, bodyEnc, ...row }) =>
    bodyEnc === null ? [] : { ...row, phone: vault.open('sms', recipientEnc), body: opened(vault, bodyEnc) },
  )
}

/** `keepsBody` where the operator passes messages on by hand; a gateway leaves nothing to read. */
export async function markSent(tx: Tx, messageId: string, keepsBody: boolean, now: Date): Promise<void> {
  await tx
    .updateTable('outboxMessages')
    .set({ sentAt: now, attempts: sql`attempts + 1`, failure: null, ...(keepsBody ? {} : { bodyEnc: null }) })
    .where('messageId', '=', messageId)
    .execute()
}

export async function markFailed(
  tx: Tx,
  messageId: string,
  { failure, nextAttemptAt }: { failure: string; nextAttemptAt: Date | null },
  now: Date,
): Promise<void> {
  const next = nextAttemptAt === null ? { givenUpAt: now } : { nextAttemptAt }
  await tx
    .updateTable('outboxMessages')
    .set({ ...next, failure, attempts: sql`attempts + 1` })
    .where('messageId', '=', messageId)
    .execute()
}

export interface OutboxItem {
  messageId: string
  channel: 'sms'
  phone: string
  text: string | null
  createdAt: Date
  sentAt: Date | null
  failure: string | null
  givenUpAt: Date | null
}

export async function listMessages(
  reader: Reader,
  vault: Vault,
  query: PageQuery,
): Promise<Page<OutboxItem>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = reader
    .selectFrom('outboxMessages')
    .select(['messageId', 'recipientEnc', 'bodyEnc', 'createdAt', 'sentAt', 'failure', 'givenUpAt'])
  if (after !== null) rows = rows.where('messageId', '<', after)
  const found = await rows
    .orderBy('messageId', 'desc')
    .limit(limit + 1)
    .execute()
  const items = found.map(({ recipientEnc, bodyEnc, ...row }) => ({
    ...row,
    channel: 'sms' as const,
    phone: vault.open('sms', recipientEnc),
    text: bodyEnc === null ? null : opened(vault, bodyEnc).text,
  }))
  return pageOf(items, limit, (row) => [row.messageId])
}

export async function deleteMessagesBefore(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('outboxMessages').where('createdAt', '<', before).execute()
}
