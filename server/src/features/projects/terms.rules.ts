/**
 * The terms of a project: whom it is for, who may find it, on what conditions it takes people, how it is insured.
 * Pure. P-numbers are those of docs/rules/projects.md.
 */
import type { FileId, ProjectId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import type { Span } from '../../kernel/span.ts'
import { whyNotDrawThen, type DrawReason } from './drawing.rules.ts'
import { normalizeJoinCode } from '../teams/join-codes.rules.ts'

export const VISIBILITIES = ['public', 'teams', 'code', 'invitation'] as const
export type Visibility = (typeof VISIBILITIES)[number]

export const SIGN_UP_CODE_CHARACTERS = { min: 6, max: 12 } as const
export const PICTURES_MAX = 9
export const PLACES_MAX = 10
export const NAMED_TEAMS_MAX = 50
export const EXCLUDES_MAX = 20
export const RADIUS_METRES_MAX = 5000

export interface Place {
  name: string
  address: string
  longitude: number | null
  latitude: number | null
  /** 0: people sign in anywhere. */
  radiusMetres: number
}
export interface Insurance {
  insurer: string
  policyNumber: string
  from: LocalDate
  to: LocalDate
}
export interface Terms {
  recipients: string[]
  leaderPublic: boolean
  visibility: Visibility
  /** Set only where the visibility is by code. */
  signUpCode: string | null
  teamIds: TeamId[]
  recruitFrom: Date | null
  /** When the places are drawn; null where they are given in another way. */
  drawAt: Date | null
  maxAge: number | null
  guardianPresent: boolean
  training: string
  qualification: string
  minMinutes: number
  insured: Insurance | null
  /** Ids or numbers of other projects. */
  excludes: string[]
  /** The places besides the first. */
  morePlaces: Place[]
  coverFileId: FileId | null
  pictureFileIds: FileId[]
  /** X1–X10: the team's word that nothing of it must not be counted. */
  exclusionsConfirmed: boolean
}

/** Codes are typed by hand from a slip or a chat: small letters, blanks and dashes are the same code. */
export const normalizeSignUpCode = normalizeJoinCode

export type TermsReason =
  | 'exclusions_unconfirmed'
  | 'named_teams_missing'
  | 'named_team_unknown'
  | 'sign_up_code_malformed'
  | 'recruit_reversed'
  | DrawReason
  | 'ages_reversed'
  | 'insurance_reversed'
  | 'insurance_too_short'
  | 'excluded_project_unknown'
  | 'picture_unknown'
  | 'place_malformed'
export interface TermsFault {
  reason: TermsReason
  field: string
}

const isPlaceRight = ({ longitude, latitude, radiusMetres }: Place): boolean =>
  (longitude === null) === (latitude === null) && (radiusMetres === 0 || longitude !== null)

function placesFault(first: Place, more: readonly Place[]): TermsFault | null {
  if (!isPlaceRight(first)) return { reason: 'place_malformed', field: 'place' }
  const wrong = more.findIndex((place) => !isPlaceRight(place))
  return wrong === -1 ? null : { reason: 'place_malformed', field: `morePlaces.${wrong}` }
}

/** P10. The days of the shifts, of which the policy has to cover the first and the last. */
export const covers = (insured: { from: LocalDate; to: LocalDate } | null, span: Span): boolean =>
  insured !== null && insured.from <= dateIn(ZONE, span.startsAt) && dateIn(ZONE, span.endsAt) <= insured.to

/** P10. A policy may follow after the publication; one that is given covers the days of the shifts. */
export function insuranceFault(
  insured: Insurance | null,
  period: Span,
): 'insurance_reversed' | 'insurance_too_short' | null {
  if (insured === null) return null
  if (insured.to < insured.from) return 'insurance_reversed'
  return covers(insured, period) ? null : 'insurance_too_short'
}

function visibilityFault({ visibility, teamIds, signUpCode }: Terms): TermsFault | null {
  if (visibility === 'teams' && teamIds.length === 0)
    return { reason: 'named_teams_missing', field: 'teamIds' }
  const { length } = signUpCode ?? ''
  const { min, max } = SIGN_UP_CODE_CHARACTERS
  return visibility === 'code' && (length < min || length > max)
    ? { reason: 'sign_up_code_malformed', field: 'signUpCode' }
    : null
}

/** P13, P21–P27, V1. */
export function termsFault(
  terms: Terms & { place: Place; minAge: number; recruitUntil: Date },
  period: Span,
  now: Date,
): TermsFault | null {
  const places = placesFault(terms.place, terms.morePlaces)
  if (places !== null) return places
  const visibility = visibilityFault(terms)
  if (visibility !== null) return visibility
  if (terms.recruitFrom !== null && terms.recruitFrom >= terms.recruitUntil)
    return { reason: 'recruit_reversed', field: 'recruitFrom' }
  const draw = whyNotDrawThen(terms, period, now)
  if (draw !== null) return { reason: draw, field: 'drawAt' }
  if (terms.maxAge !== null && terms.maxAge < terms.minAge)
    return { reason: 'ages_reversed', field: 'maxAge' }
  const insurance = insuranceFault(terms.insured, period)
  if (insurance !== null) return { reason: insurance, field: 'insured' }
  return terms.exclusionsConfirmed ? null : { reason: 'exclusions_unconfirmed', field: 'exclusionsConfirmed' }
}

/** P23. What somebody is to a project that not everybody may find. */
export interface Concern {
  isStaff: boolean
  /** Of a named team, or invited. */
  isWelcome: boolean
  /** With a sign-up, in whatever state it is. */
  hasSignedUp: boolean
}
/** P23. Whether its page is there for them. By code it is for whoever has the link. */
export function isShownTo(visibility: Visibility, concern: Concern): boolean {
  if (visibility === 'public' || visibility === 'code') return true
  return concern.isStaff || concern.isWelcome || concern.hasSignedUp
}

/** A person and a project, and the two as one key. */
export interface Pair {
  volunteerId: VolunteerId
  projectId: ProjectId
}
export const pairKey = ({ volunteerId, projectId }: Pair): string => `${volunteerId} ${projectId}`
