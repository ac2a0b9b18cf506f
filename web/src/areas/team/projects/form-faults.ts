// What is wrong in the form, by field, with the server's own reasons. Field names are those the server answers with.
import {
  CATEGORIES_MAX,
  spanOf,
  TITLE_MAX,
  type PositionForm,
  type ProjectForm,
  type ShiftForm,
} from './project-form'
import { siteInstant } from '../../../lib/dates'

export type Faults = Record<string, string | null>

const MISSING = 'field_missing'
const NUMBER = 'number_malformed'
const BREAK_MAX = 720
const HEADCOUNT_MAX = 100_000
const MINUTE_MS = 60_000
const isBetween = (text: string, least: number, most: number) =>
  /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most
const missing = (text: string) => (text.trim() === '' ? MISSING : null)
const isDegrees = (text: string, most: number) =>
  text.trim() === '' || (Number.isFinite(Number(text)) && Math.abs(Number(text)) <= most)

function titleFault(title: string): string | null {
  const { length } = [...title.trim()]
  return length < 2 || length > TITLE_MAX ? 'title_malformed' : null
}

function shiftFault(shift: ShiftForm, now: number): string | null {
  if (shift.date === '' || shift.from === '' || shift.to === '') return MISSING
  if (shift.from === shift.to) return 'shift_reversed'
  const { startsAt, endsAt } = spanOf(shift)
  if (Date.parse(startsAt) < now) return 'shift_in_past'
  if (!isBetween(shift.breakMinutes, 0, BREAK_MAX) || !isBetween(shift.headcount, 1, HEADCOUNT_MAX))
    return NUMBER
  const minutes = (Date.parse(endsAt) - Date.parse(startsAt)) / MINUTE_MS
  return Number(shift.breakMinutes) >= minutes ? 'break_too_long' : null
}

function positionFaults(position: PositionForm, at: number, now: number): Faults {
  const shifts = position.shifts.map((shift, s): [string, string | null] => [
    `positions.${at}.shifts.${s}`,
    shiftFault(shift, now),
  ])
  return {
    [`positions.${at}.name`]: missing(position.name),
    [`positions.${at}.shifts`]: position.shifts.length === 0 ? 'positions_missing' : null,
    ...Object.fromEntries(shifts),
  }
}

function recruitFault({ recruitDate, recruitTime, positions }: ProjectForm, now: number): string | null {
  if (recruitDate === '' || recruitTime === '') return MISSING
  const until = Date.parse(siteInstant(recruitDate, recruitTime))
  if (until < now) return 'recruit_in_past'
  const ends = positions
    .flatMap(({ shifts }) => shifts)
    .filter(({ date, from, to }) => date !== '' && from !== '' && to !== '')
    .map((shift) => Date.parse(spanOf(shift).endsAt))
  return ends.length > 0 && until > Math.max(...ends) ? 'recruit_after_end' : null
}

function placeFault({ longitude, latitude }: ProjectForm): string | null {
  const isOne = (longitude.trim() === '') !== (latitude.trim() === '')
  return isOne || !isDegrees(longitude, 180) || !isDegrees(latitude, 90) ? 'place_malformed' : null
}

export function faultsOf(form: ProjectForm, now: number): Faults {
  const phone = form.contactPhone.replace(/[\s-]/g, '')
  return {
    title: titleFault(form.title),
    categories:
      form.categories.length === 0
        ? 'categories_missing'
        : form.categories.length > CATEGORIES_MAX
          ? 'too_many_categories'
          : null,
    description: missing(form.description),
    exclusionsConfirmed: form.exclusionsConfirmed ? null : 'exclusions_unconfirmed',
    riskStatement: form.riskStatement.trim() === '' ? 'risk_statement_missing' : null,
    acceptsMinors: form.isDangerous && form.acceptsMinors ? 'dangerous_with_minors' : null,
    minAge: isBetween(form.minAge, 0, 100) ? null : NUMBER,
    placeName: missing(form.placeName),
    place: placeFault(form),
    positions: form.positions.length === 0 ? 'positions_missing' : null,
    ...Object.fromEntries(
      form.positions.flatMap((position, at) => Object.entries(positionFaults(position, at, now))),
    ),
    recruitUntil: recruitFault(form, now),
    leaderName: missing(form.leaderName),
    contactPhone: /^\+?\d{5,15}$/.test(phone) ? null : 'contact_phone_malformed',
  }
}

export const STEPS = ['what', 'safety', 'when', 'people'] as const
export type Step = (typeof STEPS)[number]
const FIELDS: Record<Step, readonly string[]> = {
  what: ['title', 'campaign', 'categories', 'description', 'exclusionsConfirmed'],
  safety: ['riskStatement', 'safeguards', 'insurance', 'isDangerous', 'acceptsMinors', 'minAge'],
  when: ['place', 'placeName', 'positions', 'recruitUntil'],
  people: ['leaderName', 'contactPhone', 'autoAdmit'],
}
/** The step on which a field stands; `positions.0.shifts.1` belongs to `positions`. */
export function stepOf(field: string): Step {
  const head = field.split('.')[0] ?? field
  return STEPS.find((step) => FIELDS[step].includes(head)) ?? 'what'
}
