// What is wrong in the form, by field, with the server's own reasons. Field names are those the server answers with.
import { siteDate, siteInstant } from '../../../lib/dates'
import {
  CATEGORIES_MAX,
  isInsured,
  placeField,
  spanOf,
  TITLE_MAX,
  type PlaceForm,
  type PositionForm,
  type ProjectForm,
  type ShiftForm,
} from './project-form'

export type Faults = Record<string, string | null>

const MISSING = 'field_missing'
const NUMBER = 'number_malformed'
const BREAK_MAX = 720
const HEADCOUNT_MAX = 100_000
const AGE_MAX = 120
const MINUTE_MS = 60_000
const isBetween = (text: string, least: number, most: number) =>
  /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most
const merged = (parts: readonly Faults[]): Faults =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part)))
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

const spansOf = ({ positions }: ProjectForm) =>
  positions
    .flatMap(({ shifts }) => shifts)
    .filter(({ date, from, to }) => date !== '' && from !== '' && to !== '')
    .map(spanOf)

function recruitFault(form: ProjectForm, now: number): string | null {
  const { recruitDate, recruitTime } = form
  if (recruitDate === '' || recruitTime === '') return MISSING
  const until = Date.parse(siteInstant(recruitDate, recruitTime))
  if (until < now) return 'recruit_in_past'
  const ends = spansOf(form).map(({ endsAt }) => Date.parse(endsAt))
  return ends.length > 0 && until > Math.max(...ends) ? 'recruit_after_end' : null
}
function recruitFromFault(form: ProjectForm): string | null {
  const { recruitFromDate, recruitFromTime, recruitDate, recruitTime } = form
  if (recruitFromDate === '' && recruitFromTime === '') return null
  if (recruitFromDate === '' || recruitFromTime === '') return MISSING
  if (recruitDate === '' || recruitTime === '') return null
  const isReversed = siteInstant(recruitFromDate, recruitFromTime) >= siteInstant(recruitDate, recruitTime)
  return isReversed ? 'recruit_reversed' : null
}

const DRAW_HOURS_BEFORE = 24
function drawFault(form: ProjectForm, now: number): string | null {
  const { draws, drawDate, drawTime, recruitFromDate, recruitFromTime } = form
  if (!draws) return null
  if (drawDate === '' || drawTime === '') return MISSING
  const at = Date.parse(siteInstant(drawDate, drawTime))
  if (at <= now) return 'draw_in_past'
  if (recruitFromDate !== '' && at <= Date.parse(siteInstant(recruitFromDate, recruitFromTime || '00:00')))
    return 'draw_before_opening'
  const starts = spansOf(form).map(({ startsAt }) => Date.parse(startsAt))
  const isLate = starts.length > 0 && at > Math.min(...starts) - DRAW_HOURS_BEFORE * 60 * MINUTE_MS
  return isLate ? 'draw_too_late' : null
}

const placeFaults = (place: PlaceForm, at: number): Faults => {
  const { name, longitude, latitude } = place
  const isOne = (longitude.trim() === '') !== (latitude.trim() === '')
  return {
    [`${placeField(at)}.name`]: missing(name),
    [placeField(at)]:
      isOne || !isDegrees(longitude, 180) || !isDegrees(latitude, 90) ? 'place_malformed' : null,
  }
}

function insuredFaults(form: ProjectForm): Faults {
  const { insurer, policyNumber, insuredFrom, insuredTo } = form
  if (!isInsured(form)) return {}
  const spans = spansOf(form)
  const starts = spans.map(({ startsAt }) => siteDate(startsAt))
  const ends = spans.map(({ endsAt }) => siteDate(endsAt))
  const isShort = starts.some((day) => day < insuredFrom) || ends.some((day) => day > insuredTo)
  return {
    'insured.insurer': missing(insurer),
    'insured.policyNumber': missing(policyNumber),
    insured:
      (missing(insuredFrom) ?? missing(insuredTo)) ||
      (insuredTo < insuredFrom ? 'insurance_reversed' : isShort ? 'insurance_too_short' : null),
  }
}

function whoFaults(form: ProjectForm): Faults {
  const { visibility, teams, signUpCode, minAge, maxAge, minHours } = form
  const { length } = signUpCode.replace(/[\s-]/g, '')
  const maxFault = maxAge.trim() === '' || isBetween(maxAge, 0, AGE_MAX) ? null : NUMBER
  const isHours = minHours.trim() === '' || /^\d{1,4}(\.\d{1,2})?$/.test(minHours.trim())
  return {
    teamIds: visibility === 'teams' && teams.length === 0 ? 'named_teams_missing' : null,
    signUpCode: visibility === 'code' && (length < 6 || length > 12) ? 'sign_up_code_malformed' : null,
    acceptsMinors: form.isDangerous && form.acceptsMinors ? 'dangerous_with_minors' : null,
    minAge: isBetween(minAge, 0, 100) ? null : NUMBER,
    maxAge: maxFault ?? (maxAge.trim() !== '' && Number(maxAge) < Number(minAge) ? 'ages_reversed' : null),
    minMinutes: isHours ? null : NUMBER,
  }
}

/** `titleReason` is what the server has said of the title as it stands. */
export function faultsOf(form: ProjectForm, now: number, titleReason: string | null = null): Faults {
  const phone = form.contactPhone.replace(/[\s-]/g, '')
  return {
    title: titleFault(form.title) ?? titleReason,
    categories:
      form.categories.length === 0
        ? 'categories_missing'
        : form.categories.length > CATEGORIES_MAX
          ? 'too_many_categories'
          : null,
    description: missing(form.description),
    ...merged(form.places.map(placeFaults)),
    positions: form.positions.length === 0 ? 'positions_missing' : null,
    ...merged(form.positions.map((position, at) => positionFaults(position, at, now))),
    recruitFrom: recruitFromFault(form),
    recruitUntil: recruitFault(form, now),
    ...whoFaults(form),
    drawAt: drawFault(form, now),
    riskStatement: form.riskStatement.trim() === '' ? 'risk_statement_missing' : null,
    ...insuredFaults(form),
    leaderName: missing(form.leaderName),
    contactPhone: /^\+?\d{5,15}$/.test(phone) ? null : 'contact_phone_malformed',
    exclusionsConfirmed: form.exclusionsConfirmed ? null : 'exclusions_unconfirmed',
  }
}
