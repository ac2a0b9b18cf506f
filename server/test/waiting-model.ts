/** What a shift with a waiting list is, in the fewest words: people in sets and in a line, no database. */
export type Mode = 'auto' | 'team'
export type Fate = 'waiting' | 'cancelled'
export interface ModelShift {
  startsAt: number
  headcount: number
  isOff: boolean
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
  /** Until so many hours before a shift its places are given back without more ado. */
  readonly deadlineHours: number
  now: number
  isPaused = false
  constructor(
    mode: Mode,
    shifts: readonly { startsAt: number; headcount: number }[],
    { now, deadlineHours }: { now: number; deadlineHours: number },
  ) {
    this.mode = mode
    this.now = now
    this.deadlineHours = deadlineHours
    this.shifts = shifts.map((shift) => ({
      ...shift,
      isOff: false,
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
  private isLate({ startsAt }: ModelShift): boolean {
    return this.now >= startsAt - this.deadlineHours * HOUR_MS
  }
  /** W5: a day, or a quarter of what is left where that is less. */
  private offer(person: number, shift: ModelShift): void {
    const rest = shift.startsAt - this.now
    shift.offered.set(person, this.now + Math.min(24 * HOUR_MS, Math.max(rest / 4, HOUR_MS / 2)))
  }
  private passOn(shift: ModelShift): void {
    for (;;) {
      const next = shift.line.find(({ approved }) => approved)
      if (this.isPaused || shift.isOff || this.free(shift) <= 0 || next === undefined) return
      shift.line = shift.line.filter((one) => one !== next)
      this.offer(next.person, shift)
    }
  }
  private leave(person: number, shift: ModelShift): void {
    shift.admitted.delete(person)
    shift.offered.delete(person)
    shift.applied.delete(person)
    shift.line = shift.line.filter((one) => one.person !== person)
  }
  /** What stands in everybody's way. */
  private closed({ isOff }: ModelShift): string | null {
    if (isOff) return 'shift_cancelled'
    return this.isPaused ? 'recruiting_paused' : null
  }
  private isFull(shift: ModelShift): boolean {
    return this.free(shift) <= 0 || (this.mode === 'auto' && shift.line.length > 0)
  }

  signUp(person: number, at: number): string {
    const shift = this.shifts[at]!
    const closed = this.closed(shift)
    if (closed !== null) return closed
    if (this.stateOf(person, at) !== 'none') return 'already_signed_up'
    if (this.isFull(shift)) shift.line.push({ person, approved: this.mode === 'auto' })
    else (this.mode === 'auto' ? shift.admitted : shift.applied).add(person)
    return this.stateOf(person, at)
  }
  private whyNotLeave(person: number, at: number): string | null {
    const state = this.stateOf(person, at)
    if (state === 'offered') return 'offer_open'
    return state === 'admitted' && this.isLate(this.shifts[at]!) ? 'withdraw_deadline_passed' : null
  }
  withdraw(person: number, at: number): string {
    const held = this.whyNotLeave(person, at)
    if (held !== null) return held
    this.leave(person, this.shifts[at]!)
    this.passOn(this.shifts[at]!)
    return 'withdrawn'
  }
  reportAbsence(person: number, at: number): string {
    const shift = this.shifts[at]!
    if (this.stateOf(person, at) !== 'admitted') return 'not_withdrawable'
    if (!this.isLate(shift)) return 'withdraw_instead'
    this.leave(person, shift)
    this.passOn(shift)
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
    const source = this.shifts[from]!
    const target = this.shifts[to]!
    const held = this.whyNotLeave(person, from) ?? this.closed(target)
    if (held !== null) return held
    if (this.stateOf(person, to) !== 'none') return 'already_signed_up'
    if (this.isFull(target)) return 'shift_full'
    const known =
      this.mode === 'auto' ||
      this.stateOf(person, from) === 'admitted' ||
      source.line.some((one) => one.person === person && one.approved)
    this.leave(person, source)
    ;(known ? target.admitted : target.applied).add(person)
    this.passOn(source)
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
    else this.offer(person, shift)
    return state === 'applied' ? 'admitted' : 'offered'
  }

  changeHeadcount(at: number, headcount: number, leaving: readonly number[], fate: Fate): string {
    const shift = this.shifts[at]!
    if (shift.isOff) return 'shift_cancelled'
    const must = Math.max(0, shift.headcount - this.free(shift) - headcount)
    if (leaving.length > must) return 'more_leave_than_must'
    if (leaving.length < must) return 'headcount_below_admitted'
    for (const person of leaving) this.leave(person, shift)
    if (fate === 'waiting') shift.line.unshift(...leaving.map((person) => ({ person, approved: true })))
    shift.headcount = headcount
    this.passOn(shift)
    return 'changed'
  }
  cancelShift(at: number): string {
    const shift = this.shifts[at]!
    if (shift.isOff) return 'shift_cancelled'
    if (this.shifts.every((other) => other === shift || other.isOff)) return 'last_shift'
    Object.assign(shift, { isOff: true, line: [] })
    for (const people of [shift.admitted, shift.offered, shift.applied]) people.clear()
    return 'cancelled'
  }
  pause(): string {
    if (this.isPaused) return 'recruiting_paused'
    this.isPaused = true
    return 'paused'
  }
  /** With the job that then offers what has become free meanwhile. */
  resume(): string {
    if (!this.isPaused) return 'not_paused'
    this.isPaused = false
    for (const shift of this.shifts) this.passOn(shift)
    return 'resumed'
  }
}
