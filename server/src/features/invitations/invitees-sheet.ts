/** Spreadsheets of people to invite, read and made on a thread of its own: the program itself never loads what opens them. */
import type { LocalDate } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { SheetReason } from '../../sheets/reading.ts'
import { askThread } from '../../sheets/thread.ts'
import { SHEET_ROWS_MAX, type SheetReading, type SheetReadingReason } from './invitees-sheet.rules.ts'

const READING_MS = 10_000
const READER = new URL('./invitees-sheet.worker.ts', import.meta.url)
const TEMPLATE = new URL('./invitees-template.worker.ts', import.meta.url)

export type InviteesSheetReason = SheetReason | SheetReadingReason | 'sheet_too_slow'

/** Throws the reason as a refusal. */
export async function readInviteesFile(bytes: Buffer, today: LocalDate): Promise<SheetReading> {
  const answer = (await askThread(READER, { bytes, today }, READING_MS)) as
    SheetReading | { reason: InviteesSheetReason } | null
  if (answer === null) throw new Refusal('sheet_too_slow')
  if ('reason' in answer) throw new Refusal(answer.reason, { max: SHEET_ROWS_MAX })
  return answer
}

export async function inviteesTemplate(): Promise<Buffer> {
  const made = (await askThread(TEMPLATE, {}, READING_MS)) as Uint8Array | null
  if (made === null) throw new Error('the template could not be made')
  return Buffer.from(made)
}
