// The staff register while it is typed: every field a text, what is empty is sent as nothing.
import type { Output } from '../../../api/types'

type Kept = Output<'getStaffRegister'>['entries'][number]
export const DUTIES = ['supervising_leader', 'person_in_charge', 'liaison_officer'] as const
export const ENTRIES_MAX = 12

export interface Entry {
  duty: (typeof DUTIES)[number]
  name: string
  gender: string
  title: string
  volunteerNumber: string
  phone: string
  email: string
  wechat: string
}

export const freshEntry = (duty: Entry['duty'] = 'liaison_officer'): Entry => ({
  duty,
  name: '',
  gender: '',
  title: '',
  volunteerNumber: '',
  phone: '',
  email: '',
  wechat: '',
})

/** An empty register begins with the three duties of the sheet. */
export const typedOf = (kept: readonly Kept[]): Entry[] =>
  kept.length === 0
    ? DUTIES.map((duty) => freshEntry(duty))
    : kept.map((one) => ({
        ...one,
        gender: one.gender ?? '',
        volunteerNumber: one.volunteerNumber ?? '',
        email: one.email ?? '',
        wechat: one.wechat ?? '',
      }))

const orNull = (text: string): string | null => (text.trim() === '' ? null : text)
export const isBlank = (entry: Entry): boolean =>
  [entry.name, entry.title, entry.phone, entry.volunteerNumber, entry.email, entry.wechat].every(
    (text) => text.trim() === '',
  )
export const sentOf = (entry: Entry): Kept => ({
  ...entry,
  gender: entry.gender === 'male' || entry.gender === 'female' ? entry.gender : null,
  volunteerNumber: orNull(entry.volunteerNumber),
  email: orNull(entry.email),
  wechat: orNull(entry.wechat),
})

/** Nothing that the server would refuse as missing; the rest is judged there. */
export const missingIn = (entries: readonly Entry[]): Record<string, string | null> =>
  Object.fromEntries(
    entries.flatMap((entry, i) =>
      isBlank(entry)
        ? []
        : (['name', 'title', 'phone'] as const).map((field) => [
            `entries.${i}.${field}`,
            entry[field].trim() === '' ? 'field_missing' : null,
          ]),
    ),
  )
