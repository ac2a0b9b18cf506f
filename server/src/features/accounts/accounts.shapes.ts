import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Uuid } from '../../http/shapes.ts'
import type { SessionId } from '../../kernel/ids.ts'
import type { PhoneReason } from './phones.rules.ts'
import type { SessionItem } from './sessions.store.ts'
import type { PasswordReason, SignInReason } from './sign-in.rules.ts'

export const PASSWORD_CHARACTERS_MAX = 200
export const Password = Type.String({ minLength: 1, maxLength: PASSWORD_CHARACTERS_MAX })
export const PhoneText = Type.String({ minLength: 1, maxLength: 30 })
export const SixDigits = Type.String({ pattern: '^[0-9]{6}$' })
const DisplayName = Type.String({ minLength: 1, maxLength: 50, pattern: '^\\S(.*\\S)?$' })
export const Nothing = Type.Null()
const Totp = Type.Optional(SixDigits)

export const SignInBody = Type.Union([
  Type.Object({
    login: Type.String({ minLength: 1, maxLength: 50, description: 'phone, ID number or volunteer number' }),
    password: Password,
    totp: Totp,
  }),
  Type.Object({ phone: PhoneText, phoneCode: SixDigits, totp: Totp }),
])
export const SignedIn = Type.Object({ displayName: Type.String() })

export const SessionList = Type.Object({
  items: Type.Array(
    Type.Object({
      sessionId: Uuid,
      deviceLabel: Type.String({ description: 'browser and system, empty when unknown' }),
      createdAt: Instant,
      lastSeenAt: Instant,
      isCurrent: Type.Boolean(),
    }),
  ),
})
export const SessionPath = Type.Object({ sessionId: Uuid })

export const StartSecondFactorBody = Type.Object({ password: Password })
export const TotpBody = Type.Object({ totp: SixDigits })
export const TotpSecret = Type.Object({
  totpSecret: Type.String({ description: 'Base32, to be typed by hand' }),
  totpUri: Type.String({ description: 'otpauth:// address, to be shown as a QR code' }),
})

export const SetupPath = Type.Object({ token: Type.String({ minLength: 1, maxLength: 100 }) })
export const Setup = Type.Object({
  displayName: Type.String(),
  needsPassword: Type.Boolean({
    description: 'false when the account has a password; then that one is asked for',
  }),
  needsPhone: Type.Boolean({ description: 'true when the account has nothing to sign in with yet' }),
})
export const CompleteSetupBody = Type.Object({
  displayName: DisplayName,
  password: Password,
  phone: Type.Optional(PhoneText),
})

export const showSessions = (
  items: SessionItem[],
  current: SessionId | null,
): Static<typeof SessionList> => ({
  items: items.map((item) => ({
    ...item,
    createdAt: item.createdAt.toISOString(),
    lastSeenAt: item.lastSeenAt.toISOString(),
    isCurrent: item.sessionId === current,
  })),
})

export const signInRefuses = {
  credentials_wrong: 401,
  second_factor_needed: 401,
  second_factor_wrong: 401,
  sign_in_locked: 429,
} satisfies Refuses<SignInReason>

export const endSessionRefuses = { session_not_found: 404 } satisfies Refuses<'session_not_found'>

export const startSecondFactorRefuses = {
  credentials_wrong: 401,
  second_factor_set: 409,
  sign_in_locked: 429,
} satisfies Refuses<'credentials_wrong' | 'sign_in_locked' | 'second_factor_set'>

export const confirmSecondFactorRefuses = {
  second_factor_not_started: 409,
  second_factor_wrong: 422,
  sign_in_locked: 429,
} satisfies Refuses<'second_factor_not_started' | 'second_factor_wrong' | 'sign_in_locked'>

export const setupRefuses = { setup_link_unusable: 404 } satisfies Refuses<'setup_link_unusable'>

type SetupReason = 'setup_link_unusable' | 'phone_already_registered'

export const completeSetupRefuses = {
  ...setupRefuses,
  credentials_wrong: 401,
  phone_already_registered: 409,
  password_too_weak: 422,
  phone_malformed: 422,
  phone_missing: 422,
  sign_in_locked: 429,
} satisfies Refuses<
  SetupReason | 'credentials_wrong' | 'sign_in_locked' | 'phone_missing' | PasswordReason | PhoneReason
>

export const confirmSetupRefuses = {
  ...setupRefuses,
  phone_already_registered: 409,
  second_factor_wrong: 422,
} satisfies Refuses<SetupReason | 'second_factor_wrong'>
