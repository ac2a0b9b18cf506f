// Reviewed fields of a living team: how they are called, what stands in them, and what is sent when one is to change.
import type { Body, Item, Output } from '../../../api/types'
import type { TextKey } from '../../../lib/i18n'
import { creditCodeFault } from '../credit-code'
import { isOrganisationCode } from '../organisation-code'
import { degreesOf } from '../registration'

export type Change = Item<'listTeamChanges'>
export type Field = Change['field']
export type Value = Body<'proposeTeamChange'>['value']
export type Profile = Output<'getTeamProfile'>

export const CHANGE_NAMES: Readonly<Record<Field, TextKey>> = {
  region: 'common.team_form.region',
  registration_department: 'common.team_form.department',
  credit_code: 'common.team_form.credit_code',
  organisation_code: 'common.team_form.organisation_code',
  certificate: 'common.team_form.certificate',
  application: 'common.team_form.application',
  unit_kind: 'common.team_form.unit_kind',
  categories: 'common.team_form.categories',
  address: 'common.review.address',
  point: 'common.point.label',
  founded_on: 'common.review.founded_on',
}
/** Of a review in a list; null for all that is no change of a field. */
export const changeNameOf = ({ changedField }: { changedField: string | null }): TextKey | null =>
  Object.entries(CHANGE_NAMES).find(([field]) => field === changedField)?.[1] ?? null

const OF_LEGAL_PERSONS: readonly Field[] = [
  'registration_department',
  'credit_code',
  'organisation_code',
  'certificate',
]
/** A federation or a corps is one of its region. */
export const fieldsOf = ({ kind, level }: Pick<Profile, 'kind' | 'level'>): Field[] =>
  (Object.keys(CHANGE_NAMES) as Field[]).filter(
    (field) =>
      (kind === 'legal_person' || !OF_LEGAL_PERSONS.includes(field)) &&
      (level === 'team' || field !== 'region'),
  )

export function valueNow(profile: Profile, field: Field): Value {
  switch (field) {
    case 'region':
      return { regionCode: profile.regionCode, name: profile.regionName }
    case 'registration_department':
      return profile.registrationDepartment
    case 'credit_code':
      return profile.creditCode
    case 'organisation_code':
      return profile.organisationCode
    case 'certificate':
      return profile.certificateFileId
    case 'application':
      return profile.applicationFileId
    case 'unit_kind':
      return profile.unitKind
    case 'categories':
      return [...profile.categories]
    case 'address':
      return profile.address
    case 'point':
      return profile.longitude === null || profile.latitude === null
        ? null
        : { longitude: profile.longitude, latitude: profile.latitude }
    case 'founded_on':
      return profile.foundedOn
  }
}

/** What is typed while a field is being changed; only the part of its field is used. */
export interface Typed {
  text: string
  codes: string[]
  longitude: string
  latitude: string
}
export const isPointValue = (value: Value) =>
  value !== null && typeof value === 'object' && 'longitude' in value
export const isPlaceValue = (value: Value) =>
  value !== null && typeof value === 'object' && 'regionCode' in value
export function typedOf(value: Value): Typed {
  const isPoint = isPointValue(value)
  return {
    text: isPlaceValue(value) ? value.regionCode : typeof value === 'string' ? value : '',
    codes: Array.isArray(value) ? [...value] : [],
    longitude: isPoint ? String(value.longitude) : '',
    latitude: isPoint ? String(value.latitude) : '',
  }
}
export function sentOf(field: Field, { text, codes, longitude, latitude }: Typed): Value {
  if (field === 'categories') return codes
  if (field === 'region') return { regionCode: text, name: '' }
  if (field === 'point') {
    const point = { longitude: degreesOf(longitude), latitude: degreesOf(latitude) }
    return point.longitude === null || point.latitude === null
      ? null
      : { longitude: point.longitude, latitude: point.latitude }
  }
  return text.trim() === '' ? null : text.trim()
}

export function faultOf(field: Field, { text, codes }: Typed, today: string): string | null {
  switch (field) {
    case 'credit_code':
      return text.trim() !== '' && creditCodeFault(text) === 'malformed' ? 'credit_code_wrong' : null
    case 'organisation_code':
      return text.trim() === '' || isOrganisationCode(text) ? null : 'organisation_code_wrong'
    case 'certificate':
      return text === '' ? 'certificate_missing' : null
    case 'region':
    case 'unit_kind':
      return text === '' ? 'field_missing' : null
    case 'categories':
      if (codes.length === 0) return 'categories_missing'
      return codes.length > 4 ? 'too_many_categories' : null
    case 'founded_on':
      return text > today ? 'founded_in_future' : null
    case 'registration_department':
    case 'application':
    case 'address':
    case 'point':
      return null
  }
}
