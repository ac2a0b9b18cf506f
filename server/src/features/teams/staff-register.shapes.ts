import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Nullable, OneOf, PageOf, PageQuery, Reason, Uuid } from '../../http/shapes.ts'
import { normalizeNumber } from '../../kernel/public-number.ts'
import {
  REGISTER_DUTIES,
  REGISTER_MAX,
  type RegisterEntry,
  type RegisterReason,
} from './staff-register.rules.ts'
import { normalizeContactPhone, normalizePersonName } from './teams.rules.ts'
import { keepRefuses, RegionCode } from './teams.shapes.ts'

const Entry = Type.Object({
  duty: OneOf(REGISTER_DUTIES),
  name: Type.String({ maxLength: 100 }),
  gender: Nullable(OneOf(['male', 'female'])),
  title: Type.String({ maxLength: 50 }),
  volunteerNumber: Nullable(Type.String({ maxLength: 40 })),
  phone: Type.String({ maxLength: 40 }),
  email: Nullable(Type.String({ maxLength: 100 })),
  wechat: Nullable(Type.String({ maxLength: 50 })),
})
export const RegisterBody = Type.Object({ entries: Type.Array(Entry, { maxItems: REGISTER_MAX }) })
export const RegisterShape = Type.Object({
  teamName: Type.String(),
  entries: Type.Array(Entry),
  whyNot: Type.Object({ saveStaffRegister: Reason }),
})
export const ListRegistersQuery = Type.Object({ ...PageQuery.properties, region: RegionCode })
export const RegisterPage = PageOf(
  Type.Object({
    teamId: Uuid,
    teamName: Type.String(),
    regionName: Type.String(),
    entries: Type.Array(Entry),
  }),
)

/** One line: what a form cannot hold, a line break above all, would break the sheet and the table. */
const line = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
const orNull = (text: string | null): string | null =>
  text === null || line(text) === '' ? null : line(text)
/** What was typed, in the form in which it is judged and kept. */
export const entryOf = (typed: Static<typeof Entry>): RegisterEntry => {
  const number = orNull(typed.volunteerNumber)
  return {
    duty: typed.duty,
    name: normalizePersonName(typed.name),
    gender: typed.gender,
    title: line(typed.title),
    volunteerNumber: number === null ? null : normalizeNumber(number),
    phone: normalizeContactPhone(typed.phone),
    email: orNull(typed.email),
    wechat: orNull(typed.wechat),
  }
}

export const saveRegisterRefuses = {
  ...keepRefuses,
  name_malformed: 422,
  title_missing: 422,
  volunteer_number_malformed: 422,
  contact_phone_malformed: 422,
  email_malformed: 422,
} satisfies Refuses<RegisterReason | keyof typeof keepRefuses>
export const listRegistersRefuses = { region_not_found: 404, not_your_region: 403 } satisfies Refuses<
  'region_not_found' | 'not_your_region'
>
