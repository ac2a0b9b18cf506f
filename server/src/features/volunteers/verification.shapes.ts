import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, Uuid } from '../../http/shapes.ts'
import { DOCUMENT_KINDS } from '../../kernel/identity-document.ts'
import { maskIdNumber, maskName, maskPhone } from '../../kernel/masking.ts'
import { decisionRefuses, HistoryShape, ReviewShape, type DecisionReason } from '../reviews/index.ts'
import { GENDERS, RELATIONS } from './registration.rules.ts'
import type { Applicant } from './applicants.store.ts'

const GuardianShape = Type.Object({
  name: Type.String(),
  relation: OneOf(RELATIONS),
  idKind: OneOf(DOCUMENT_KINDS),
  idNumberMasked: Type.String(),
  phoneMasked: Type.String(),
  consentedAt: Instant,
})
export const VolunteerReview = Type.Object({
  review: ReviewShape,
  history: HistoryShape,
  facts: Type.Object({
    volunteer: Type.Object({
      volunteerId: Uuid,
      name: Type.String({ description: 'masked for those who may not decide' }),
      idKind: OneOf(DOCUMENT_KINDS),
      idNumberMasked: Type.String(),
      phoneMasked: Type.String(),
      gender: OneOf(GENDERS),
      age: Type.Integer(),
      isMinor: Type.Boolean(),
      regionName: Type.String(),
      skills: Type.Array(Type.String()),
      categories: Type.Array(Type.String()),
      guardian: Nullable(GuardianShape),
      duplicate: Type.Boolean({ description: 'somebody else holds this identity' }),
      registeredAt: Instant,
    }),
  }),
})
export const Decided = Type.Object({
  outcome: OneOf(['approved', 'refused']),
  volunteerNumber: Nullable(Type.String()),
})
export const reviewRefuses = { ...decisionRefuses, identity_taken: 409 } satisfies Refuses<
  DecisionReason | 'review_not_found' | 'identity_taken'
>

type Facts = Static<typeof VolunteerReview>['facts']['volunteer']

export function showApplicant(
  { idNumber, phone, guardian, registeredAt, ...applicant }: Applicant,
  { age, isMinor, mayDecide }: { age: number; isMinor: boolean; mayDecide: boolean },
): Facts {
  const { volunteerId, idKind, gender, regionName, skills, categories } = applicant
  const shownName = (name: string): string => (mayDecide ? name : maskName(name))
  return {
    volunteerId,
    idKind,
    gender,
    regionName,
    skills,
    categories,
    name: shownName(applicant.name),
    idNumberMasked: maskIdNumber(idNumber),
    phoneMasked: maskPhone(phone),
    age,
    isMinor,
    duplicate: applicant.isDuplicate,
    registeredAt: registeredAt.toISOString(),
    guardian:
      guardian === null
        ? null
        : {
            name: shownName(guardian.name),
            relation: guardian.relation,
            idKind: guardian.idKind,
            idNumberMasked: maskIdNumber(guardian.idNumber),
            phoneMasked: maskPhone(guardian.phone),
            consentedAt: guardian.consentedAt.toISOString(),
          },
  }
}
