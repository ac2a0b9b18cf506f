/** What a shift with a waiting list is, in the fewest words: people in sets and in a line, no database. */
export type Mode = 'auto' | 'team'
export interface ModelShift {
  headcount: number
  admitted: Set<number>
  /** Until when each may answer. */
  offered: Map<number, number>
  applied: Set<number>
  /** In the order of arrival. */
  line: { person: number; approved: boolean }[]
}
const HOUR_MS = 3_600_000

export class Model {
  readonly shifts: ModelShift[]
  readonly mode: Mode
  now: number
  constructor(mode: Mode, headcounts: readonly number[], now: number) {
    this.mode = mode
    this.now = now
    this.shifts = headcounts.map((headcount) => ({
      headcount,
      admitted: new Set(),
      offered: new Map(),
      applied: new Set(),
      line: [],
    }))
  }

  stateOf(person: number, at: number): string {
    const shift = this.shifts[at]!
    if (shift.admitted.has(person)) return 'admitted'
    if (shift.offered.has(person)) return 'offered'
    if (shift.applied.has(person)) return 'applied'
    return shift.line.some((one) => one.person === person) ? 'waiting' : 'none'
  }
  free({ headcount, admitted, offered }: ModelShift): number {
    return headcount - admitted.size - offered.size
  }
  private passOn(shift: ModelShift): void {
    for (;;) {
      const next = shift.line.find(({ approved }) => approved)
      if (this.free(shift) <= 0 || next === undefined) return
      const { person } = next
      shift.line = shift.line.filter((one) => one !== next)
      shift.offered.set(person, this.now + 24 * HOUR_MS)
    }
  }
  private leave(person: number, shift: ModelShift): void {
    shift.admitted.delete(person)
    shift.offered.delete(person)
    shift.applied.delete(person)
    shift.line = shift.line.filter((one) => one.person !== person)
  }

  signUp(person: number, at: number): string {
    const shift = this.shifts[at]!
    if (this.stateOf(person, at) !== 'none') return 'already_signed_up'
    const isFull = this.free(shift) <= 0 || (this.mode === 'auto' && shift.line.length > 0)
    if (isFull) shift.line.push({ person, approved: this.mode === 'auto' })
    else (this.mode === 'auto' ? shift.admitted : shift.applied).add(person)
    return this.stateOf(person, at)
  }
  withdraw(person: number, at: number): string {
    if (this.stateOf(person, at) === 'offered') return 'offer_open'
    this.leave(person, this.shifts[at]!)
    this.passOn(this.shifts[at]!)
    return 'withdrawn'
  }
  answer(person: number, at: number, isYes: boolean): string {
    const shift = this.shifts[at]!
    const until = shift.offered.get(person)
    if (until === undefined) return 'no_offer'
    if (this.now >= until) return 'offer_lapsed'
    this.leave(person, shift)
    if (isYes) shift.admitted.add(person)
    this.passOn(shift)
    return isYes ? 'admitted' : 'withdrawn'
  }
  lapse(hours: number): string {
    this.now += hours * HOUR_MS
    for (const shift of this.shifts) {
      for (const [person, until] of shift.offered) if (this.now >= until) shift.offered.delete(person)
      this.passOn(shift)
    }
    return 'lapsed'
  }
  change(person: number, from: number): string {
    const to = 1 - from
    if (this.stateOf(person, from) === 'offered') return 'offer_open'
    if (this.stateOf(person, to) !== 'none') return 'already_signed_up'
    const target = this.shifts[to]!
    if (this.free(target) <= 0 || (this.mode === 'auto' && target.line.length > 0)) return 'shift_full'
    const known =
      this.mode === 'auto' ||
      this.stateOf(person, from) === 'admitted' ||
      this.shifts[from]!.line.some((one) => one.person === person && one.approved)
    this.leave(person, this.shifts[from]!)
    ;(known ? target.admitted : target.applied).add(person)
    this.passOn(this.shifts[from]!)
    return this.stateOf(person, to)
  }
  decide(person: number, at: number, decision: 'admit' | 'waitlist' | 'refuse'): string {
    const shift = this.shifts[at]!
    const state = this.stateOf(person, at)
    const waiting = shift.line.find((one) => one.person === person)
    if (decision === 'refuse') {
      this.leave(person, shift)
      this.passOn(shift)
      return 'refused'
    }
    if (decision === 'waitlist') {
      if (state !== 'applied' && (waiting === undefined || waiting.approved)) return 'already_decided'
      if (this.free(shift) > 0) return 'places_left'
      if (waiting !== undefined) waiting.approved = true
      else {
        this.leave(person, shift)
        shift.line.push({ person, approved: true })
      }
      return 'waiting'
    }
    if (state !== 'applied' && state !== 'waiting') return 'already_decided'
    if (this.free(shift) <= 0) return 'shift_full'
    this.leave(person, shift)
    if (state === 'applied') shift.admitted.add(person)
    else shift.offered.set(person, this.now + 24 * HOUR_MS)
    return state === 'applied' ? 'admitted' : 'offered'
  }
  raise(at: number): string {
    this.shifts[at]!.headcount += 1
    this.passOn(this.shifts[at]!)
    return 'raised'
  }
}
