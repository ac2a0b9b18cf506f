/**
 * The kinds of people that a goal may concern, as a profile tells them. Written as data, so that one person is judged
 * here and a whole unit by the same words in SQL. Pure; the numbers are those of docs/rules/goals.md.
 */
import { fullYears, type LocalDate } from '../../kernel/local-date.ts'

export const PERSON_KINDS = ['everyone', 'party_member', 'pupil', 'student', 'family'] as const
export type PersonKind = (typeof PERSON_KINDS)[number]

/** All that is said must hold. Ages are those on the day on which the period begins, so that no birthday changes a goal. */
export interface Criteria {
  politicalStatus?: readonly string[]
  employment?: readonly string[]
  education?: readonly string[]
  /** Holds for somebody who has said nothing, too. */
  notEducation?: readonly string[]
  ageFrom?: number
  ageBelow?: number
  inFamily?: true
}

/** GB/T 4762: members of the Party, and probationary ones. */
const PARTY = ['01', '02']
/** GB/T 2261.4. */
const STUDENT = ['31']
/** GB/T 4658: doctorate, master, bachelor, junior college, secondary vocational school. */
const BEYOND_SCHOOL = ['11', '14', '20', '30', '40']
const LEAVES_SCHOOL_AT = 18

/** O2. One of the lines must hold. */
export const KINDS: Readonly<Record<PersonKind, readonly Criteria[]>> = {
  everyone: [{}],
  party_member: [{ politicalStatus: PARTY }],
  pupil: [{ employment: STUDENT, ageBelow: LEAVES_SCHOOL_AT, notEducation: BEYOND_SCHOOL }],
  student: [
    { employment: STUDENT, ageFrom: LEAVES_SCHOOL_AT },
    { employment: STUDENT, education: BEYOND_SCHOOL },
  ],
  family: [{ inFamily: true }],
}

export interface PersonFacts {
  isVerified: boolean
  politicalStatus: string | null
  employment: string | null
  education: string | null
  birthDate: LocalDate
  inFamily: boolean
}

const isOneOf = (codes: readonly string[] | undefined, code: string | null): boolean =>
  codes === undefined || (code !== null && codes.includes(code))

function meets(person: PersonFacts, criteria: Criteria, firstDay: LocalDate): boolean {
  const age = fullYears(person.birthDate, firstDay)
  return (
    isOneOf(criteria.politicalStatus, person.politicalStatus) &&
    isOneOf(criteria.employment, person.employment) &&
    isOneOf(criteria.education, person.education) &&
    !(criteria.notEducation ?? []).some((code) => code === person.education) &&
    age >= (criteria.ageFrom ?? age) &&
    age < (criteria.ageBelow ?? age + 1) &&
    (criteria.inFamily === undefined || person.inFamily)
  )
}

/** O2. Only whoever has been verified has goals. */
export const concerns = (kind: PersonKind, person: PersonFacts, firstDay: LocalDate): boolean =>
  person.isVerified && KINDS[kind].some((criteria) => meets(person, criteria, firstDay))
