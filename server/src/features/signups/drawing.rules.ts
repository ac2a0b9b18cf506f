/** What a draw means for those who took part in it more than once. Pure. V-numbers are those of docs/rules/signups.md. */
import type { Drawn } from '../../kernel/fair-draw.ts'
import type { VolunteerId } from '../../kernel/ids.ts'
import { overlaps, type Span } from '../../kernel/span.ts'

export interface DrawnEntry extends Span, Pick<Drawn, 'ticket' | 'outcome'> {
  volunteerId: VolunteerId
}
const GOES_FIRST = ['in', 'waiting'] as const

/**
 * V8. Of one person's entries that share a minute, a place goes before a number on the list, and of two alike the one
 * that was drawn first stays. Answers the tickets of the others; `drawn` is in the order of the draw.
 */
export function listGivenUp(drawn: readonly DrawnEntry[]): Set<string> {
  const kept = new Map<VolunteerId, Span[]>()
  const givenUp = new Set<string>()
  for (const outcome of GOES_FIRST)
    for (const entry of drawn) {
      if (entry.outcome !== outcome) continue
      const own = kept.get(entry.volunteerId) ?? []
      if (own.some((other) => overlaps(other, entry))) givenUp.add(entry.ticket)
      else kept.set(entry.volunteerId, [...own, entry])
    }
  return givenUp
}
