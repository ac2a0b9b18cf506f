/** What is forgotten of people who did not become volunteers, as the notice on personal information promises. */

/** A refused application that was not sent again for a year; a day that a year lacks counts as the next. */
export function refusedBefore(now: Date): Date {
  const before = new Date(now)
  before.setUTCFullYear(before.getUTCFullYear() - 1)
  return before
}
