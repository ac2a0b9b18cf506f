/**
 * What a project asks of people besides time and age: to be meant by it, to have served before, to serve in no project
 * that excludes it, and what they say of themselves when they sign up. Pure. S-numbers are those of docs/rules/signups.md.
 */
import { fullYears, dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import type { Visibility } from '../projects/terms.rules.ts'

/** S44. Below this age a child serves beside a guardian wherever it is. */
export const GUARDIAN_PRESENT_UNDER = 10

export interface WantedTerms {
  visibility: Visibility
  recruitFrom: Date | null
  maxAge: number | null
  guardianPresent: boolean
  training: string
  qualification: string
  minMinutes: number
}
/** What somebody is to one project. */
export interface Standing {
  isWelcome: boolean
  /** Once at least, whatever became of it. Told where not everybody finds the project. */
  hasSignedUp: boolean
  /** The title of a project that excludes this one and holds the person, or null. */
  excludedBy: string | null
}
export const NO_STANDING: Standing = { isWelcome: true, hasSignedUp: false, excludedBy: null }

export type TermReason = 'not_of_named_team' | 'not_invited' | 'hours_too_few' | 'excluded_by'
export interface TermObstacle {
  reason: TermReason
  facts?: Readonly<Record<string, unknown>>
}

/** S42. Whom it is for. With the code everybody may come, so it is asked for last. */
export function welcomeObstacle(
  { visibility }: { visibility: Visibility },
  { isWelcome }: Standing,
): TermObstacle | null {
  if (isWelcome) return null
  return { reason: visibility === 'teams' ? 'not_of_named_team' : 'not_invited' }
}

/** S45, S46. */
export function recordObstacle(
  { minMinutes }: { minMinutes: number },
  { creditMinutes }: { creditMinutes: number },
  { excludedBy }: Standing,
): TermObstacle | null {
  if (creditMinutes < minMinutes) return { reason: 'hours_too_few', facts: { minMinutes, creditMinutes } }
  return excludedBy === null ? null : { reason: 'excluded_by', facts: { title: excludedBy } }
}

/** What is asked of the person at the click, besides the risk. */
export type Question = 'code' | 'qualification' | 'guardian'
export interface Asked {
  project: WantedTerms & { acceptsMinors: boolean }
  shift: { startsAt: Date }
  candidate: { birthDate: LocalDate } | null
  policies: { adultAge: number }
}

/** S44. A minor comes with a guardian who stays where the project says so, and a child always. */
function needsGuardian({ project, shift, candidate, policies }: Asked): boolean {
  if (candidate === null) return false
  const age = fullYears(candidate.birthDate, dateIn(ZONE, shift.startsAt))
  return age < policies.adultAge && (project.guardianPresent || age < GUARDIAN_PRESENT_UNDER)
}

export function questionsOf(asked: Asked): Question[] {
  const { visibility, training, qualification } = asked.project
  return [
    ...(visibility === 'code' ? ['code' as const] : []),
    ...(training !== '' || qualification !== '' ? ['qualification' as const] : []),
    ...(needsGuardian(asked) ? ['guardian' as const] : []),
  ]
}

export interface Given {
  riskAccepted: boolean
  isCodeRight: boolean
  declaresQualified: boolean
  guardianPresent: boolean
}
export type GivenReason =
  'code_wrong' | 'qualification_not_declared' | 'guardian_not_present' | 'risk_not_accepted'
/** S43, S44, S47 and the risk of TL a12. Asked when nothing else is in the way. */
export function whyNotGiven(asked: Asked, given: Given): GivenReason | null {
  const questions = questionsOf(asked)
  if (questions.includes('code') && !given.isCodeRight) return 'code_wrong'
  if (questions.includes('qualification') && !given.declaresQualified) return 'qualification_not_declared'
  if (questions.includes('guardian') && !given.guardianPresent) return 'guardian_not_present'
  return given.riskAccepted ? null : 'risk_not_accepted'
}
