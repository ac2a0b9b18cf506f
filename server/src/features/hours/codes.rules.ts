/** When a code that was scanned can be believed. Pure. D-numbers are those of docs/rules/hours.md. */

/** D2. How far the clock of the scanning device may be off. */
export const SCANNER_SKEW_SECONDS = 15 * 60
/** D2. Steps of the code before and after the scan's own. */
const STEPS_BEFORE = 2
const STEPS_AFTER = 1
const STEP_SECONDS = 30

export const CODE_REASONS = [
  'code_malformed',
  'code_expired',
  'code_unknown_device',
  'code_signature_wrong',
  'device_revoked',
  'short_code_wrong',
  'scanner_clock_wrong',
] as const
export type CodeReason = (typeof CODE_REASONS)[number]
/** D2. A code lives for its half minute, two before the scan's and one after it. */
export function whyNotFresh(step: number, scannedAt: Date): 'code_expired' | null {
  const own = Math.floor(scannedAt.getTime() / 1000 / STEP_SECONDS)
  return step < own - STEPS_BEFORE || step > own + STEPS_AFTER ? 'code_expired' : null
}
export function stepsAround(scannedAt: Date): number[] {
  const own = Math.floor(scannedAt.getTime() / 1000 / STEP_SECONDS)
  return Array.from({ length: STEPS_BEFORE + STEPS_AFTER + 1 }, (_, i) => own - STEPS_BEFORE + i)
}
export function whyNotOnTime(scannedAt: Date, now: Date): 'scanner_clock_wrong' | null {
  return Math.abs(scannedAt.getTime() - now.getTime()) > SCANNER_SKEW_SECONDS * 1000
    ? 'scanner_clock_wrong'
    : null
}
