import { Type } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Uuid } from '../../http/shapes.ts'
import {
  Password,
  PhoneText,
  SixDigits,
  type PasswordReason,
  type PhoneReason,
  type ProvingReason,
  type ResettingReason,
} from '../accounts/index.ts'

export const ChangePasswordBody = Type.Object({ password: Password, newPassword: Password })
export const ResetPasswordBody = Type.Object({
  phone: PhoneText,
  phoneCode: SixDigits,
  idNumber: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 50,
      description: 'left out by staff who have no volunteer account',
    }),
  ),
  totp: Type.Optional(SixDigits),
  password: Password,
})
export const ResetSecondFactorBody = Type.Union([
  Type.Object({ accountId: Uuid }),
  Type.Object({
    login: Type.String({ minLength: 1, maxLength: 50, description: 'phone or volunteer number' }),
  }),
])

export const changePasswordRefuses = {
  credentials_wrong: 401,
  password_too_weak: 422,
  sign_in_locked: 429,
} satisfies Refuses<'credentials_wrong' | 'sign_in_locked' | PasswordReason>

export const resetPasswordRefuses = {
  second_factor_needed: 401,
  second_factor_wrong: 401,
  identity_not_proved: 422,
  password_too_weak: 422,
  phone_malformed: 422,
  sign_in_locked: 429,
} satisfies Refuses<ProvingReason | 'second_factor_wrong' | 'sign_in_locked' | PasswordReason | PhoneReason>

export const resetSecondFactorRefuses = {
  not_your_region: 403,
  role_above_yours: 403,
  staff_not_found: 404,
  own_second_factor: 409,
  second_factor_not_set: 409,
} satisfies Refuses<ResettingReason | 'staff_not_found'>
