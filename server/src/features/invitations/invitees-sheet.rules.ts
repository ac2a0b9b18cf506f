/** What a spreadsheet of people to invite says. Pure. I10 and I11 of docs/rules/teams.md. */
import type { DocumentKind } from '../../kernel/identity-document.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { maskIdNumber } from '../../kernel/masking.ts'
import { readInvitees, type Invitee, type InviteeClaim, type InviteeReason } from './invitations.rules.ts'

export const SHEET_ROWS_MAX = 10_000
export const SHEET_HEAD = ['姓名', '证件类型', '证件号码'] as const
/** The head is looked for in the first rows; a title may stand above it. */
export const HEAD_WITHIN = 5
/** A spreadsheet has few columns of ours; the others are not read. */
export const SHEET_COLUMNS_MAX = 30

/** Null where a number has lost digits. */
type Cell = string | null
export interface SheetLine {
  line: number
  cells: readonly Cell[]
}
export type SheetRowReason = InviteeReason | 'id_number_not_text' | 'id_kind_unknown'
export interface SheetFailure {
  line: number
  name: string
  idNumber: string
  reason: SheetRowReason
}
export interface SheetReading {
  total: number
  invitees: Invitee[]
  failures: SheetFailure[]
}
export type SheetReadingReason = 'sheet_columns_missing' | 'sheet_too_many_rows' | 'sheet_empty'

const NAMES = ['姓名', '名字', 'name']
const KINDS = ['证件类型', '证件种类', 'document']
const NUMBERS = ['证件号码', '证件号', '身份证号码', '身份证号', '身份证', '公民身份号码', 'id number']
const KIND_WORDS: Readonly<Record<string, DocumentKind>> = {
  '': 'mainland_id',
  居民身份证: 'mainland_id',
  身份证: 'mainland_id',
  二代身份证: 'mainland_id',
  港澳台居民居住证: 'hmt_residence_permit',
  港澳台居住证: 'hmt_residence_permit',
  居住证: 'hmt_residence_permit',
  外国人永久居留身份证: 'foreign_permanent_id',
  外国人永久居留证: 'foreign_permanent_id',
  永居证: 'foreign_permanent_id',
  护照: 'passport',
}
const plain = (cell: Cell | undefined): string => (cell ?? '').normalize('NFKC').replace(/[\s*:：]/gu, '')
const heading = (cell: Cell): string =>
  (cell ?? '').normalize('NFKC').replace(/[*:]/gu, '').trim().toLowerCase()

interface Columns {
  name: number
  kind: number
  number: number
}
function columnsOf({ cells }: SheetLine): Columns | null {
  const heads = cells.map(heading)
  const at = (words: readonly string[]) => heads.findIndex((head) => words.includes(head))
  const columns = { name: at(NAMES), kind: at(KINDS), number: at(NUMBERS) }
  return columns.name < 0 || columns.number < 0 ? null : columns
}

/** Marks by which people keep a spreadsheet program from reading a number. */
const bare = (text: string): string => text.replace(/^[='"\t]+|["\t]+$/gu, '')

interface Read {
  line: number
  claim: InviteeClaim
  reason: SheetRowReason | null
}
function readLine({ line, cells }: SheetLine, { name, kind, number }: Columns): Read {
  const idNumber = cells[number]
  const idKind = KIND_WORDS[kind < 0 ? '' : plain(cells[kind])]
  const claim = {
    name: cells[name] ?? '',
    idKind: idKind ?? 'mainland_id',
    idNumber: bare(idNumber ?? ''),
  }
  if (idKind === undefined) return { line, claim, reason: 'id_kind_unknown' }
  return { line, claim, reason: idNumber === null ? 'id_number_not_text' : null }
}

/** I10. Each row is either somebody to invite or has its reason. */
export function readInviteesSheet(
  lines: readonly SheetLine[],
  today: LocalDate,
): SheetReading | { reason: SheetReadingReason } {
  const at = lines.slice(0, HEAD_WITHIN).findIndex((line) => columnsOf(line) !== null)
  const head = lines[at]
  const columns = head === undefined ? null : columnsOf(head)
  if (columns === null) return { reason: 'sheet_columns_missing' }
  const rows = lines.slice(at + 1)
  if (rows.length > SHEET_ROWS_MAX) return { reason: 'sheet_too_many_rows' }
  if (rows.length === 0) return { reason: 'sheet_empty' }
  const reads = rows.map((row) => readLine(row, columns))
  const people = readInvitees(
    reads.flatMap(({ claim, reason }) => (reason === null ? [claim] : [])),
    today,
  )
  const reading: SheetReading = { total: rows.length, invitees: [], failures: [] }
  let next = 0
  for (const { line, claim, reason } of reads) {
    const person = reason === null ? people[next++] : { reason }
    if (person !== undefined && 'invitee' in person) reading.invitees.push(person.invitee)
    else
      reading.failures.push({
        line,
        name: claim.name,
        idNumber: maskIdNumber(claim.idNumber),
        reason: person?.reason ?? 'id_number_malformed',
      })
  }
  return reading
}
