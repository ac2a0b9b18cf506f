/** A project whose places are drawn: when, and what stands in the way of that. Pure. V-numbers are those of docs/rules/signups.md. */
const HOUR_MS = 3_600_000
/** V1. Whoever is drawn, and whoever is not, has a day to arrange themselves. */
export const DRAW_HOURS_BEFORE = 24

export type DrawReason = 'draw_in_past' | 'draw_before_opening' | 'draw_too_late'
export interface DrawTerms {
  /** Null where places are given in another way. */
  drawAt: Date | null
  recruitFrom: Date | null
}
/** V1. A shift of a project that is not drawn yet begins a day after its draw at the earliest. */
export const whyNotBeginThen = (
  { drawAt, drawnAt }: { drawAt: Date | null; drawnAt: Date | null },
  { startsAt }: { startsAt: Date },
): 'draw_too_late' | null =>
  drawAt !== null && drawnAt === null && drawAt.getTime() > startsAt.getTime() - DRAW_HOURS_BEFORE * HOUR_MS
    ? 'draw_too_late'
    : null

/** V1. */
export function whyNotDrawThen(
  { drawAt, recruitFrom }: DrawTerms,
  { startsAt }: { startsAt: Date },
  now: Date,
): DrawReason | null {
  if (drawAt === null) return null
  if (drawAt <= now) return 'draw_in_past'
  if (recruitFrom !== null && drawAt <= recruitFrom) return 'draw_before_opening'
  return drawAt.getTime() > startsAt.getTime() - DRAW_HOURS_BEFORE * HOUR_MS ? 'draw_too_late' : null
}
