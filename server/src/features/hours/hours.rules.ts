/**
 * What a stretch of service is worth, who may enter it, who must look at it too, and who may see it.
 * Pure: every fact arrives as an argument, the clock included. H-numbers are those of docs/rules/hours.md.
 */
import { reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { HourEntryId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import { minutesIn, overlaps, splitAtMidnight, type Span } from '../../kernel/span.ts'

export type Grade = 'A' | 'B' | 'C' | 'D' | 'E'
export type Method =
  | 'scan'
  | 'team_entry'
  | 'claim'
  | 'time_code'
  | 'import'
  | 'sign_in_activity'
  | 'honour'
  | 'back_fill'
  | 'reversal'

/** H2. Service may begin a little before the shift and end a little after it. */
export const TOLERANCE_MINUTES = 30
const MINUTE_MS = 60_000

export interface ShiftTime extends Span {
  breakMinutes: number
}
/** A part of one day of somebody's service, worth these minutes. */
export interface Piece extends Span {
  servedOn: LocalDate
  minutes: number
}
export type DayMinutes = ReadonlyMap<LocalDate, number>

export const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE_MS)

function shared(a: Span, b: Span): Span | null {
  if (!overlaps(a, b)) return null
  return {
    startsAt: a.startsAt > b.startsAt ? a.startsAt : b.startsAt,
    endsAt: a.endsAt < b.endsAt ? a.endsAt : b.endsAt,
  }
}

/** H3. A break has a length and no hour; it is taken to lie in the middle. */
function pauseOf({ startsAt, endsAt, breakMinutes }: ShiftTime): Span {
  const middle = (startsAt.getTime() + endsAt.getTime()) / 2
  const half = (breakMinutes * MINUTE_MS) / 2
  return { startsAt: new Date(middle - half), endsAt: new Date(middle + half) }
}

function pauseMinutesIn(span: Span, pause: Span): number {
  const part = shared(span, pause)
  return part === null ? 0 : Math.ceil((part.endsAt.getTime() - part.startsAt.getTime()) / MINUTE_MS)
}

/** H1, H3, H4. Whole minutes rounded down, without the break, in pieces that each lie within a day. */
export function piecesOf(served: Span, pauseWithin: ShiftTime): Piece[] {
  if (served.endsAt <= served.startsAt) return []
  const pause = pauseOf(pauseWithin)
  return splitAtMidnight(served)
    .map((piece) => ({
      startsAt: piece.startsAt,
      endsAt: piece.endsAt,
      servedOn: dateIn(ZONE, piece.startsAt),
      minutes: minutesIn(piece) - pauseMinutesIn(piece, pause),
    }))
    .filter((piece) => piece.minutes > 0)
}

/** H2. What a person's presence is worth: the part of it that lies in the shift or close to it. */
export function presencePieces(presence: Span, shift: ShiftTime): Piece[] {
  const window = {
    startsAt: later(shift.startsAt, -TOLERANCE_MINUTES),
    endsAt: later(shift.endsAt, TOLERANCE_MINUTES),
  }
  const served = shared(presence, window)
  return served === null ? [] : piecesOf(served, shift)
}

/** H5. A machine record is cut to what is left of each day. */
export function withinDayLimit(pieces: readonly Piece[], done: DayMinutes, maxDayMinutes: number): Piece[] {
  const used = new Map(done)
  return pieces.flatMap((piece) => {
    const before = used.get(piece.servedOn) ?? 0
    const minutes = Math.min(piece.minutes, Math.max(0, maxDayMinutes - before))
    used.set(piece.servedOn, before + minutes)
    return minutes > 0 ? [{ ...piece, minutes }] : []
  })
}

export const minutesOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, piece) => sum + piece.minutes, 0)

/** H6. */
export const touches = (pieces: readonly Span[], credited: readonly Span[]): boolean =>
  pieces.some((piece) => credited.some((span) => overlaps(piece, span)))

/** The minutes of each day once these pieces are added. */
export function daysWith(done: DayMinutes, pieces: readonly Piece[]): Map<LocalDate, number> {
  const days = new Map(done)
  for (const { servedOn, minutes } of pieces) days.set(servedOn, (days.get(servedOn) ?? 0) + minutes)
  return days
}

export interface DayPolicy {
  maxDayMinutes: number
  secondPersonDayMinutes: number
  secondPersonEntryMinutes: number
}
/** A person as the ledger knows them, read while their row is locked. */
export interface Credited {
  spans: readonly Span[]
  days: DayMinutes
}

export const overDay = (credited: Credited, pieces: readonly Piece[], limit: number): boolean => {
  const days = daysWith(credited.days, pieces)
  return pieces.some(({ servedOn }) => (days.get(servedOn) ?? 0) > limit)
}

/** H5, H6. The two that are asked again when a second person approves. */
export function whyNotCredit(
  pieces: readonly Piece[],
  credited: Credited,
  policy: DayPolicy,
): 'hours_overlap' | 'day_limit' | null {
  if (touches(pieces, credited.spans)) return 'hours_overlap'
  if (overDay(credited, pieces, policy.maxDayMinutes)) return 'day_limit'
  return null
}

export interface LedgerLine {
  hourEntryId: HourEntryId
  volunteerId: VolunteerId
  grade: Grade
  reverses: HourEntryId | null
  reversedBy: HourEntryId | null
}
export type ReversingReason = 'not_your_team' | 'own_hours' | 'is_reversal' | 'already_reversed'

/** H10. A reversal takes a line out once; what takes out cannot itself be taken out. */
export function whyNotReverseHours(line: LedgerLine, teamPath: string, actor: Actor): ReversingReason | null {
  if (!reachesTeam(actor, teamPath, 'decide')) return 'not_your_team'
  if (line.volunteerId === actor.volunteerId) return 'own_hours'
  if (line.reverses !== null) return 'is_reversal'
  if (line.reversedBy !== null) return 'already_reversed'
  return null
}

/** H11. "This is not me" is for what others wrote: grades A and B hold the person's own act. */
export function whyNotDisownHours(
  line: Pick<LedgerLine, 'grade'>,
  disowned: boolean,
): 'own_act' | 'already_disowned' | null {
  if (line.grade === 'A' || line.grade === 'B') return 'own_act'
  return disowned ? 'already_disowned' : null
}

export type OwnHours = Minted<{ volunteerId: VolunteerId }>
export type TeamHours = Minted<{ teamId: TeamId }>

/** H12. A list of somebody's hours is asked with one of these. */
export const ownHours = (volunteerId: VolunteerId): OwnHours => mint({ volunteerId })
export function hoursOfTeam(actor: Actor, team: { teamId: TeamId; path: string }): TeamHours | null {
  return reachesTeam(actor, team.path, 'read') ? mint({ teamId: team.teamId }) : null
}
