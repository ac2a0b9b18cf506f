/**
 * Registering, and applying again. An identity that somebody holds already is answered like any other:
 * the application waits, its reviewer sees the flag, and the holder is told.
 */
import type { Act } from '../../act.ts'
import { accountOf, volunteerOf } from '../../kernel/actor.ts'
import type { AccountId, VolunteerId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { maskName } from '../../kernel/masking.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import {
  checkPhoneCode,
  forgetActor,
  insertAccount,
  insertSignInKey,
  openSession,
  updateDisplayName,
  usePhoneCode,
} from '../accounts/index.ts'
import { findDueDay, NOTICE_VERSIONS, policiesOf } from '../catalog/index.ts'
import { notify, sendSms } from '../notices/index.ts'
import { openReview } from '../reviews/index.ts'
import { refuseFault, type Application } from './applications.ts'
import { findGuardian, insertConsents, insertGuardian, markGuardianshipEnded } from './consents.store.ts'
import { claimIdentity, findHolder, updateRegionPeople } from './identities.store.ts'
import {
  isFault,
  readSubject,
  type Fault,
  type Guardian,
  type GuardianClaim,
  type Person,
  type PersonClaim,
} from './registration.rules.ts'
import { whyNotResubmit } from './verification.rules.ts'
import {
  getSensitive,
  insertVolunteer,
  lockVolunteer,
  markResubmitted,
  type Volunteer,
} from './volunteers.store.ts'

export interface RegisterVolunteer {
  application: Application
  phoneCode: string
  guardianCode: string | null
  passwordHash: string
  userAgent: string | undefined
}
export type PhoneProofReason =
  'phone_code_wrong' | 'phone_code_expired' | 'guardian_phone_code_wrong' | 'guardian_phone_code_expired'
/** A wrong code is an answer and no refusal, since the guess must stay counted. */
export type Registered = { token: string; dueOn: LocalDate } | Fault<PhoneProofReason>
export type Resubmitted = { dueOn: LocalDate } | Fault<PhoneProofReason>

export async function registerVolunteer(act: Act, input: RegisterVolunteer): Promise<Registered> {
  const { tx, vault, now } = act
  const { application } = input
  const { person, guardian, phone, profile, emergencyContact } = application
  const wrong =
    (await proveOwnPhone(act, phone, input.phoneCode)) ??
    (await proveGuardian(act, guardian, input.guardianCode))
  if (wrong !== null) return wrong
  const volunteerId = uuidv7<VolunteerId>(now)
  const accountId = uuidv7<AccountId>(now)
  if (!(await insertSignInKey(tx, vault, { kind: 'phone', value: phone, accountId })))
    throw new Refusal('phone_already_registered', { field: 'phone' })
  await usePhoneCode(tx, vault, phone, 'register')
  await insertAccount(tx, { accountId, displayName: person.name, passwordHash: input.passwordHash }, now)
  await insertVolunteer(tx, vault, { volunteerId, accountId, person, phone, profile, emergencyContact }, now)
  await insertConsents(
    tx,
    volunteerId,
    [
      { purpose: 'service_terms', noticeVersion: NOTICE_VERSIONS.serviceTerms },
      { purpose: 'personal_information', noticeVersion: NOTICE_VERSIONS.personalInformation },
    ],
    now,
  )
  if (guardian !== null) await keepGuardian(act, volunteerId, guardian)
  const dueOn = await submit(act, { volunteerId, accountId, ...profile }, person, application.reviewDays)
  const token = await openSession(tx, { accountId, userAgent: input.userAgent }, now)
  return { token, dueOn }
}

export interface ResubmitRegistration extends PersonClaim {
  guardian?: (GuardianClaim & { phoneCode: string }) | undefined
}

