/**
 * Changes of reviewed fields, decided: who may ask for one, what a field takes, and what may be approved.
 * Pure. C-numbers are those of docs/rules/teams.md.
 */
import { reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { isLocalDate, type LocalDate } from '../../kernel/local-date.ts'
import { normalizeCreditCode } from '../../kernel/credit-code.ts'
import { normalizeOrganisationCode } from '../../kernel/organisation-code.ts'
import { CATEGORIES_MAX, codeFaults } from '../teams/form.rules.ts'
import { leads } from '../teams/memberships.rules.ts'
import {
  REGISTRATION_DEPARTMENTS,
  type TeamKind,
  type TeamLevel,
  type TeamStatus,
} from '../teams/teams.rules.ts'

/** C1. The name has its own way (renames), the leader another (H12), the place in the tree a third (H1). */
export const CHANGE_FIELDS = [
  'region',
  'registration_department',
  'credit_code',
  'organisation_code',
  'certificate',
  'application',
  'unit_kind',
  'categories',
  'address',
  'point',
  'founded_on',
] as const
export type ChangeField = (typeof CHANGE_FIELDS)[number]
export const CHANGE_STATUSES = ['waiting', 'approved', 'refused', 'withdrawn'] as const
export type ChangeStatus = (typeof CHANGE_STATUSES)[number]

export interface Point {
  longitude: number
  latitude: number
}
/** A region with the name by which it was known then. */
export interface Place {
  regionCode: string
  name: string
}
export type ChangeValue = string | string[] | Point | Place | null
const ADDRESS_MAX = 200
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const OF_LEGAL_PERSONS: ReadonlySet<ChangeField> = new Set([
  'registration_department',
  'credit_code',
  'organisation_code',
])

export interface ChangingTeam {
  teamId: TeamId
  path: string
  status: TeamStatus
  kind: TeamKind
  level: TeamLevel
}
export type ChangingReason =
  'not_your_team' | 'leader_only' | 'team_not_active' | 'field_not_for_kind' | 'change_waiting'
/** C2. The leader asks, for a field of the team's kind that waits for nothing else. A federation or a corps is one of its region. */
export function whyNotProposeChange(
  actor: Actor,
  team: ChangingTeam,
  field: ChangeField,
  waiting: ReadonlySet<ChangeField>,
): ChangingReason | null {
  if (!reachesTeam(actor, team.path, 'decide')) return 'not_your_team'
  if (!leads(actor, team.teamId)) return 'leader_only'
  if (team.status !== 'active') return 'team_not_active'
  if (team.kind !== 'legal_person' && OF_LEGAL_PERSONS.has(field)) return 'field_not_for_kind'
  if (team.level !== 'team' && field === 'region') return 'field_not_for_kind'
  return waiting.has(field) ? 'change_waiting' : null
}

export type ValueReason =
  | 'change_malformed'
  | 'change_unchanged'
  | 'credit_code_missing'
  | 'credit_code_wrong'
  | 'organisation_code_wrong'
  | 'certificate_missing'
  | 'categories_missing'
  | 'too_many_categories'
  | 'founded_in_future'

const codes = (creditCode: string | null, organisationCode: string | null): ValueReason | null =>
  (codeFaults({ creditCode, organisationCode })[0]?.reason as ValueReason | undefined) ?? null

export const isPoint = (value: ChangeValue): value is Point =>
  value !== null && typeof value === 'object' && 'longitude' in value
export const isPlace = (value: ChangeValue): value is Place =>
  value !== null && typeof value === 'object' && 'regionCode' in value

/** One writing of a value, as the registration form would have it; undefined when it is of another shape. */
export function normalizeValue(field: ChangeField, value: ChangeValue): ChangeValue | undefined {
  if (field === 'point') {
    if (value === null) return null
    return isPoint(value) ? { longitude: value.longitude, latitude: value.latitude } : undefined
  }
  if (field === 'region') return isPlace(value) ? value : undefined
  if (field === 'categories') return Array.isArray(value) ? [...new Set(value)] : undefined
  if (value !== null && typeof value !== 'string') return undefined
  const text = value?.trim() ?? ''
  if (field === 'address') return text.length <= ADDRESS_MAX ? text : undefined
  if (text === '') return null
  if (field === 'certificate' || field === 'application') return UUID.test(text) ? text : undefined
  if (field === 'credit_code') return normalizeCreditCode(text)
  return field === 'organisation_code' ? normalizeOrganisationCode(text) : text
}

/** C3. What a registration would be refused for. `other` is the code beside the one that changes. */
export function whyNotValue(
  field: ChangeField,
  value: ChangeValue,
  facts: { isLegal: boolean; otherCode: string | null; today: LocalDate },
): ValueReason | null {
  const text = typeof value === 'string' ? value : null
  switch (field) {
    case 'registration_department':
      return REGISTRATION_DEPARTMENTS.some((one) => one === text) ? null : 'change_malformed'
    case 'credit_code':
      return text === null && facts.otherCode === null ? 'credit_code_missing' : codes(text, null)
    case 'organisation_code':
      return text === null && facts.otherCode === null ? 'credit_code_missing' : codes(null, text)
    case 'certificate':
      return text === null && facts.isLegal ? 'certificate_missing' : null
    case 'region':
    case 'application':
    case 'address':
    case 'point':
      return null
    case 'unit_kind':
      return text === null ? 'change_malformed' : null
    case 'categories':
      return whyNotCategories(value)
    case 'founded_on':
      return whyNotFounded(text, facts.today)
  }
}

function whyNotCategories(value: ChangeValue): ValueReason | null {
  if (!Array.isArray(value) || value.length === 0) return 'categories_missing'
  return value.length > CATEGORIES_MAX ? 'too_many_categories' : null
}
function whyNotFounded(text: string | null, today: LocalDate): ValueReason | null {
  if (text === null) return null
  if (!isLocalDate(text)) return 'change_malformed'
  return text > today ? 'founded_in_future' : null
}

/** A region is its code, whatever it is called. */
const keyOf = (value: ChangeValue): string => JSON.stringify(isPlace(value) ? value.regionCode : value)
export const isSameValue = (one: ChangeValue, other: ChangeValue): boolean => keyOf(one) === keyOf(other)

/** C6. What waits is taken back by the leader. */
export function whyNotWithdrawChange(
  actor: Actor,
  team: { teamId: TeamId; path: string },
  change: { status: ChangeStatus },
): 'not_your_team' | 'leader_only' | 'already_decided' | null {
  if (!reachesTeam(actor, team.path, 'decide')) return 'not_your_team'
  if (!leads(actor, team.teamId)) return 'leader_only'
  return change.status === 'waiting' ? null : 'already_decided'
}
