/** Spreadsheets of invitations on their way. The rows lie sealed until they are sent, and are deleted then. */
import { sql } from 'kysely'
import type { Act } from '../../act.ts'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ImportId, TeamId } from '../../kernel/ids.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { Vault } from '../../vault.ts'
import type { TeamScope } from '../teams/index.ts'
import type { Invitee } from './invitations.rules.ts'
import { openOrNull } from './invitations.store.ts'
import type { SheetFailure } from './invitees-sheet.rules.ts'

const SEALED = { rows: 'invitation_import_parts.rows', failures: 'invitation_imports.failures' } as const
export const PART_ROWS = 1_000

export interface NewImport {
  teamId: TeamId
  importId: ImportId
  startedBy: AccountId
  invitees: readonly Invitee[]
  failures: readonly SheetFailure[]
}
export async function insertImport({ tx, vault, now }: Act, one: NewImport): Promise<void> {
  const { teamId, importId, startedBy, invitees, failures } = one
  const isDone = invitees.length === 0
  await tx
    .insertInto('invitationImports')
    .values({
      teamId,
      importId,
      startedBy,
      startedAt: now,
      state: isDone ? 'done' : 'running',
      finishedAt: isDone ? now : null,
      total: invitees.length + failures.length,
      refused: failures.length,
      failuresEnc: failures.length === 0 ? null : vault.seal(SEALED.failures, JSON.stringify(failures)),
    })
    .execute()
  if (isDone) return
  const parts = Array.from({ length: Math.ceil(invitees.length / PART_ROWS) }, (_, part) => {
    const rows = invitees.slice(part * PART_ROWS, (part + 1) * PART_ROWS)
    const rowsEnc = vault.seal(SEALED.rows, JSON.stringify(rows))
    return { teamId, importId, part, rowCount: rows.length, rowsEnc }
  })
  await tx.insertInto('invitationImportParts').values(parts).execute()
}

export interface Import {
  importId: ImportId
  state: 'running' | 'done'
  startedAt: Date
  finishedAt: Date | null
  total: number
  invited: number
  refused: number
  hasFailures: boolean
}
const imports = (reader: Reader, { teamId }: TeamScope) =>
  reader
    .selectFrom('invitationImports')
    .select(['importId', 'state', 'startedAt', 'finishedAt', 'total', 'invited', 'refused'])
    .select(sql<boolean>`failures_enc is not null`.as('hasFailures'))
    .where('teamId', '=', teamId)

export const findImport = (
  reader: Reader,
  scope: TeamScope,
  importId: ImportId,
): Promise<Import | undefined> => imports(reader, scope).where('importId', '=', importId).executeTakeFirst()

/** The latest first. */
export async function listImports(reader: Reader, scope: TeamScope, query: PageQuery): Promise<Page<Import>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = imports(reader, scope)
  if (after !== null) rows = rows.where('importId', '<', after as ImportId)
  const found = await rows
    .orderBy('importId', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(found, limit, (row) => [row.importId])
}

/** Undefined when there is no such import; empty when nothing failed or it has been forgotten. */
export async function findFailures(
  reader: Reader,
  vault: Vault,
  { teamId }: TeamScope,
  importId: ImportId,
): Promise<SheetFailure[] | undefined> {
  const row = await reader
    .selectFrom('invitationImports')
    .select('failuresEnc')
    .where('teamId', '=', teamId)
    .where('importId', '=', importId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return row.failuresEnc === null
    ? []
    : (JSON.parse(vault.open(SEALED.failures, row.failuresEnc)) as SheetFailure[])
}

export interface PartKey {
  teamId: TeamId
  importId: ImportId
  part: number
}
/** Whose turn it is: each import in the order of its rows, the one started first. */
export async function findNextPart(reader: Reader): Promise<PartKey | undefined> {
  return reader
    .selectFrom('invitationImportParts')
    .select(['teamId', 'importId', 'part'])
    .orderBy('importId')
    .orderBy('part')
    .executeTakeFirst()
}

/** Takes a part out for good; undefined when another has taken it. Locks the import. Without invitees where its seal does not open. */
export async function takePart(
  tx: Tx,
  vault: Vault,
  { teamId, importId, part }: PartKey,
): Promise<{ startedBy: AccountId; rows: number; invitees: Invitee[] | null } | undefined> {
  const one = await tx
    .selectFrom('invitationImports')
    .select('startedBy')
    .where('teamId', '=', teamId)
    .where('importId', '=', importId)
    .forUpdate()
    .executeTakeFirst()
  const taken = await tx
    .deleteFrom('invitationImportParts')
    .where('teamId', '=', teamId)
    .where('importId', '=', importId)
    .where('part', '=', part)
    .returning(['rowsEnc', 'rowCount'])
    .executeTakeFirst()
  if (one === undefined || taken === undefined) return undefined
  const text = openOrNull(vault, SEALED.rows, taken.rowsEnc)
  const invitees = text === null ? null : (JSON.parse(text) as Invitee[])
  return { startedBy: one.startedBy, rows: taken.rowCount, invitees }
}

/** Counts what was sent and what was not; the last part ends the import. */
export async function addToImport(
  tx: Tx,
  { teamId, importId }: PartKey,
  { sent, refused }: { sent: number; refused: number },
  now: Date,
): Promise<{ state: 'running' | 'done'; invited: number; refused: number }> {
  const isDone = sql`invited + ${sent} + refused + ${refused} = total`
  return tx
    .updateTable('invitationImports')
    .set({
      invited: sql`invited + ${sent}`,
      refused: sql`refused + ${refused}`,
      state: sql`case when ${isDone} then 'done' else 'running' end`,
      finishedAt: sql`case when ${isDone} then ${now}::timestamptz end`,
    })
    .where('teamId', '=', teamId)
    .where('importId', '=', importId)
    .returning(['state', 'invited', 'refused'])
    .executeTakeFirstOrThrow()
}

const KEPT_MS = 7 * 86_400_000
/** A week is enough to mend the rows that failed. */
export async function forgetFailures(tx: Tx, now: Date): Promise<void> {
  await tx
    .updateTable('invitationImports')
    .set({ failuresEnc: null })
    .where('finishedAt', '<', new Date(now.getTime() - KEPT_MS))
    .where('failuresEnc', 'is not', null)
    .execute()
}
