/** The door of accounts: proving phones, signing people in, and who holds which role. */
export {
  deleteSignInKey,
  findAccount,
  findAccountIdByKey,
  insertAccount,
  insertSignInKey,
  updateDisplayName,
  type Account,
  type NewAccount,
} from './accounts.store.ts'
export { refusalOf } from './answers.ts'
export { Nothing, Password, PhoneText, SixDigits } from './accounts.shapes.ts'
export { forgetActor } from './actor-cache.ts'
export { createActorOf, findSecondFactorState, isDemoSite, type ActorOf } from './actors.ts'
export {
  endGrantsOfTeam,
  insertGrant,
  listGrants,
  markGrantEnded,
  rewriteGrantPaths,
  renameBodies,
  staffOf,
  type NewGrant,
  type StaffOf,
} from './grants.store.ts'
export { checkOwnPassword } from './credentials.ts'
export { deleteLeftovers } from './leftovers.store.ts'
export { hashPassword } from './passwords.ts'
export {
  checkPhoneCode,
  issuePhoneCode,
  usePhoneCode,
  type NewPhoneCode,
  type PhoneCodeProof,
} from './phone-codes.actions.ts'
export {
  CODE_SECONDS,
  normalizePhone,
  RESEND_SECONDS,
  whyNotPhone,
  type PhoneCodeReason,
  type PhonePurpose,
  type PhoneReason,
} from './phones.rules.ts'
export {
  clearSecondFactor,
  replaceForgottenPassword,
  replacePassword,
  type ChangeOutcome,
  type ForgottenPassword,
  type NewPassword,
  type ResetOutcome,
} from './recovery.actions.ts'
export type { ProvingReason, ResettingReason } from './recovery.rules.ts'
export { openSession, type NewSessionFor } from './sessions.actions.ts'
export { createAdminLink, createSetupLink } from './setup.actions.ts'
export {
  documentKey,
  signInKeyOf,
  whyNotPassword,
  type KeyKind,
  type PasswordReason,
  type SecondFactorState,
  type SignInKey,
} from './sign-in.rules.ts'
