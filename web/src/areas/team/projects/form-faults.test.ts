import { describe, expect, it } from 'vitest'
import { faultsOf } from './form-faults'
import { fieldName, stepOf } from './form-steps'
import { bodyOf } from './form-wire'
import { emptyForm, emptyPlace, emptyPosition, nextWeek, type ProjectForm } from './project-form'

const NOW = Date.parse('2026-11-24T04:00:00Z')
const place = (change: object) => ({ ...emptyPlace(), name: '丰渚园南门', ...change })
const policy = { insurer: '惠民保险', policyNumber: 'A1', insuredFrom: '2026-11-28', insuredTo: '2026-11-28' }
const right = (): ProjectForm => ({
  ...emptyForm(),
  title: '西湖晨间文明游园引导',
  exclusionsConfirmed: true,
  categories: ['environment'],
  description: '引导游客文明游园。',
  riskStatement: '湖边路滑。',
  leaderName: '陈国富',
  contactPhone: '138 0000 0000',
  recruitDate: '2026-11-27',
  recruitTime: '18:00',
  places: [place({})],
  positions: [
    {
      ...emptyPosition(),
      name: '入口引导岗',
      shifts: [{ date: '2026-11-28', from: '09:00', to: '12:00', breakMinutes: '0', headcount: '20' }],
    },
  ],
})
const faults = (change: Partial<ProjectForm>) =>
  Object.entries(faultsOf({ ...right(), ...change }, NOW)).flatMap(([field, code]) =>
    code === null ? [] : [`${field}: ${code}`],
  )
const shift = (change: object) => {
  const form = right()
  form.positions[0] = {
    ...emptyPosition(),
    name: '岗',
    shifts: [
      { date: '2026-11-28', from: '09:00', to: '12:00', breakMinutes: '0', headcount: '20', ...change },
    ],
  }
  return form
}

describe('faultsOf', () => {
  it('finds nothing in a right form', () => expect(faults({})).toEqual([]))
  it('finds nothing in a policy that covers the day', () => expect(faults(policy)).toEqual([]))
  it('P2, X1–X10: takes what the server said of the title', () =>
    expect(faultsOf(right(), NOW, 'title_not_countable')['title']).toBe('title_not_countable'))
  it.each<[Partial<ProjectForm>, string]>([
    [{ title: '园' }, 'title: title_malformed'],
    [{ title: '园'.repeat(51) }, 'title: title_malformed'],
    [{ categories: [] }, 'categories: categories_missing'],
    [{ categories: ['a', 'b', 'c', 'd', 'e'] }, 'categories: too_many_categories'],
    [{ description: ' ' }, 'description: field_missing'],
    [{ riskStatement: '' }, 'riskStatement: risk_statement_missing'],
    [{ exclusionsConfirmed: false }, 'exclusionsConfirmed: exclusions_unconfirmed'],
    [{ isDangerous: true, insurance: '意外险', acceptsMinors: true }, 'acceptsMinors: dangerous_with_minors'],
    [{ minAge: '十八' }, 'minAge: number_malformed'],
    [{ places: [place({ name: '' })] }, 'place.name: field_missing'],
    [{ places: [place({ longitude: '114.4' })] }, 'place: place_malformed'],
    [{ places: [place({ longitude: '114.4', latitude: '91' })] }, 'place: place_malformed'],
    [{ places: [place({}), place({ name: ' ' })] }, 'morePlaces.0.name: field_missing'],
    [{ places: [place({}), place({ latitude: '23' })] }, 'morePlaces.0: place_malformed'],
    [{ recruitFromTime: '09:00' }, 'recruitFrom: field_missing'],
    [{ recruitFromDate: '2026-11-27', recruitFromTime: '18:00' }, 'recruitFrom: recruit_reversed'],
    [{ visibility: 'teams' }, 'teamIds: named_teams_missing'],
    [{ visibility: 'code', signUpCode: 'AB-12 3' }, 'signUpCode: sign_up_code_malformed'],
    [{ minAge: '30', maxAge: '29' }, 'maxAge: ages_reversed'],
    [{ maxAge: '老' }, 'maxAge: number_malformed'],
    [{ minHours: '很多' }, 'minMinutes: number_malformed'],
    [{ ...policy, insurer: ' ' }, 'insured.insurer: field_missing'],
    [{ ...policy, insuredTo: '' }, 'insured: field_missing'],
    [{ ...policy, insuredTo: '2026-11-27' }, 'insured: insurance_reversed'],
    [{ ...policy, insuredFrom: '2026-11-29', insuredTo: '2026-11-30' }, 'insured: insurance_too_short'],
    [{ positions: [] }, 'positions: positions_missing'],
    [{ recruitDate: '2026-11-23' }, 'recruitUntil: recruit_in_past'],
    [{ recruitDate: '2026-11-29' }, 'recruitUntil: recruit_after_end'],
    [{ leaderName: '' }, 'leaderName: field_missing'],
    [{ contactPhone: '12' }, 'contactPhone: contact_phone_malformed'],
    [shift({ to: '09:00' }), 'positions.0.shifts.0: shift_reversed'],
    [shift({ date: '2026-11-23' }), 'positions.0.shifts.0: shift_in_past'],
    [shift({ headcount: '0' }), 'positions.0.shifts.0: number_malformed'],
    [shift({ breakMinutes: '180' }), 'positions.0.shifts.0: break_too_long'],
    [shift({ date: '' }), 'positions.0.shifts.0: field_missing'],
  ])('finds what is wrong: %j', (change, fault) => expect(faults(change)).toContain(fault))
})

it('sends an end before the start as the next day', () => {
  const [position] = bodyOf(shift({ from: '22:00', to: '02:00' })).positions
  expect(position?.shifts[0]).toEqual({
    startsAt: '2026-11-28T14:00:00.000Z',
    endsAt: '2026-11-28T18:00:00.000Z',
    breakMinutes: 0,
    headcount: 20,
  })
})

it('copies a shift to the next week, over the end of a month', () => {
  expect(
    nextWeek({ date: '2026-11-28', from: '09:00', to: '12:00', breakMinutes: '15', headcount: '8' }),
  ).toEqual({
    date: '2026-12-05',
    from: '09:00',
    to: '12:00',
    breakMinutes: '15',
    headcount: '8',
  })
})

it.each([
  ['title', 'what'],
  ['positions.0.shifts.1', 'when'],
  ['morePlaces.1.name', 'when'],
  ['signUpCode', 'who'],
  ['insured.insurer', 'safety'],
  ['contactPhone', 'safety'],
  ['exclusionsConfirmed', 'check'],
  [fieldName('/positions/0/name'), 'when'],
])('%s stands on the step %s', (field, step) => expect(stepOf(field)).toBe(step))