export async function resubmitRegistration(act: Act, input: ResubmitRegistration): Promise<Resubmitted> {
  const { tx, vault, now } = act
  const volunteer = await lockVolunteer(tx, volunteerOf(act.actor))
  refuseIf(whyNotResubmit(volunteer.status))
  const policies = await policiesOf(tx, volunteer.regionPath)
  const { phone } = await getSensitive(tx, vault, volunteer.volunteerId)
  const isGuarded = (await findGuardian(tx, vault, volunteer.volunteerId)) !== undefined
  const subject = readSubject(input, { phone, isGuarded }, policies, dateIn(ZONE, now))
  if (isFault(subject)) return refuseFault(subject)
  const { person, guardian } = subject
  const wrong = await proveGuardian(act, guardian, input.guardian?.phoneCode ?? null)
  if (wrong !== null) return wrong
  await markResubmitted(tx, vault, volunteer.volunteerId, person, now)
  await updateDisplayName(tx, accountOf(act.actor), person.name)
  if (guardian !== null) {
    await markGuardianshipEnded(tx, volunteer.volunteerId, now)
    await keepGuardian(act, volunteer.volunteerId, guardian)
  }
  forgetActor(volunteer.accountId)
  return { dueOn: await submit(act, volunteer, person, policies.volunteerReviewDays) }
}

async function proveOwnPhone(act: Act, phone: string, code: string): Promise<Fault<PhoneProofReason> | null> {
  const reason = await checkPhoneCode(act.tx, act.vault, { phone, purpose: 'register', code }, act.now)
  return reason === null ? null : { reason, field: 'phoneCode' }
}

async function proveGuardian(
  act: Act,
  guardian: Guardian | null,
  code: string | null,
): Promise<Fault<PhoneProofReason> | null> {
  if (guardian === null) return null
  const proof = { phone: guardian.phone, purpose: 'guardian', code: code ?? '' } as const
  const reason = await checkPhoneCode(act.tx, act.vault, proof, act.now)
  return reason === null ? null : { reason: `guardian_${reason}`, field: 'guardian.phoneCode' }
}

async function keepGuardian(act: Act, volunteerId: VolunteerId, guardian: Guardian): Promise<void> {
  const { tx, vault, now } = act
  await usePhoneCode(tx, vault, guardian.phone, 'guardian')
  await insertGuardian(tx, vault, volunteerId, guardian, now)
  await insertConsents(
    tx,
    volunteerId,
    [{ purpose: 'guardian', noticeVersion: NOTICE_VERSIONS.guardian }],
    now,
  )
}

/** Claims the identity, opens the review and counts the person; the steps are the same whoever holds it. */
async function submit(
  act: Act,
  volunteer: Pick<Volunteer, 'volunteerId' | 'accountId' | 'regionPath'>,
  person: Person,
  reviewDays: number,
): Promise<LocalDate> {
  const { tx, vault, now } = act
  const { volunteerId, regionPath } = volunteer
  const claim = await claimIdentity(tx, vault, person.idNumber, volunteerId)
  await tellHolder(act, person.idNumber, volunteerId)
  const dueOn = await findDueDay(tx, dateIn(ZONE, now), reviewDays)
  await openReview(tx, {
    subjectKind: 'volunteer',
    subjectId: volunteerId,
    title: maskName(person.name),
    regionPath,
    reviewerTeam: null,
    submittedBy: volunteer.accountId,
    submittedAt: now,
    dueOn,
  })
  await updateRegionPeople(tx, regionPath, claim === 'claimed' ? { registered: 1, claimed: 1 } : {})
  // An act of the person's own, so no access to show them.
  act.mark({ kind: 'volunteer', id: volunteerId })
  return dueOn
}

/** Somebody who applies with an identity of their own goes through the same work, and nothing is kept of it. */
async function tellHolder(act: Act, idNumber: string, applicantId: VolunteerId): Promise<void> {
  const { tx, vault, now } = act
  const holderId = (await findHolder(tx, vault, idNumber)) ?? applicantId
  const isWanted = holderId !== applicantId
  const { accountId, phone } = await getSensitive(tx, vault, holderId)
  await notify(tx, isWanted ? [{ accountId, kind: 'registered_again' }] : [], now)
  await sendSms(tx, vault, { phone, template: 'registered_again', params: {}, isWanted }, now)
}
