// A goal in words: what it is called, how much it is, and how much of it is done, each in the unit of its measure.
import type { Output } from '../../api/types'
import { useFormat } from '../../lib/format'
import { useI18n } from '../../lib/i18n'

export type Goal = Output<'getMyGoals'>['items'][number]['goal']
export type GoalState = Output<'getMyGoals'>['items'][number]['state']
export type GoalPeriod = Output<'getMyGoals'>['items'][number]['period']
type Measured = Pick<Goal, 'measure' | 'unitMinutes'>

/** What is kept is activities or minutes; a part of a credit is cut to one decimal, never rounded up. */
export function unitsIn({ measure, unitMinutes }: Measured, kept: number): number {
  if (measure === 'activities') return kept
  const unit = measure === 'minutes' ? 60 : (unitMinutes ?? 1)
  const decimals = measure === 'minutes' ? 100 : 10
  return Math.floor((kept * decimals) / unit) / decimals
}

/** In an address a key has no dots, which would be taken for the name of a file. */
export const slugOf = (goalKey: string): string => goalKey.replaceAll('.', '-')
export const keyOfSlug = (slug: string): string => slug.replaceAll('-', '.')

export function useGoalWords() {
  const { t } = useI18n()
  const f = useFormat()
  const amountOf = (goal: Measured, kept: number): string => {
    const [whole = '0', part] = String(unitsIn(goal, kept)).split('.')
    const value = part === undefined ? f.number(Number(whole)) : `${f.number(Number(whole))}.${part}`
    return t('goals.amount', { value, unit: t(`goals.unit.${goal.measure}`) })
  }
  return {
    amountOf,
    /** Written without the unit, for "2 of 4 times". */
    bareOf: (goal: Measured, kept: number): string => String(unitsIn(goal, kept)),
    nameOf: (goal: Goal): string =>
      goal.siteId === null ? t('goals.yearly', { hours: f.wholeHours(goal.need) }) : f.name(goal.name),
    needOf: (goal: Goal): string => amountOf(goal, goal.need),
    periodOf: (key: string): string => {
      const from = Number(key.slice(0, 4))
      return key.includes('/')
        ? t('goals.period.school_year', { from, to: from + 1 })
        : t('goals.period.year', { year: from })
    },
  }
}
