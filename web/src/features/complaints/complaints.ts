// What the pages of complaints share: kinds, states, clocks, and the words for each.
import type { Item, Output } from '../../api/types'
import { monthDay } from '../../lib/dates'
import type { I18n } from '../../lib/i18n'
import type { IconName } from '../../ui/icons'
import type { Tone } from '../../ui/shapes'

export type Reported = Output<'readComplaint'>
export type Queued = Item<'listComplaints'>
export type ComplaintStateName = Queued['status']
export type ComplaintKind = Queued['kind']
export type Step = Reported['steps'][number]

export const KINDS = [
  'fees',
  'forcing',
  'untrue_hours',
  'false_title',
  'profit',
  'data_leak',
  'danger',
  'behaviour',
  'discrimination',
  'wrong_information',
  'other',
] as const satisfies readonly ComplaintKind[]

export const WORDS_MIN = 10
export const WORDS_MAX = 2000
export const isTooShort = (words: string): boolean => [...words.trim()].length < WORDS_MIN

export const LOOKS: Readonly<Record<ComplaintStateName, { tone: Tone; icon: IconName }>> = {
  submitted: { tone: 'amber', icon: 'clock' },
  accepted: { tone: 'blue', icon: 'history' },
  more_asked: { tone: 'amber', icon: 'message' },
  answered: { tone: 'leaf', icon: 'ok' },
  redirected: { tone: 'blue', icon: 'route' },
  dismissed: { tone: 'stone', icon: 'no' },
  closed: { tone: 'stone', icon: 'lock' },
}

interface Clocked {
  status: ComplaintStateName
  dueOn: string | null
  daysLeft: number | null
  isLate: boolean
}
/** Working days that the open step may take, for the ring. */
const TERM = { submitted: 5, accepted: 20 } as const

export interface Clock {
  tone: 'leaf' | 'amber' | 'stop'
  share: number
  words: string
}
/** Null when nobody has to do anything. While the reporter is asked, the day is theirs. */
export function clockOf({ status, dueOn, daysLeft, isLate }: Clocked, { t, lang }: I18n): Clock | null {
  if (dueOn === null || daysLeft === null) return null
  if (status === 'more_asked')
    return { tone: 'amber', share: 0.5, words: t('complaints.your_turn', { day: monthDay(dueOn, lang) }) }
  const count = Math.abs(daysLeft)
  if (isLate)
    return {
      tone: 'stop',
      share: 1,
      words: count === 0 ? t('complaints.late_now') : t('complaints.late_by', { count }),
    }
  if (count === 0) return { tone: 'amber', share: 0.06, words: t('complaints.due_today') }
  const term = status === 'submitted' ? TERM.submitted : TERM.accepted
  return { tone: 'leaf', share: count / term, words: t('complaints.days_left', { count }) }
}

export function measureText(
  { measure, mendBy, passedTo }: Reported['measures'][number],
  { t, lang }: I18n,
): string {
  const name = t(`complaints.measure.${measure}`)
  if (mendBy !== null) return `${name} · ${t('complaints.mend_by', { day: monthDay(mendBy, lang) })}`
  return passedTo === null ? name : `${name} · ${t('complaints.passed_to', { name: passedTo })}`
}
