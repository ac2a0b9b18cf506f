import type { Reader } from '../../db/handles.ts'
import type { VolunteerId } from '../../kernel/ids.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'

export interface AuditEntry {
  auditId: string
  deed: string
  actorLabel: string
  subjectKind: string | null
  subjectId: string | null
  happenedAt: Date
}

export interface Access {
  accessId: string
  deed: string
  actorLabel: string
  happenedAt: Date
}

/** Newest first; UUIDv7 ids rise with time. */
export async function listEntries(reader: Reader, query: PageQuery): Promise<Page<AuditEntry>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = reader
    .selectFrom('auditEntries')
    .select(['auditId', 'deed', 'actorLabel', 'subjectKind', 'subjectId', 'happenedAt'])
  if (after !== null) rows = rows.where('auditId', '<', after)
  const found = await rows
    .orderBy('auditId', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(found, limit, (row) => [row.auditId])
}

export async function listAccesses(
  reader: Reader,
  volunteerId: VolunteerId,
  query: PageQuery,
): Promise<Page<Access>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = reader
    .selectFrom('recordAccesses')
    .select(['accessId', 'deed', 'actorLabel', 'happenedAt'])
    .where('volunteerId', '=', volunteerId)
  if (after !== null) rows = rows.where('accessId', '<', after)
  const found = await rows
    .orderBy('accessId', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(found, limit, (row) => [row.accessId])
}
