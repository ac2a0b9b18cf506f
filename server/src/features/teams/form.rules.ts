/**
 * The registration of a team, decided: what its form must say. Pure. T-numbers are those of
 * docs/rules/teams.md.
 */
import { whyNotCreditCode } from '../../kernel/credit-code.ts'
import type { FileId, TeamId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { whyNotOrganisationCode } from '../../kernel/organisation-code.ts'
import { whyNotPersonName } from '../../kernel/person-name.ts'
import {
  isContactPhone,
  whyNotTeamName,
  type REGISTRATION_DEPARTMENTS,
  type TeamKind,
  type TeamLevel,
} from './teams.rules.ts'

export const CATEGORIES_MAX = 4

/** What a registration says, in the form in which it is kept. */
export interface TeamForm {
  name: string
  kind: TeamKind
  level: TeamLevel
  regionCode: string
  parentId: TeamId | null
  registrationDepartment: (typeof REGISTRATION_DEPARTMENTS)[number] | null
  creditCode: string | null
  organisationCode: string | null
  certificateFileId: FileId | null
  applicationFileId: FileId | null
  unitKind: string | null
  categories: readonly string[]
  campaigns: readonly string[]
  intro: string
  offers: string
  needs: string
  address: string
  longitude: number | null
  latitude: number | null
  foundedOn: LocalDate | null
  contactName: string
  contactPhone: string
  contactPublic: boolean
  leaderPublic: boolean
}

/** What of a form a reviewer may point at. */
export const FORM_FIELDS = [
  'name',
  'kind',
  'level',
  'regionCode',
  'parentId',
  'registrationDepartment',
  'creditCode',
  'organisationCode',
  'certificateFileId',
  'applicationFileId',
  'unitKind',
  'categories',
  'intro',
  'offers',
  'needs',
  'address',
  'longitude',
  'foundedOn',
  'contactName',
  'contactPhone',
] as const
/** F8. One thing to be mended, in the reviewer's words. */
export interface Point {
  field: (typeof FORM_FIELDS)[number]
  text: string
}
/** What the applicant reads in one piece, where the reviewer wrote to the fields alone. */
export const reasonOf = (reason: string, points: readonly Point[]): string =>
  reason.trim() === ''
    ? points.map(({ text }, at) => (at === points.length - 1 ? text.trim() : withoutStop(text))).join('；')
    : reason.trim()
const withoutStop = (text: string): string => text.trim().replace(/[。．.；;，,]+$/u, '')

export type FormReason =
  | 'name_malformed'
  | 'field_not_for_kind'
  | 'credit_code_missing'
  | 'credit_code_wrong'
  | 'organisation_code_wrong'
  | 'certificate_missing'
  | 'categories_missing'
  | 'too_many_categories'
  | 'intro_missing'
  | 'place_malformed'
  | 'founded_in_future'
  | 'contact_phone_malformed'
export interface Fault<Reason extends string> {
  reason: Reason
  field: string
}
type Faults = Fault<FormReason>[]

/** T2. What cannot be a code is refused; a check character alone that fails is a matter for the reviewer. */
export function codeFaults({
  creditCode,
  organisationCode,
}: Pick<TeamForm, 'creditCode' | 'organisationCode'>): Faults {
  const faults: Faults = []
  if (creditCode !== null && whyNotCreditCode(creditCode) === 'credit_code_malformed')
    faults.push({ reason: 'credit_code_wrong', field: 'creditCode' })
  if (organisationCode !== null && whyNotOrganisationCode(organisationCode) !== null)
    faults.push({ reason: 'organisation_code_wrong', field: 'organisationCode' })
  return faults
}

/** F7. A check character that fails is let pass with a note of what the reviewer saw. */
export const whyNotPassCode = (
  creditCode: string | null,
  { decision, reason = '' }: { decision: 'approve' | 'refuse'; reason?: string | undefined },
): 'code_note_missing' | null =>
  decision === 'approve' && isDoubtfulCode(creditCode) && reason.trim() === '' ? 'code_note_missing' : null

export const isDoubtfulCode = (creditCode: string | null): boolean =>
  creditCode !== null && whyNotCreditCode(creditCode) === 'credit_code_check_wrong'

function kindFaults(form: TeamForm): Faults {
  const { kind, parentId, registrationDepartment, creditCode, organisationCode, certificateFileId } = form
  const foreign =
    kind === 'legal_person' ? { parentId } : { creditCode, organisationCode, registrationDepartment }
  const faults: Faults = Object.entries(foreign).flatMap(([field, value]) =>
    value === null ? [] : [{ reason: 'field_not_for_kind' as const, field }],
  )
  if (kind === 'unregistered') return faults
  if (creditCode === null && organisationCode === null)
    faults.push({ reason: 'credit_code_missing', field: 'creditCode' })
  if (certificateFileId === null) faults.push({ reason: 'certificate_missing', field: 'certificateFileId' })
  return [...faults, ...codeFaults(form)]
}

export function contactFaults(form: Pick<TeamForm, 'contactName' | 'contactPhone'>): Faults {
  const faults: Faults = []
  if (whyNotPersonName(form.contactName) !== null)
    faults.push({ reason: 'name_malformed', field: 'contactName' })
  if (!isContactPhone(form.contactPhone))
    faults.push({ reason: 'contact_phone_malformed', field: 'contactPhone' })
  return faults
}

/** A point has both coordinates or none, as the place of a project. */
export const isWholePoint = (point: Pick<TeamForm, 'longitude' | 'latitude'>): boolean =>
  (point.longitude === null) === (point.latitude === null)

const nameFaults = (name: string): Faults =>
  whyNotTeamName(name) === null ? [] : [{ reason: 'name_malformed', field: 'name' }]

/** T1–T6. Every fault of a registration that needs no other facts, in the order of the form. */
export function formFaults(form: TeamForm, today: LocalDate): Faults {
  const faults = [...nameFaults(form.name), ...kindFaults(form)]
  if (form.categories.length === 0) faults.push({ reason: 'categories_missing', field: 'categories' })
  if (form.categories.length > CATEGORIES_MAX)
    faults.push({ reason: 'too_many_categories', field: 'categories' })
  if (form.intro.trim() === '') faults.push({ reason: 'intro_missing', field: 'intro' })
  if (!isWholePoint(form)) faults.push({ reason: 'place_malformed', field: 'longitude' })
  if (form.foundedOn !== null && form.foundedOn > today)
    faults.push({ reason: 'founded_in_future', field: 'foundedOn' })
  return [...faults, ...contactFaults(form)]
}

/** T10a. The founder has the papers at hand, so a code that is given needs no picture. */
export const foundingFaults = (form: TeamForm): Faults => [
  ...nameFaults(form.name),
  ...codeFaults(form),
  ...contactFaults(form),
]
