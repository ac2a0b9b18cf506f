import { describe, expect, it } from 'vitest'
import { emptyRepeat, repeatOf, ruleOf, type Repeat, type ShiftPlan } from './shift-plan'

const chosen = (change: Partial<Repeat>): Repeat => ({
  ...emptyRepeat(),
  from: '2026-12-05',
  until: '2026-12-31',
  startTime: '09:00',
  endTime: '11:30',
  headcount: '8',
  ...change,
})
const planOf = (rule: string): ShiftPlan => ({
  rule,
  from: '2026-12-05',
  startTime: '09:00',
  endTime: '11:30',
  breakMinutes: 0,
  headcount: 8,
  holidays: 'skip',
  makeupDays: 'skip',
})

describe('C1: a chosen rhythm as RRULE, and back', () => {
  it.each<[Partial<Repeat>, string]>([
    [{ weekdays: ['6'] }, 'FREQ=WEEKLY;INTERVAL=1;BYDAY=SA'],
    [{ weekdays: ['1', '0'], interval: '2' }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU'],
    [{ kind: 'month_day', monthDay: '15' }, 'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=15'],
    [{ kind: 'month_day', monthDay: '-1' }, 'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1'],
    [{ kind: 'month_nth', nth: '-1', weekday: '5', interval: '3' }, 'FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR'],
  ])('%j', (change, rule) => {
    const whole = `${rule};UNTIL=20261231T155959Z`
    expect(ruleOf(chosen(change))).toBe(whole)
    expect(repeatOf(planOf(whole))).toEqual(chosen(change))
  })

  it('writes the weekdays in the order of the week, however they were pressed', () =>
    expect(ruleOf(chosen({ weekdays: ['0', '3', '1'] }))).toContain('BYDAY=MO,WE,SU'))

  it('is nothing before a weekday and an end are chosen', () => {
    expect(ruleOf(chosen({}))).toBeNull()
    expect(ruleOf(chosen({ weekdays: ['6'], until: '' }))).toBeNull()
  })

  it('reads the number of a weekday with a plus as well', () =>
    expect(repeatOf(planOf('FREQ=MONTHLY;BYDAY=+2SA;UNTIL=20261231T155959Z'))).toMatchObject({
      kind: 'month_nth',
      nth: '2',
      weekday: '6',
    }))
})
