/** Finding projects, decided: the orders of the list, how need is weighed, whom a project suits. Q-numbers are those of docs/rules/finding.md. */
import type { TeamId } from '../../kernel/ids.ts'
import { addDays, startOfDay, ZONE, type LocalDate } from '../../kernel/local-date.ts'

/** Q2. Chosen by the reader; `new` is the order of feeds. */
export const SORTS = ['date', 'distance', 'need'] as const
export type Sort = (typeof SORTS)[number] | 'new'

/** Q3. Each so many days later halve the need. */
export const NEED_HALF_DAYS = 2
/** Q4. A project is weighed again after this share of the time to its next shift, within these bounds. */
export const WEIGH_SHARE = 0.01
export const WEIGH_SECONDS = { min: 600, max: 21_600 } as const

/** Instants that a list is about; without an end, what is still to come. */
export interface Window {
  from: Date
  to: Date | null
}

/** Q5. The days asked for; what is over of them is left out, unless a single day is asked for as a whole. */
export function windowOf(
  asked: { on?: LocalDate | undefined; from?: LocalDate | undefined; to?: LocalDate | undefined },
  now: Date,
): Window {
  const startOf = (day: LocalDate): Date => startOfDay(ZONE, day)
  const endOf = (day: LocalDate): Date => startOfDay(ZONE, addDays(day, 1))
  if (asked.on !== undefined) return { from: startOf(asked.on), to: endOf(asked.on) }
  const from = asked.from === undefined ? now : startOf(asked.from)
  return { from: from > now ? from : now, to: asked.to === undefined ? null : endOf(asked.to) }
}

/** What is known of a reader that a project can suit. */
export interface FitPerson {
  birthDate: LocalDate
  skills: readonly string[]
  categories: readonly string[]
  adultAge: number
  creditMinutes: number
  trainings: readonly Training[]
}

/** What a project asks for in its own words. */
export interface Training {
  teamId: TeamId
  training: string
  qualification: string
}
export interface Asking extends Training {
  minMinutes: number
}
/** Q6. Training counts as had by whoever has declared it to the same team, in the same words, and was taken on. */
export function hasAsked(
  { creditMinutes, trainings }: Pick<FitPerson, 'creditMinutes' | 'trainings'>,
  { teamId, training, qualification, minMinutes }: Asking,
): boolean {
  const isTrained =
    (training === '' && qualification === '') ||
    trainings.some(
      (had) => had.teamId === teamId && had.training === training && had.qualification === qualification,
    )
  return isTrained && creditMinutes >= minMinutes
}
