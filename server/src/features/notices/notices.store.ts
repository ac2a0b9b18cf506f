/** Notices inside the program, each for one account. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, NoticeId } from '../../kernel/ids.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { NoticeKind, NoticeLink } from './notices.rules.ts'

export interface NewNotice {
  accountId: AccountId
  kind: NoticeKind
  /** What the sentence needs: names, numbers, dates. */
  facts?: Readonly<Record<string, unknown>>
  /** Path of the page that shows the matter. */
  link?: NoticeLink
}

/** Tells people, all in one statement, in the transaction of the deed. */
export async function notify(tx: Tx, notices: readonly NewNotice[], now: Date): Promise<void> {
  if (notices.length === 0) return
  await sql`
    insert into notices (account_id, notice_id, notice_kind, facts, link, created_at)
    select account, id, kind, facts::jsonb, link, ${now}::timestamptz
    from unnest(
      ${notices.map((n) => n.accountId)}::uuid[], ${notices.map(() => uuidv7(now))}::uuid[],
      ${notices.map((n) => n.kind)}::text[], ${notices.map((n) => JSON.stringify(n.facts ?? {}))}::text[],
      ${notices.map((n) => n.link ?? '')}::text[]
    ) as row (account, id, kind, facts, link)`.execute(tx)
}

export interface Notice {
  noticeId: NoticeId
  noticeKind: NoticeKind
  facts: Record<string, unknown>
  link: string
  createdAt: Date
  readAt: Date | null
}

/** One's own, the newest first. */
export async function listNotices(
  reader: Reader,
  accountId: AccountId,
  query: PageQuery,
): Promise<Page<Notice>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = reader
    .selectFrom('notices')
    .select(['noticeId', 'noticeKind', 'facts', 'link', 'createdAt', 'readAt'])
    .where('accountId', '=', accountId)
  if (after !== null) rows = rows.where('noticeId', '<', after as NoticeId)
  const found = await rows
    .orderBy('noticeId', 'desc')
    .limit(limit + 1)
    .execute()
  const notices = found.map((row) => ({
    ...row,
    noticeKind: row.noticeKind as NoticeKind,
    facts: row.facts as Record<string, unknown>,
  }))
  return pageOf(notices, limit, (row) => [row.noticeId])
}

export async function countUnread(reader: Reader, accountId: AccountId): Promise<number> {
  const row = await reader
    .selectFrom('notices')
    .select((eb) => eb.fn.countAll<number>().as('unread'))
    .where('accountId', '=', accountId)
    .where('readAt', 'is', null)
    .executeTakeFirstOrThrow()
  return row.unread
}

/** Marks the named ones, or all; those of others and those read before stay as they are. */
export async function markRead(
  tx: Tx,
  accountId: AccountId,
  noticeIds: readonly NoticeId[] | null,
  now: Date,
): Promise<void> {
  let marking = tx
    .updateTable('notices')
    .set({ readAt: now })
    .where('accountId', '=', accountId)
    .where('readAt', 'is', null)
  if (noticeIds !== null) marking = marking.where('noticeId', '=', sql<NoticeId>`any(${noticeIds}::uuid[])`)
  await marking.execute()
}

/** What a later deed has overtaken is read, unread as it may be: those of one kind that lead to one page. */
export async function retireNotices(
  tx: Tx,
  { accountIds, kind, link }: { accountIds: readonly AccountId[]; kind: NoticeKind; link: NoticeLink },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('notices')
    .set({ readAt: now })
    .where('accountId', '=', sql<AccountId>`any(${[...accountIds]}::uuid[])`)
    .where('noticeKind', '=', kind)
    .where('link', '=', link)
    .where('readAt', 'is', null)
    .execute()
}

/** One's notices about a sign-up of which nothing is kept any more. */
export async function deleteNoticesOf(
  tx: Tx,
  accountIds: readonly AccountId[],
  { kinds, signupIds }: { kinds: readonly NoticeKind[]; signupIds: readonly string[] },
): Promise<void> {
  if (accountIds.length === 0) return
  await tx
    .deleteFrom('notices')
    .where('accountId', '=', sql<AccountId>`any(${[...accountIds]}::uuid[])`)
    .where('noticeKind', 'in', [...kinds])
    .where(sql<boolean>`facts->>'signupId' = any(${[...signupIds]}::text[])`)
    .execute()
}
