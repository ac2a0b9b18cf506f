// The form of a project as it is sent and as it is read back. Every field goes both ways, so that changing one resets no other.
import type { Body, Output } from '../../../api/types'
import { siteDate, siteInstant, timeText } from '../../../lib/dates'
import { isInsured, spanOf, type PlaceForm, type PositionForm, type ProjectForm } from './project-form'

type Project = Output<'getTeamProject'>
type Sent = Body<'createProject'>
type Place = Project['place']

const HOUR_MINUTES = 60
const textOf = (value: number | null): string => (value === null ? '' : String(value))
const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text))
const filled = (text: string): string | null => (text.trim() === '' ? null : text)

const placeForm = ({ name, address, longitude, latitude, radiusMetres }: Place): PlaceForm => ({
  name,
  address,
  longitude: textOf(longitude),
  latitude: textOf(latitude),
  radiusMetres: String(radiusMetres),
})
const placeBody = ({ name, address, longitude, latitude, radiusMetres }: PlaceForm): Place => {
  const point = { longitude: numberOf(longitude), latitude: numberOf(latitude) }
  return { name, address, ...point, radiusMetres: point.longitude === null ? 0 : Number(radiusMetres) }
}

const positionForm = ({
  name,
  description,
  requirements,
  skills,
  plan,
  shifts,
}: Project['positions'][number]): PositionForm => ({
  name,
  description,
  requirements,
  skills: [...skills],
  plan,
  shifts: shifts.map((shift) => ({
    date: siteDate(shift.startsAt),
    from: timeText(shift.startsAt),
    to: timeText(shift.endsAt),
    breakMinutes: String(shift.breakMinutes),
    headcount: String(shift.headcount),
  })),
})
const positionBody = ({ shifts, ...position }: PositionForm): Sent['positions'][number] => ({
  ...position,
  shifts: shifts.map((shift) => ({
    ...spanOf(shift),
    breakMinutes: Number(shift.breakMinutes),
    headcount: Number(shift.headcount),
  })),
})

/** What is the same on both sides. */
function sameOf(from: Project) {
  const { title, description, riskStatement, insurance, isDangerous, acceptsMinors, autoAdmit } = from
  const { guardianPresent, training, qualification, keepsWaitingList, visibility } = from
  const { leaderName, leaderPublic, contactPublic, exclusionsConfirmed } = from
  return {
    ...{ title, description, riskStatement, insurance, isDangerous, acceptsMinors, autoAdmit },
    ...{ guardianPresent, training, qualification, keepsWaitingList, visibility },
    ...{ leaderName, leaderPublic, contactPublic, exclusionsConfirmed },
  }
}

export function formOf(project: Project): ProjectForm {
  const { insured, recruitFrom, recruitUntil, drawAt } = project
  return {
    ...sameOf(project),
    campaign: project.campaign ?? '',
    categories: [...project.categories],
    recipients: [...project.recipients],
    coverFileId: project.coverFileId ?? '',
    pictureFileIds: [...project.pictureFileIds],
    places: [project.place, ...project.morePlaces].map(placeForm),
    positions: project.positions.map(positionForm),
    recruitFromDate: recruitFrom === null ? '' : siteDate(recruitFrom),
    recruitFromTime: recruitFrom === null ? '' : timeText(recruitFrom),
    recruitDate: siteDate(recruitUntil),
    recruitTime: timeText(recruitUntil),
    draws: drawAt !== null,
    drawDate: drawAt === null ? '' : siteDate(drawAt),
    drawTime: drawAt === null ? '' : timeText(drawAt),
    signUpCode: project.signUpCode ?? '',
    teams: project.teams.map(({ teamId, name }) => ({ teamId, name })),
    minAge: String(project.minAge),
    maxAge: textOf(project.maxAge),
    minHours: project.minMinutes === 0 ? '' : String(project.minMinutes / HOUR_MINUTES),
    excludes: project.excludes.map(({ projectId, projectNumber, title }) => ({
      named: projectId,
      text: [title, projectNumber].filter(Boolean).join('　'),
    })),
    offerHours: String(project.offerHours),
    withdrawHoursBefore: String(project.withdrawHoursBefore),
    insurer: insured?.insurer ?? '',
    policyNumber: insured?.policyNumber ?? '',
    insuredFrom: insured?.from ?? '',
    insuredTo: insured?.to ?? '',
    safeguards: [...project.safeguards],
    contactPhone: project.contactPhone ?? '',
  }
}

/** Only for a form without faults. */
export function bodyOf(form: ProjectForm): Required<Sent> {
  const { places, positions, teams, excludes, recruitDate, recruitTime, ...rest } = form
  const { recruitFromDate, recruitFromTime, minHours, insurer, policyNumber, ...others } = rest
  const { insuredFrom, insuredTo, draws, drawDate, drawTime, ...same } = others
  const [place, ...morePlaces] = places.map(placeBody)
  if (place === undefined) throw new Error('a form has a place')
  return {
    ...same,
    campaign: filled(form.campaign),
    coverFileId: filled(form.coverFileId),
    place,
    morePlaces,
    positions: positions.map(positionBody),
    recruitFrom: recruitFromDate === '' ? null : siteInstant(recruitFromDate, recruitFromTime),
    recruitUntil: siteInstant(recruitDate, recruitTime),
    drawAt: draws ? siteInstant(drawDate, drawTime) : null,
    signUpCode: filled(form.signUpCode),
    teamIds: teams.map(({ teamId }) => teamId),
    guardianPresent: form.acceptsMinors && form.guardianPresent,
    minAge: Number(form.minAge),
    maxAge: numberOf(form.maxAge),
    minMinutes: Math.round(Number(minHours) * HOUR_MINUTES),
    excludes: excludes.map(({ named }) => named),
    offerHours: Number(form.offerHours),
    withdrawHoursBefore: Number(form.withdrawHoursBefore),
    insured: isInsured(form) ? { insurer, policyNumber, from: insuredFrom, to: insuredTo } : null,
  }
}
