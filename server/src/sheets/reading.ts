/** A spreadsheet read as rows of text, whichever of the usual writings it comes in. For a thread of its own: strangers made the file. */
import { parseCsv } from 'hucre/csv'
import { streamXlsxRows } from 'hucre/xlsx'
import { whyNotUnpack, type UnpackingReason } from './unpacking.ts'

export interface SheetLimits {
  unpackedBytes: number
  /** Rows with something in them, the head among them. */
  rows: number
  columns: number
}
/** Null where a number has lost digits: spreadsheets keep fifteen. */
export type Cell = string | null
export interface SheetRow {
  /** As the spreadsheet program counts. */
  line: number
  cells: Cell[]
}
export type SheetReason = UnpackingReason | 'sheet_kind_refused' | 'sheet_too_many_rows' | 'sheet_empty'
export type ReadSheet = { rows: SheetRow[] } | { reason: SheetReason }

const CELL_MAX = 200
const DIGITS_KEPT = 1e15
/** What a spreadsheet program has made of a long number in a text file. */
const ROUNDED = /^\d(?:\.\d+)?E\+\d{2}$/i

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < DIGITS_KEPT ? String(value) : null
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'string' && typeof value !== 'boolean') return ''
  const text = String(value).trim()
  return ROUNDED.test(text) ? null : text.slice(0, CELL_MAX)
}

function textOf(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes.includes(0)) return null
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not in this encoding; GB18030 is what Chinese spreadsheet programs write by default.
    }
  return null
}

async function* rowsOf(bytes: Buffer, text: string | null, rowsMax: number) {
  if (text === null) {
    for await (const { index, values } of streamXlsxRows(bytes, { maxRows: rowsMax * 2 }))
      yield { line: index + 1, values }
    return
  }
  for (const [index, values] of parseCsv(text, {}).entries()) yield { line: index + 1, values }
}

export async function readSheet(bytes: Buffer, limits: SheetLimits): Promise<ReadSheet> {
  const isZip = bytes.length > 3 && bytes.readUInt32LE(0) === 0x04034b50
  const text = isZip ? null : textOf(bytes)
  if (!isZip && text === null) return { reason: 'sheet_kind_refused' }
  const rows: SheetRow[] = []
  try {
    const reason = isZip ? whyNotUnpack(bytes, limits.unpackedBytes) : null
    if (reason !== null) return { reason }
    for await (const { line, values } of rowsOf(bytes, text, limits.rows)) {
      const cells = values.slice(0, limits.columns).map(cellOf)
      if (cells.every((cell) => cell === '')) continue
      if (rows.length === limits.rows) return { reason: 'sheet_too_many_rows' }
      rows.push({ line, cells })
    }
  } catch {
    return { reason: 'sheet_unreadable' }
  }
  return rows.length === 0 ? { reason: 'sheet_empty' } : { rows }
}
