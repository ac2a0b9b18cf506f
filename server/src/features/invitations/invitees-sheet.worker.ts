/** The thread of invitees-sheet.ts. */
import { parentPort, workerData } from 'node:worker_threads'
import type { LocalDate } from '../../kernel/local-date.ts'
import { readSheet } from '../../sheets/reading.ts'
import { HEAD_WITHIN, readInviteesSheet, SHEET_COLUMNS_MAX, SHEET_ROWS_MAX } from './invitees-sheet.rules.ts'

const UNPACKED_MAX = 60_000_000

const { bytes, today } = workerData as { bytes: Uint8Array; today: LocalDate }
const sheet = await readSheet(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
  unpackedBytes: UNPACKED_MAX,
  rows: SHEET_ROWS_MAX + HEAD_WITHIN,
  columns: SHEET_COLUMNS_MAX,
})
parentPort?.postMessage('rows' in sheet ? readInviteesSheet(sheet.rows, today) : sheet)
