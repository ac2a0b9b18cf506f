// The form of a project: as it is typed, as it is checked here, and as it is sent. The server judges again.
import { inject, provide, type InjectionKey } from 'vue'
import type { Body, Output } from '../../../api/types'
import { addDays, siteDate, siteInstant, timeText } from '../../../lib/dates'
import type { ShiftPlan } from '../../../features/projects/shift-plan'
import type { FieldErrors } from '../../../lib/field-errors'

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
  /** The rule its shifts were made by, if they were. */
  plan: ShiftPlan | null
  shifts: ShiftForm[]
}
export interface ProjectForm {
  title: string
  campaign: string
  categories: string[]
  description: string
  riskStatement: string
  safeguards: string[]
  insurance: string
  isDangerous: boolean
  acceptsMinors: boolean
  minAge: string
  autoAdmit: boolean
  keepsWaitingList: boolean
  offerHours: string
  withdrawHoursBefore: string
  leaderName: string
  contactPhone: string
  contactPublic: boolean
  recruitDate: string
  recruitTime: string
  placeName: string
  placeAddress: string
  longitude: string
  latitude: string
  positions: PositionForm[]
  exclusionsConfirmed: boolean
}

export const TITLE_MAX = 50
export const CATEGORIES_MAX = 4
const WEEK_DAYS = 7

export const emptyShift = (): ShiftForm => ({ date: '', from: '', to: '', breakMinutes: '0', headcount: '' })
export const emptyPosition = (): PositionForm => ({
  name: '',
  description: '',
  requirements: '',
  plan: null,
  shifts: [emptyShift()],
})
export const emptyForm = (): ProjectForm => ({
  title: '',
  campaign: '',
  categories: [],
  description: '',
  riskStatement: '',
  safeguards: [],
  insurance: '',
  isDangerous: false,
  acceptsMinors: false,
  minAge: '18',
  autoAdmit: false,
  keepsWaitingList: true,
  offerHours: '24',
  withdrawHoursBefore: '0',
  leaderName: '',
  contactPhone: '',
  contactPublic: false,
  recruitDate: '',
  recruitTime: '18:00',
  placeName: '',
  placeAddress: '',
  longitude: '',
  latitude: '',
  positions: [emptyPosition()],
  exclusionsConfirmed: false,
})

/** The same shift a week later: most projects come again on their weekday. */
export const nextWeek = (shift: ShiftForm): ShiftForm => ({
  ...shift,
  date: shift.date === '' ? '' : addDays(shift.date, WEEK_DAYS),
})

export const endsNextDay = ({ from, to }: ShiftForm): boolean => from !== '' && to !== '' && to < from

export function spanOf(shift: ShiftForm): { startsAt: string; endsAt: string } {
  const lastDay = endsNextDay(shift) ? addDays(shift.date, 1) : shift.date
  return { startsAt: siteInstant(shift.date, shift.from), endsAt: siteInstant(lastDay, shift.to) }
}

export function formOf(project: Output<'getTeamProject'>): ProjectForm {
  const { place } = project
  return {
    title: project.title,
    campaign: project.campaign ?? '',
    categories: [...project.categories],
    description: project.description,
    riskStatement: project.riskStatement,
    safeguards: [...project.safeguards],
    insurance: project.insurance,
    isDangerous: project.isDangerous,
    acceptsMinors: project.acceptsMinors,
    minAge: String(project.minAge),
    autoAdmit: project.autoAdmit,
    keepsWaitingList: project.keepsWaitingList,
    offerHours: String(project.offerHours),
    withdrawHoursBefore: String(project.withdrawHoursBefore),
    leaderName: project.leaderName,
    contactPhone: project.contactPhone ?? '',
    contactPublic: project.contactPublic,
    recruitDate: siteDate(project.recruitUntil),
    recruitTime: timeText(project.recruitUntil),
    placeName: place.name,
    placeAddress: place.address,
    longitude: place.longitude === null ? '' : String(place.longitude),
    latitude: place.latitude === null ? '' : String(place.latitude),
    positions: project.positions.map(({ name, description, requirements, plan, shifts }) => ({
      name,
      description,
      requirements,
      plan,
      shifts: shifts.map((shift) => ({
        date: siteDate(shift.startsAt),
        from: timeText(shift.startsAt),
        to: timeText(shift.endsAt),
        breakMinutes: String(shift.breakMinutes),
        headcount: String(shift.headcount),
      })),
    })),
    exclusionsConfirmed: project.exclusionsConfirmed,
  }
}

const degreesOf = (text: string): number | null => (text.trim() === '' ? null : Number(text))

/** Only for a form without faults. */
export function bodyOf(form: ProjectForm): Body<'createProject'> {
  const {
    recruitDate,
    recruitTime,
    placeName,
    placeAddress,
    longitude,
    latitude,
    positions,
    minAge,
    campaign,
    offerHours,
    withdrawHoursBefore,
    ...same
  } = form
  return {
    ...same,
    campaign: campaign === '' ? null : campaign,
    minAge: Number(minAge),
    offerHours: Number(offerHours),
    withdrawHoursBefore: Number(withdrawHoursBefore),
    recruitUntil: siteInstant(recruitDate, recruitTime),
    place: {
      name: placeName,
      address: placeAddress,
      longitude: degreesOf(longitude),
      latitude: degreesOf(latitude),
    },
    positions: positions.map(({ shifts, ...position }) => ({
      ...position,
      shifts: shifts.map((shift) => ({
        ...spanOf(shift),
        breakMinutes: Number(shift.breakMinutes),
        headcount: Number(shift.headcount),
      })),
    })),
  }
}

export interface FormContext {
  form: ProjectForm
  errors: FieldErrors
}
const CONTEXT: InjectionKey<FormContext> = Symbol('project form')
export const provideForm = (context: FormContext): void => provide(CONTEXT, context)
export function useForm(): FormContext {
  const context = inject(CONTEXT)
  if (context === undefined) throw new Error('useForm needs provideForm above it')
  return context
}
