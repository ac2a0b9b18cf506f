/** What a reporter or a team may say in a case, and when cases end. Pure. Y-numbers are those of docs/rules/complaints.md. */
import { addDays, addMonths, dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { isOpen, type Complaint } from './complaints.rules.ts'

export const WORDS_MIN = 10
export const WORDS_MAX = 2000
export const PICTURES_MAX = 5
export const ADDITIONS_MAX = 10

/** Y3. People write what they saw; a word or two helps nobody. */
export const whyNotWords = (words: string): 'words_too_short' | null =>
  [...words.trim()].length < WORDS_MIN ? 'words_too_short' : null

export type ReportingReason = 'words_too_short' | 'day_in_future' | 'pictures_too_many'
export function whyNotReport(
  report: { words: string; happenedOn: LocalDate | null; fileIds: readonly string[] },
  now: Date,
): ReportingReason | null {
  if (report.happenedOn !== null && report.happenedOn > dateIn(ZONE, now)) return 'day_in_future'
  if (report.fileIds.length > PICTURES_MAX) return 'pictures_too_many'
  return whyNotWords(report.words)
}

export type AddingReason = 'already_settled' | 'additions_full' | 'words_too_short'
/** Y9. While the case is open its reporter may say more at any time. */
export function whyNotAddToComplaint(
  complaint: Complaint,
  additions: number,
  words: string | null,
): AddingReason | null {
  if (!isOpen(complaint)) return 'already_settled'
  if (additions >= ADDITIONS_MAX) return 'additions_full'
  return words === null ? null : whyNotWords(words)
}

export type ReopeningReason = 'not_settled' | 'already_reopened' | 'complaint_closed' | 'words_too_short'
/** Y16. Once, within the days of the policy. */
export function whyNotReopen(
  complaint: Complaint,
  { now, words }: { now: Date; words: string | null },
): ReopeningReason | null {
  if (complaint.status === 'closed') return 'complaint_closed'
  if (complaint.closesOn === null) return 'not_settled'
  if (complaint.round > 1) return 'already_reopened'
  if (dateIn(ZONE, now) > complaint.closesOn) return 'complaint_closed'
  return words === null ? null : whyNotWords(words)
}
/** Y16. Counted from the day of the outcome. */
export const closingDay = (settledAt: Date, reopenDays: number): LocalDate =>
  addDays(dateIn(ZONE, settledAt), reopenDays)

/** Y19. Calendar months after the end; a month without that day ends with its last. */
export const forgettingDay = (closedAt: Date, months: number): LocalDate =>
  addMonths(dateIn(ZONE, closedAt), months)

export type StatingReason = 'statement_given' | 'statement_ended' | 'words_too_short'
export function whyNotGiveStatement(
  statement: { givenAt: Date | null; endedAt: Date | null },
  words: string | null,
): StatingReason | null {
  if (statement.givenAt !== null) return 'statement_given'
  if (statement.endedAt !== null) return 'statement_ended'
  return words === null ? null : whyNotWords(words)
}
