/** What a team is asked about a matter, and what it says. Nothing here knows who reported it. */
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ComplaintId, StatementId, TeamId } from '../../kernel/ids.ts'
import { localDate, type LocalDate } from '../../kernel/local-date.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { Vault } from '../../vault.ts'
import type { Article, ComplaintKind, ComplaintSubject, Measure } from './complaints.rules.ts'
import { openPart, sealPart } from './sealing.ts'

export interface Statement {
  statementId: StatementId
  complaintId: ComplaintId
  teamId: TeamId
  matter: string
  askedByName: string
  askedAt: Date
  dueOn: LocalDate
  words: string | null
  givenAt: Date | null
  endedAt: Date | null
}
const select = (reader: Reader) =>
  reader
    .selectFrom('complaintStatements as s')
    .select(['s.statementId', 's.complaintId', 's.teamId', 's.matterEnc', 's.askedByName', 's.askedAt'])
    .select(['s.dueOn', 's.wordsEnc', 's.givenAt', 's.endedAt'])

interface Sealed {
  matterEnc: Buffer
  wordsEnc: Buffer | null
  dueOn: string
}
const opened = <Row extends Sealed>(vault: Vault, { matterEnc, wordsEnc, ...row }: Row) => ({
  ...row,
  dueOn: localDate(row.dueOn),
  matter: openPart(vault, 'words', matterEnc),
  words: wordsEnc === null ? null : openPart(vault, 'words', wordsEnc),
})

export async function listStatements(
  reader: Reader,
  vault: Vault,
  complaintId: ComplaintId,
): Promise<Statement[]> {
  const rows = await select(reader)
    .where('s.complaintId', '=', complaintId)
    .orderBy('s.statementId')
    .execute()
  return rows.map((row) => opened(vault, row))
}

export async function hasOpenStatement(reader: Reader, complaintId: ComplaintId): Promise<boolean> {
  const row = await reader
    .selectFrom('complaintStatements')
    .select('statementId')
    .where('complaintId', '=', complaintId)
    .where('givenAt', 'is', null)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Of that very team. */
export async function getStatement(
  reader: Reader,
  vault: Vault,
  teamId: TeamId,
  statementId: StatementId,
): Promise<Statement> {
  const row = await select(reader)
    .where('s.statementId', '=', statementId)
    .where('s.teamId', '=', teamId)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('statement_not_found')
  return opened(vault, row)
}

export interface AskedStatement extends Statement {
  kind: ComplaintKind
  subjectKind: ComplaintSubject
  subjectName: string
}
/** What the authorities have asked a team, the latest first. */
export async function listStatementsOfTeam(
  reader: Reader,
  vault: Vault,
  teamId: TeamId,
  query: PageQuery,
): Promise<Page<AskedStatement>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = select(reader)
    .innerJoin('complaints', 'complaints.complaintId', 's.complaintId')
    .select(['complaints.kind', 'complaints.subjectKind', 'complaints.subjectName'])
    .where('s.teamId', '=', teamId)
  if (after !== null) rows = rows.where('s.statementId', '<', after as StatementId)
  const found = await rows
    .orderBy('s.statementId', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(
    found.map((row) => opened(vault, row)),
    limit,
    (row) => [row.statementId],
  )
}

export async function insertStatement(
  tx: Tx,
  vault: Vault,
  { matter, ...statement }: Pick<Statement, 'complaintId' | 'teamId' | 'matter' | 'askedByName' | 'dueOn'>,
  now: Date,
): Promise<StatementId> {
  const statementId = uuidv7<StatementId>(now)
  const matterEnc = sealPart(vault, 'words', matter)
  await tx
    .insertInto('complaintStatements')
    .values({ ...statement, statementId, matterEnc, askedAt: now })
    .execute()
  return statementId
}

export async function markStatementGiven(
  tx: Tx,
  vault: Vault,
  statementId: StatementId,
  { words, by, at }: { words: string; by: AccountId; at: Date },
): Promise<void> {
  await tx
    .updateTable('complaintStatements')
    .set({ wordsEnc: sealPart(vault, 'words', words), givenBy: by, givenAt: at })
    .where('statementId', '=', statementId)
    .execute()
}

/** A case that is settled waits for no statement. */
export async function markStatementsEnded(tx: Tx, complaintId: ComplaintId, at: Date): Promise<void> {
  await tx
    .updateTable('complaintStatements')
    .set({ endedAt: at })
    .where('complaintId', '=', complaintId)
    .where('givenAt', 'is', null)
    .where('endedAt', 'is', null)
    .execute()
}

export interface RecordedMeasure {
  measure: Measure
  article: Article
  words: string
  mendBy: LocalDate | null
  passedTo: string | null
  byName: string
  at: Date
}
const measures = (reader: Reader) =>
  reader
    .selectFrom('complaintMeasures')
    .select(['measure', 'article', 'words', 'mendBy', 'passedTo', 'byName', 'at'])
const datedMeasure = <Row extends { mendBy: string | null }>(row: Row) => ({
  ...row,
  mendBy: row.mendBy === null ? null : localDate(row.mendBy),
})
const MEASURES_SHOWN = 50

export async function listMeasures(reader: Reader, complaintId: ComplaintId): Promise<RecordedMeasure[]> {
  const rows = await measures(reader)
    .where('complaintId', '=', complaintId)
    .orderBy('measureId')
    .limit(MEASURES_SHOWN)
    .execute()
  return rows.map(datedMeasure)
}

/** The latest that concern a team. */
export async function listMeasuresOfTeam(reader: Reader, teamId: TeamId): Promise<RecordedMeasure[]> {
  const rows = await measures(reader)
    .where('teamId', '=', teamId)
    .orderBy('measureId', 'desc')
    .limit(MEASURES_SHOWN)
    .execute()
  return rows.map(datedMeasure)
}

export async function insertMeasure(
  tx: Tx,
  measure: RecordedMeasure & { complaintId: ComplaintId; teamId: TeamId; byAccountId: AccountId },
): Promise<void> {
  await tx
    .insertInto('complaintMeasures')
    .values({ ...measure, measureId: uuidv7(measure.at) })
    .execute()
}
