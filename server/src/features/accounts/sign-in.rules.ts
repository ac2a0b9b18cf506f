/** Who gets in: passwords, the growing lock, the second factor and how long a session lives. */
import { modernMainlandNumber, normalizeDocument } from '../../kernel/identity-document.ts'
import { isPublicNumber, normalizeNumber } from '../../kernel/public-number.ts'
import { normalizePhone, whyNotPhone } from './phones.rules.ts'

export type PasswordReason = 'password_too_weak'
export type SignInReason =
  'credentials_wrong' | 'sign_in_locked' | 'second_factor_needed' | 'second_factor_wrong'

const PASSWORD_LENGTH_MIN = 8
const STAFF_PASSWORD_LENGTH_MIN = 12
const CLASSES_MIN = 3
const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{Ll}\p{Lu}\p{N}]/u]

/** At least eight characters of three kinds; twelve for those who reach other people's records. */
export function whyNotPassword(password: string, isStaff = false): PasswordReason | null {
  const length = [...password].length
  const classes = CLASSES.filter((kind) => kind.test(password)).length
  const enough = length >= (isStaff ? STAFF_PASSWORD_LENGTH_MIN : PASSWORD_LENGTH_MIN)
  return enough && classes >= CLASSES_MIN ? null : 'password_too_weak'
}

export type KeyKind = 'phone' | 'id_document' | 'volunteer_number'
export interface SignInKey {
  kind: KeyKind
  value: string
}

/** What a typed login is, in the form in which keys are stored. */
export function signInKeyOf(login: string): SignInKey {
  const phone = normalizePhone(login)
  if (whyNotPhone(phone) === null) return { kind: 'phone', value: phone }
  const number = normalizeNumber(login)
  if (isPublicNumber(number, 'V')) return { kind: 'volunteer_number', value: number }
  return { kind: 'id_document', value: documentKey(login) }
}

/** The form of a document's number as a key; an old number of fifteen digits finds the present one. */
export function documentKey(number: string): string {
  const plain = normalizeDocument('mainland_id', number)
  return modernMainlandNumber(plain) ?? plain
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const FAILURES_FREE = 5
const LOCK_MINUTES_MAX = 60

export interface Failures {
  failed: number
  lastFailedAt: Date
  lockedUntil: Date | null
}

/** Seconds until the next try is heard, 0 when it is heard now. */
export function lockedSeconds(failures: Pick<Failures, 'lockedUntil'> | undefined, now: Date): number {
  const ms = (failures?.lockedUntil?.getTime() ?? 0) - now.getTime()
  return ms > 0 ? Math.ceil(ms / 1000) : 0
}

/** The fifth failure locks for a minute, each further one twice as long, up to an hour; a quiet day forgets. */
export function failuresAfter(before: Failures | undefined, now: Date): Failures {
  const isFresh = before === undefined || now.getTime() - before.lastFailedAt.getTime() > DAY_MS
  const failed = isFresh ? 1 : before.failed + 1
  if (failed < FAILURES_FREE) return { failed, lastFailedAt: now, lockedUntil: null }
  const minutes = Math.min(LOCK_MINUTES_MAX, 2 ** Math.min(failed - FAILURES_FREE, 10))
  return { failed, lastFailedAt: now, lockedUntil: new Date(now.getTime() + minutes * MINUTE_MS) }
}

export interface SecondFactorFacts {
  hasGrants: boolean
  isSetUp: boolean
  isDemo: boolean
}

/**
 * Staff prove a second factor at sign-in. Someone who was made staff and has none yet gets in as the
 * person they were before; their grants count once it is set up (see actors.ts).
 */
export function needsSecondFactor({ hasGrants, isSetUp, isDemo }: SecondFactorFacts): boolean {
  return hasGrants && isSetUp && !isDemo
}

export type SecondFactorState = 'not_needed' | 'to_set_up' | 'to_enter' | 'passed'

/** What a session's owner still has to do before their grants count. */
export function secondFactorState(facts: SecondFactorFacts & { isPassed: boolean }): SecondFactorState {
  if (facts.isPassed) return 'passed'
  if (!facts.hasGrants || facts.isDemo) return 'not_needed'
  return facts.isSetUp ? 'to_enter' : 'to_set_up'
}

const IDLE_DAYS = 30
const STAFF_IDLE_HOURS = 12
export const SEEN_EVERY_MS = MINUTE_MS

/** A session ends when it was not used for so long. */
export function idleUntil(now: Date, hasGrants: boolean): Date {
  return new Date(now.getTime() + (hasGrants ? STAFF_IDLE_HOURS * 60 * MINUTE_MS : IDLE_DAYS * DAY_MS))
}

const SETUP_DAYS = 7
export const setupLinkUntil = (now: Date): Date => new Date(now.getTime() + SETUP_DAYS * DAY_MS)

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, 'WeChat'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/HuaweiBrowser/, 'Huawei Browser'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPod/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** Names of products only, so the label needs no translation; empty when the program did not say. */
export function deviceLabelOf(userAgent: string | undefined): string {
  const pick = (list: typeof BROWSERS) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
  return [pick(BROWSERS), pick(SYSTEMS)].filter((part) => part !== undefined).join(' · ')
}
