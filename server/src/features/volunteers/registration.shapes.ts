import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, OneOf } from '../../http/shapes.ts'
import { DOCUMENT_KINDS } from '../../kernel/identity-document.ts'
import type { PhoneProofReason } from './registration.actions.ts'
import { GENDERS, RELATIONS, type PersonReason, type RegistrationReason } from './registration.rules.ts'

const TypedName = Type.String({ minLength: 1, maxLength: 100 })
const TypedNumber = Type.String({ minLength: 1, maxLength: 40 })
const TypedPhone = Type.String({ minLength: 1, maxLength: 30 })
const PhoneCode = Type.String({ pattern: '^[0-9]{6}$' })
const Version = Type.String({ maxLength: 20 })
const Code = Type.String({ minLength: 1, maxLength: 40 })
const Codes = Type.Array(Code, { maxItems: 50 })

const PersonFields = {
  name: TypedName,
  idKind: OneOf(DOCUMENT_KINDS),
  idNumber: TypedNumber,
  gender: Type.Optional(OneOf(GENDERS)),
  birthDate: Type.Optional(
    Type.String({ maxLength: 10, description: 'a day; asked only where the number does not tell it' }),
  ),
  guardian: Type.Optional(
    Type.Object({
      name: TypedName,
      relation: OneOf(RELATIONS),
      idKind: OneOf(DOCUMENT_KINDS),
      idNumber: TypedNumber,
      phone: TypedPhone,
      phoneCode: PhoneCode,
      consent: Version,
    }),
  ),
}

export const RegisterBody = Type.Object({
  ...PersonFields,
  regionCode: Type.String({ maxLength: 9 }),
  phone: TypedPhone,
  phoneCode: PhoneCode,
  password: Type.String({ minLength: 1, maxLength: 200 }),
  consents: Type.Object({ serviceTerms: Version, personalInformation: Version }),
  skills: Codes,
  categories: Codes,
  freeSlots: Codes,
  politicalStatus: Type.Optional(Code),
  ethnicity: Type.Optional(Code),
  education: Type.Optional(Code),
  employment: Type.Optional(Code),
  emergencyContact: Type.Optional(Type.Object({ name: TypedName, phone: TypedPhone })),
})
export const ResubmitBody = Type.Object(PersonFields)
export const UnderReview = Type.Object({ state: OneOf(['under_review']), dueOn: Day })

export const underReview = (dueOn: string): Static<typeof UnderReview> => ({ state: 'under_review', dueOn })

const personRefuses = {
  name_malformed: 422,
  id_number_malformed: 422,
  id_check_digit_wrong: 422,
  id_birth_date_unreal: 422,
  id_birth_date_in_future: 422,
  id_age_over_150: 422,
  id_kind_mismatch: 422,
  birth_date_missing: 422,
  gender_missing: 422,
} satisfies Refuses<PersonReason>

const formRefuses = {
  ...personRefuses,
  below_minimum_age: 422,
  guardian_missing: 422,
  guardian_name_malformed: 422,
  guardian_id_invalid: 422,
  guardian_is_minor: 422,
  guardian_phone_malformed: 422,
  guardian_same_phone: 422,
  phone_malformed: 422,
  consent_missing: 422,
  too_many_categories: 422,
  phone_code_wrong: 422,
  phone_code_expired: 422,
  guardian_phone_code_wrong: 422,
  guardian_phone_code_expired: 422,
} satisfies Refuses<RegistrationReason | PhoneProofReason>

export const registerRefuses = {
  ...formRefuses,
  region_not_found: 422,
  code_unknown: 422,
  password_too_weak: 422,
  phone_already_registered: 409,
} satisfies Refuses<
  | RegistrationReason
  | PhoneProofReason
  | 'region_not_found'
  | 'code_unknown'
  | 'password_too_weak'
  | 'phone_already_registered'
>
export const resubmitRefuses = { ...formRefuses, not_refused: 409 } satisfies Refuses<
  RegistrationReason | PhoneProofReason | 'not_refused'
>
