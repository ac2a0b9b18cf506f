/** The door of volunteers: who people are, the numbers they are given, and the checking of "my code". */
export {
  readCardCode,
  shortCodeFor,
  signedText,
  stepAt,
  STEP_SECONDS,
  verifyCardSignature,
  writeCardCode,
  type CardCode,
} from './card-code.ts'
export { findCardKeys, listShortCodeKeys, type CardKey, type ShortCodeKey } from './card-keys.store.ts'
export { verifyCardSignatures, type SignatureCheck } from './card-signatures.ts'
export { nextStarMinutes, starOf } from './cards.rules.ts'
export { hashGuardians } from './consents.store.ts'
export { FORGOTTEN_AT_A_TIME, forgetRefused } from './forgetting.actions.ts'
export { refusedBefore } from './forgetting.rules.ts'
export { listRefusedBefore } from './forgetting.store.ts'
export { identityHash, nextPublicNumber } from './identities.store.ts'
export { findGuardianId, listWardIds } from './wards.store.ts'
export { ageOn, isMinor, type Gender } from './registration.rules.ts'
export { applyVerification, reviewVolunteer } from './verification.actions.ts'
export { verificationGateway, type IdentityClaim, type VerificationGateway } from './verification-gateway.ts'
export type { VolunteerStatus } from './verification.rules.ts'
export {
  findVolunteer,
  findVolunteerByNumber,
  findVolunteers,
  listGatewayDue,
  lockVolunteer,
  lockVolunteers,
  type Volunteer,
} from './volunteers.store.ts'
