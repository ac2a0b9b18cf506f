/** Reads a form against the tables, before anything slow is done for it. Throws the first fault as a refusal. */
import type { Reader } from '../../db/handles.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { normalizePhone, whyNotPassword } from '../accounts/index.ts'
import {
  findRegion,
  listUnknownCategories,
  listUnknownCodes,
  policiesOf,
  type CodeKind,
} from '../catalog/index.ts'
import {
  isFault,
  readSubject,
  whyNotForm,
  type Fault,
  type FormClaim,
  type GuardianClaim,
  type PersonClaim,
  type Subject,
} from './registration.rules.ts'
import type { EmergencyContact, Profile } from './volunteers.store.ts'

export interface Form extends PersonClaim, FormClaim {
  guardian?: (GuardianClaim & { phoneCode: string }) | undefined
  regionCode: string
  password: string
  phoneCode: string
  skills: string[]
  categories: string[]
  freeSlots: string[]
  politicalStatus?: string | undefined
  ethnicity?: string | undefined
  education?: string | undefined
  employment?: string | undefined
  emergencyContact?: EmergencyContact | undefined
}

export interface Application extends Subject {
  phone: string
  profile: Profile
  emergencyContact: EmergencyContact | null
  reviewDays: number
}

export function refuseFault({ reason, field, facts }: Fault): never {
  throw new Refusal(reason, { field, ...facts })
}

const unique = (codes: readonly string[]): string[] => [...new Set(codes)]

async function refuseUnknownCodes(reader: Reader, form: Form): Promise<void> {
  const chosen: readonly [field: keyof Form, kind: CodeKind, codes: readonly (string | undefined)[]][] = [
    ['skills', 'skills', form.skills],
    ['freeSlots', 'slots', form.freeSlots],
    ['politicalStatus', 'politicalStatus', [form.politicalStatus]],
    ['ethnicity', 'ethnicity', [form.ethnicity]],
    ['education', 'education', [form.education]],
    ['employment', 'employment', [form.employment]],
  ]
  for (const [field, kind, codes] of chosen) {
    const [unknown] = await listUnknownCodes(
      reader,
      kind,
      codes.filter((code) => code !== undefined),
    )
    if (unknown !== undefined) refuseFault({ reason: 'code_unknown', field })
  }
  const [unknown] = await listUnknownCategories(reader, 'service', form.categories)
  if (unknown !== undefined) refuseFault({ reason: 'code_unknown', field: 'categories' })
}

export async function readApplication(reader: Reader, form: Form, today: LocalDate): Promise<Application> {
  const region = await findRegion(reader, form.regionCode)
  if (region === undefined) refuseFault({ reason: 'region_not_found', field: 'regionCode' })
  const policies = await policiesOf(reader, region.path)
  const phone = normalizePhone(form.phone)
  const subject = readSubject(form, { phone, isGuarded: false }, policies, today)
  if (isFault(subject)) return refuseFault(subject)
  const formFault = whyNotForm(form)
  if (formFault !== null) refuseFault(formFault)
  await refuseUnknownCodes(reader, form)
  const passwordReason = whyNotPassword(form.password)
  if (passwordReason !== null) refuseFault({ reason: passwordReason, field: 'password' })
  return {
    ...subject,
    phone,
    profile: {
      regionCode: region.regionCode,
      regionPath: region.path,
      skills: unique(form.skills),
      categories: unique(form.categories),
      freeSlots: unique(form.freeSlots),
      politicalStatus: form.politicalStatus ?? null,
      ethnicity: form.ethnicity ?? null,
      education: form.education ?? null,
      employment: form.employment ?? null,
    },
    emergencyContact: form.emergencyContact ?? null,
    reviewDays: policies.volunteerReviewDays,
  }
}
