// The form of a project as it is typed. It is checked in form-faults.ts and sent as form-wire.ts says; the server judges again.
import { inject, provide, type InjectionKey } from 'vue'
import type { Output } from '../../../api/types'
import { addDays, siteInstant } from '../../../lib/dates'
import type { ShiftPlan } from '../../../features/projects/shift-plan'
import type { FieldErrors } from '../../../lib/field-errors'
import type { Step } from './form-steps'
import type { JudgedTitle } from './judged-title'

export interface ShiftForm {
  date: string
  from: string
  to: string
  breakMinutes: string
  headcount: string
}
export interface PositionForm {
  name: string
  description: string
  requirements: string
  skills: string[]
  /** The rule its shifts were made by, if they were. */
  plan: ShiftPlan | null
  shifts: ShiftForm[]
}
export interface PlaceForm {
  name: string
  address: string
  longitude: string
  latitude: string
  /** 0: people sign in anywhere. */
  radiusMetres: string
}
export interface ProjectForm {
  title: string
  campaign: string
  categories: string[]
  description: string
  recipients: string[]
  /** Ids of uploaded pictures; empty while there is no cover. */
  coverFileId: string
  pictureFileIds: string[]
  places: PlaceForm[]
  positions: PositionForm[]
  /** Both empty: from the publication on. */
  recruitFromDate: string
  recruitFromTime: string
  recruitDate: string
  recruitTime: string
  visibility: Visibility
  signUpCode: string
  teams: { teamId: string; name: string }[]
  acceptsMinors: boolean
  guardianPresent: boolean
  minAge: string
  maxAge: string
  minHours: string
  training: string
  qualification: string
  /** What is named is an id, or a number as it was typed; the text is for reading. */
  excludes: { named: string; text: string }[]
  autoAdmit: boolean
  /** Places are drawn at this time. */
  draws: boolean
  drawDate: string
  drawTime: string
  keepsWaitingList: boolean
  offerHours: string
  withdrawHoursBefore: string
  riskStatement: string
  isDangerous: boolean
  insurance: string
  insurer: string
  policyNumber: string
  insuredFrom: string
  insuredTo: string
  safeguards: string[]
  leaderName: string
  leaderPublic: boolean
  contactPhone: string
  contactPublic: boolean
  exclusionsConfirmed: boolean
}
export type Visibility = Output<'getTeamProject'>['visibility']

export const TITLE_MAX = 50
export const CATEGORIES_MAX = 4
export const PICTURES_MAX = 9
export const PLACES_MAX = 10
export const TEAMS_MAX = 50
export const EXCLUDES_MAX = 20
export const VISIBILITIES = ['public', 'teams', 'code', 'invitation'] as const
const WEEK_DAYS = 7

export const emptyShift = (): ShiftForm => ({ date: '', from: '', to: '', breakMinutes: '0', headcount: '' })
export const emptyPosition = (): PositionForm => ({
  name: '',
  description: '',
  requirements: '',
  skills: [],
  plan: null,
  shifts: [emptyShift()],
})
export const emptyPlace = (): PlaceForm => ({
  name: '',
  address: '',
  longitude: '',
  latitude: '',
  radiusMetres: '0',
})
export const emptyForm = (): ProjectForm => ({
  title: '',
  campaign: '',
  categories: [],
  description: '',
  recipients: [],
  coverFileId: '',
  pictureFileIds: [],
  places: [emptyPlace()],
  positions: [emptyPosition()],
  recruitFromDate: '',
  recruitFromTime: '',
  recruitDate: '',
  recruitTime: '18:00',
  visibility: 'public',
  signUpCode: '',
  teams: [],
  acceptsMinors: false,
  guardianPresent: false,
  minAge: '18',
  maxAge: '',
  minHours: '',
  training: '',
  qualification: '',
  excludes: [],
  autoAdmit: false,
  draws: false,
  drawDate: '',
  drawTime: '',
  keepsWaitingList: true,
  offerHours: '24',
  withdrawHoursBefore: '0',
  riskStatement: '',
  isDangerous: false,
  insurance: '',
  insurer: '',
  policyNumber: '',
  insuredFrom: '',
  insuredTo: '',
  safeguards: [],
  leaderName: '',
  leaderPublic: true,
  contactPhone: '',
  contactPublic: false,
  exclusionsConfirmed: false,
})

/** What the server calls a place: the first is where people meet. */
export const placeField = (at: number): string => (at === 0 ? 'place' : `morePlaces.${at - 1}`)
export const isInsured = ({ insurer, policyNumber, insuredFrom, insuredTo }: ProjectForm): boolean =>
  [insurer, policyNumber, insuredFrom, insuredTo].some((text) => text.trim() !== '')

/** The same shift a week later: most projects come again on their weekday. */
export const nextWeek = (shift: ShiftForm): ShiftForm => ({
  ...shift,
  date: shift.date === '' ? '' : addDays(shift.date, WEEK_DAYS),
})

export const endsNextDay = ({ from, to }: Pick<ShiftForm, 'from' | 'to'>): boolean =>
  from !== '' && to !== '' && to < from

export function spanOf(shift: Pick<ShiftForm, 'date' | 'from' | 'to'>): { startsAt: string; endsAt: string } {
  const lastDay = endsNextDay(shift) ? addDays(shift.date, 1) : shift.date
  return { startsAt: siteInstant(shift.date, shift.from), endsAt: siteInstant(lastDay, shift.to) }
}

export interface FormContext {
  form: ProjectForm
  errors: FieldErrors
  judged: JudgedTitle
  goTo: (step: Step) => void
  /** Set for a project that is published: shifts and the policy have pages of their own, and what is reviewed says so. */
  published?: Published
}
export interface Published {
  /** Where its shifts are changed. */
  shifts: string
  /** Beside a field that its reviewer has to judge again. */
  mark: string
}
const CONTEXT: InjectionKey<FormContext> = Symbol('project form')
export const provideForm = (context: FormContext): void => provide(CONTEXT, context)
export function useForm(): FormContext {
  const context = inject(CONTEXT)
  if (context === undefined) throw new Error('useForm needs provideForm above it')
  return context
}
