// The registration of a team: as it is typed, checked here, and sent.
import type { Body, Output } from '../../api/types'
import { creditCodeFault, tidyCreditCode } from './credit-code'
import { isOrganisationCode, tidyOrganisationCode } from './organisation-code'

type Sent = Body<'registerTeam'>
export interface RegistrationForm {
  kind: Sent['kind']
  level: Sent['level']
  name: string
  regionCode: string
  parentId: string
  registrationDepartment: NonNullable<Sent['registrationDepartment']>
  creditCode: string
  organisationCode: string
  certificateFileId: string
  applicationFileId: string
  unitKind: string
  categories: string[]
  campaigns: string[]
  intro: string
  offers: string
  needs: string
  address: string
  longitude: string
  latitude: string
  foundedOn: string
  contactName: string
  contactPhone: string
  contactPublic: boolean
  leaderPublic: boolean
}
/** What a reviewer asks to be mended. */
export type Point = Output<'getTeamRegistration'>['refusalPoints'][number]
/** Who answers, and by when. */
export type Registered = Pick<Output<'registerTeam'>, 'dueOn' | 'reviewerName'>
export const CATEGORIES_MAX = 4
export const OFFERS_MAX = 500

export const emptyRegistration = (): RegistrationForm => ({
  kind: 'unregistered',
  level: 'team',
  name: '',
  regionCode: '',
  parentId: '',
  registrationDepartment: 'civil_affairs',
  creditCode: '',
  organisationCode: '',
  certificateFileId: '',
  applicationFileId: '',
  unitKind: '',
  categories: [],
  campaigns: [],
  intro: '',
  offers: '',
  needs: '',
  address: '',
  longitude: '',
  latitude: '',
  foundedOn: '',
  contactName: '',
  contactPhone: '',
  contactPublic: true,
  leaderPublic: false,
})

export function registrationOf(team: Output<'getTeamRegistration'>): RegistrationForm {
  return {
    kind: team.kind,
    level: team.level === 'corps' ? 'corps' : 'team',
    name: team.name,
    regionCode: team.regionCode,
    parentId: team.parent?.teamId ?? '',
    registrationDepartment: team.registrationDepartment ?? 'civil_affairs',
    creditCode: team.creditCode ?? '',
    organisationCode: team.organisationCode ?? '',
    certificateFileId: team.certificateFileId ?? '',
    applicationFileId: team.applicationFileId ?? '',
    unitKind: team.unitKind ?? '',
    categories: [...team.categories],
    campaigns: [...team.campaigns],
    intro: team.intro,
    offers: team.offers,
    needs: team.needs,
    address: team.address,
    longitude: team.longitude === null ? '' : String(team.longitude),
    latitude: team.latitude === null ? '' : String(team.latitude),
    foundedOn: team.foundedOn ?? '',
    contactName: team.contactName,
    contactPhone: team.contactPhone,
    contactPublic: team.contactPublic,
    leaderPublic: team.leaderPublic,
  }
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text)
export const degreesOf = (text: string): number | null => (text.trim() === '' ? null : Number(text))

/** What belongs to the other kind stays in the form and is not sent. */
export function bodyOf(form: RegistrationForm): Sent {
  const isLegal = form.kind === 'legal_person'
  return {
    ...form,
    parentId: isLegal ? null : orNull(form.parentId),
    registrationDepartment: isLegal ? form.registrationDepartment : null,
    creditCode: isLegal ? orNull(tidyCreditCode(form.creditCode)) : null,
    organisationCode: isLegal ? orNull(tidyOrganisationCode(form.organisationCode)) : null,
    certificateFileId: isLegal ? orNull(form.certificateFileId) : null,
    applicationFileId: orNull(form.applicationFileId),
    longitude: degreesOf(form.longitude),
    latitude: degreesOf(form.latitude),
    foundedOn: orNull(form.foundedOn),
  }
}

const missing = (text: string) => (text.trim() === '' ? 'field_missing' : null)
const isPhone = (text: string) => /^\d{7,20}$/.test(text.replace(/\D/g, ''))

/** One of the two codes is asked for; what stands in either must be one. */
function codeFaults({ creditCode, organisationCode }: RegistrationForm) {
  const [credit, organisation] = [creditCode.trim(), organisationCode.trim()]
  const isCredit = credit === '' ? organisation !== '' : creditCodeFault(credit) !== 'malformed'
  return {
    creditCode: isCredit ? null : credit === '' ? 'credit_code_missing' : 'credit_code_wrong',
    organisationCode:
      organisation === '' || isOrganisationCode(organisation) ? null : 'organisation_code_wrong',
  }
}

export function faultsOf(form: RegistrationForm, today: string): Record<string, string | null> {
  const isLegal = form.kind === 'legal_person'
  const nameLength = [...form.name.trim()].length
  return {
    name: nameLength < 2 || nameLength > 50 ? 'name_malformed' : null,
    regionCode: missing(form.regionCode),
    parentId: !isLegal && form.parentId === '' ? 'parent_missing' : null,
    ...(isLegal ? codeFaults(form) : {}),
    certificateFileId: isLegal && form.certificateFileId === '' ? 'certificate_missing' : null,
    unitKind: missing(form.unitKind),
    categories:
      form.categories.length === 0
        ? 'categories_missing'
        : form.categories.length > CATEGORIES_MAX
          ? 'too_many_categories'
          : null,
    intro: form.intro.trim() === '' ? 'intro_missing' : null,
    foundedOn: form.foundedOn > today ? 'founded_in_future' : null,
    contactName: missing(form.contactName),
    contactPhone: isPhone(form.contactPhone) ? null : 'contact_phone_malformed',
  }
}
