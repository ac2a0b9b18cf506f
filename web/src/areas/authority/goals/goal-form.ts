// A goal as it is typed: amounts in the unit that people say, and which periods it may begin with.
import type { Output } from '../../../api/types'

type Listed = Output<'listGoals'>
export type ListedGoal = Listed['items'][number]
export type Periods = Listed['periods']
export const PERSON_KINDS = ['everyone', 'party_member', 'pupil', 'student', 'family'] as const
export const MEASURES = ['activities', 'minutes', 'credits', 'class_hours'] as const
export const PERIOD_KINDS = ['year', 'school_year'] as const
export type PersonKind = (typeof PERSON_KINDS)[number]
export type Measure = (typeof MEASURES)[number]
export type PeriodKind = (typeof PERIOD_KINDS)[number]

export interface GoalForm {
  personKind: PersonKind
  measure: Measure
  periodKind: PeriodKind
  amount: string
  unitMinutes: string
  countsLate: boolean
  nameZh: string
  nameEn: string
  source: string
  begins: 'now' | 'next'
}

const CLASS_HOUR = '45'
export const blankForm = (): GoalForm => ({
  personKind: 'party_member',
  measure: 'activities',
  periodKind: 'year',
  amount: '',
  unitMinutes: CLASS_HOUR,
  countsLate: true,
  nameZh: '',
  nameEn: '',
  source: '',
  begins: 'now',
})

/** What holds now, or what was said last, as it would be typed. */
export function formOf(goal: ListedGoal): GoalForm {
  const { personKind, measure, periodKind } = goal
  const said = goal.inForce ?? goal.history[0]
  const topic = { personKind, measure, periodKind }
  if (said === undefined) return { ...blankForm(), ...topic }
  const amount = measure === 'minutes' ? said.amount / 60 : said.amount
  return {
    ...topic,
    amount: String(amount),
    unitMinutes: said.unitMinutes === null ? CLASS_HOUR : String(said.unitMinutes),
    countsLate: said.countsLate,
    nameZh: said.name.zh,
    nameEn: said.name.en,
    source: said.source,
    begins: 'now',
  }
}

const yearAfter = (key: string): string => {
  const year = Number(key.slice(0, 4)) + 1
  return key.includes('/') ? `${year}/${String((year + 1) % 100).padStart(2, '0')}` : String(year)
}
export const periodKeysOf = (periods: Periods, kind: PeriodKind): { now: string; next: string } => ({
  now: periods[kind].key,
  next: yearAfter(periods[kind].key),
})

export const hasUnit = (measure: Measure): measure is 'credits' | 'class_hours' =>
  measure === 'credits' || measure === 'class_hours'
export const isWhole = (text: string): boolean => /^[1-9]\d{0,4}$/.test(text.trim())
export const keyOf = ({
  personKind,
  measure,
  periodKind,
}: Pick<GoalForm, 'personKind' | 'measure' | 'periodKind'>) => `${personKind}.${measure}.${periodKind}`

export function bodyOf(form: GoalForm, periods: Periods) {
  const typed = Number(form.amount)
  return {
    amount: form.measure === 'minutes' ? typed * 60 : typed,
    unitMinutes: hasUnit(form.measure) ? Number(form.unitMinutes) : form.measure === 'minutes' ? 1 : null,
    countsLate: form.countsLate,
    name: { zh: form.nameZh.trim(), en: form.nameEn.trim() },
    source: form.source.trim(),
    firstPeriod: periodKeysOf(periods, form.periodKind)[form.begins],
  }
}
