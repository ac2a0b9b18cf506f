/**
 * What a published project says of itself, changed: which fields change at once, which wait for the reviewer, and whom
 * a change concerns. Pure. R-numbers are those of docs/rules/running.md.
 */
import type { TeamId } from '../../kernel/ids.ts'
import type { Span } from '../../kernel/span.ts'
import {
  titleFault,
  CATEGORIES_MAX,
  type DraftReason,
  type ProjectDraft,
} from '../projects/projects.rules.ts'
import { termsFault, type Visibility } from '../projects/terms.rules.ts'
import { isContactPhone } from '../teams/teams.rules.ts'

/** What is changed by the form of a published project; shifts and the policy have deeds of their own. */
export type PublishedDraft = Omit<ProjectDraft, 'positions'>

/** R19. What the reviewer has judged, and what lets in people whom they have not thought of. */
export const REVIEWED_FIELDS = [
  'title',
  'categories',
  'risk_statement',
  'danger',
  'minors',
  'ages',
  'visibility',
] as const
export type ReviewedField = (typeof REVIEWED_FIELDS)[number]
/** R23. */
export const FREE_FIELDS = [
  'description',
  'pictures',
  'recipients',
  'place',
  'contact',
  'safeguards',
  'insurance',
  'recruiting',
  'conditions',
  'taking',
  'narrower',
] as const
export type FreeField = (typeof FREE_FIELDS)[number]
/** R20. Everybody who wants to come hears of these. */
const TOLD_FIELDS: readonly (FreeField | ReviewedField)[] = [
  'title',
  'place',
  'contact',
  'safeguards',
  'risk_statement',
  'danger',
]
export const isTold = (field: FreeField | ReviewedField): boolean => TOLD_FIELDS.includes(field)

export interface Audience {
  visibility: Visibility
  teamIds: TeamId[]
}
export type ReviewedValue =
  | string
  | boolean
  | { campaign: string | null; categories: string[] }
  | { acceptsMinors: boolean; guardianPresent: boolean }
  | { minAge: number; maxAge: number | null }
  | Audience

export function valueOf(draft: PublishedDraft, field: ReviewedField): ReviewedValue {
  switch (field) {
    case 'title':
      return draft.title
    case 'categories':
      return { campaign: draft.campaign, categories: draft.categories }
    case 'risk_statement':
      return draft.riskStatement
    case 'danger':
      return draft.isDangerous
    case 'minors':
      return { acceptsMinors: draft.acceptsMinors, guardianPresent: draft.guardianPresent }
    case 'ages':
      return { minAge: draft.minAge, maxAge: draft.maxAge }
    case 'visibility':
      return { visibility: draft.visibility, teamIds: [...draft.teamIds].sort() }
  }
}

/** The draft with the values that were asked for, as they are stored. `codeOf` opens a code for signing up. */
export function asDraft(
  draft: PublishedDraft,
  fields: readonly { field: ReviewedField; newValue: unknown }[],
  codeOf: (value: unknown) => string | null,
): PublishedDraft {
  const wished = { ...draft }
  for (const { field, newValue } of fields) {
    if (field === 'title') wished.title = String(newValue)
    else if (field === 'risk_statement') wished.riskStatement = String(newValue)
    else if (field === 'danger') wished.isDangerous = newValue === true
    else if (field === 'visibility')
      Object.assign(wished, audienceOf(newValue), { signUpCode: codeOf(newValue) })
    else Object.assign(wished, newValue)
  }
  return wished
}

const audienceOf = (value: unknown): Audience => {
  const { visibility, teamIds } = value as Audience
  return { visibility, teamIds }
}

/** Of `to` only the one field. The code belongs to the visibility. */
export function withField(draft: PublishedDraft, field: ReviewedField, to: PublishedDraft): PublishedDraft {
  switch (field) {
    case 'title':
      return { ...draft, title: to.title }
    case 'categories':
      return { ...draft, campaign: to.campaign, categories: to.categories }
    case 'risk_statement':
      return { ...draft, riskStatement: to.riskStatement }
    case 'danger':
      return { ...draft, isDangerous: to.isDangerous }
    case 'minors':
      return { ...draft, acceptsMinors: to.acceptsMinors, guardianPresent: to.guardianPresent }
    case 'ages':
      return { ...draft, minAge: to.minAge, maxAge: to.maxAge }
    case 'visibility':
      return { ...draft, visibility: to.visibility, teamIds: to.teamIds, signUpCode: to.signUpCode }
  }
}

const REACH: readonly Visibility[] = ['invitation', 'teams', 'code', 'public']
/** R19. Whether people may find it who could not before. */
export function isWider(from: Audience, to: Audience): boolean {
  if (from.visibility !== to.visibility) return REACH.indexOf(to.visibility) > REACH.indexOf(from.visibility)
  return to.visibility === 'teams' && to.teamIds.some((teamId) => !from.teamIds.includes(teamId))
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** R19. In the order in which they are shown. */
export const reviewedChanges = (from: PublishedDraft, to: PublishedDraft): ReviewedField[] =>
  REVIEWED_FIELDS.filter((field) =>
    field === 'visibility' ? isWider(from, to) : !isSame(valueOf(from, field), valueOf(to, field)),
  )

/** R23. The draft as it stands at once: what waits for the reviewer stays as it was. */
export const atOnce = (from: PublishedDraft, to: PublishedDraft): PublishedDraft =>
  reviewedChanges(from, to).reduce((draft, field) => withField(draft, field, from), to)

const PARTS: Record<FreeField, (draft: PublishedDraft) => unknown> = {
  description: (draft) => draft.description,
  pictures: ({ coverFileId, pictureFileIds }) => [coverFileId, pictureFileIds],
  recipients: (draft) => draft.recipients,
  place: ({ place, morePlaces }) => [place, ...morePlaces].map(placeKey),
  contact: (draft) => [draft.leaderName, draft.leaderPublic, draft.contactPhone, draft.contactPublic],
  safeguards: (draft) => draft.safeguards,
  insurance: (draft) => draft.insurance,
  recruiting: ({ recruitFrom, recruitUntil }) => [recruitFrom, recruitUntil],
  conditions: (draft) => [draft.training, draft.qualification, draft.minMinutes, [...draft.excludes].sort()],
  taking: (draft) => [draft.autoAdmit, draft.keepsWaitingList, draft.offerHours, draft.withdrawHoursBefore],
  narrower: (draft) => [draft.visibility, [...draft.teamIds].sort(), draft.signUpCode],
}
const placeKey = ({ name, address, longitude, latitude, radiusMetres }: PublishedDraft['place']) => [
  name,
  address,
  longitude,
  latitude,
  radiusMetres,
]
/** R23. Of two drafts that differ in nothing that is reviewed, what differs. */
export const freeChanges = (from: PublishedDraft, to: PublishedDraft): FreeField[] =>
  FREE_FIELDS.filter((field) => !isSame(PARTS[field](from), PARTS[field](to)))

export type AlteredReason = DraftReason | 'withdraw_deadline_tightened'
export interface AlteredFault {
  reason: AlteredReason
  field: string
  facts?: Readonly<Record<string, unknown>>
}
/** R23, P1–P3, P9–P13, P21–P27: what a draft would be refused for, as far as it changes. */
export function alteredFault(
  from: PublishedDraft,
  to: PublishedDraft,
  period: Span,
  now: Date,
): AlteredFault | null {
  const title = titleFault(to.title)
  if (title !== null && to.title !== from.title) return { ...title, field: 'title' }
  if (to.riskStatement === '') return { reason: 'risk_statement_missing', field: 'riskStatement' }
  if (to.categories.length === 0) return { reason: 'categories_missing', field: 'categories' }
  if (to.categories.length > CATEGORIES_MAX) return { reason: 'too_many_categories', field: 'categories' }
  if (to.isDangerous && to.acceptsMinors) return { reason: 'dangerous_with_minors', field: 'acceptsMinors' }
  if (!isContactPhone(to.contactPhone)) return { reason: 'contact_phone_malformed', field: 'contactPhone' }
  return recruitFault(from, to, period, now) ?? termsFault({ ...to, ...SETTLED }, period, now)
}
/** What has a deed of its own, or was settled with the publication. */
const SETTLED = { insured: null, exclusionsConfirmed: true, drawAt: null } as const

function recruitFault(
  from: PublishedDraft,
  to: PublishedDraft,
  period: Span,
  now: Date,
): AlteredFault | null {
  if (to.recruitUntil > period.endsAt) return { reason: 'recruit_after_end', field: 'recruitUntil' }
  const isMoved = to.recruitUntil.getTime() !== from.recruitUntil.getTime()
  if (isMoved && to.recruitUntil < now) return { reason: 'recruit_in_past', field: 'recruitUntil' }
  // Whoever has signed up did so under the deadline that they read.
  return to.withdrawHoursBefore > from.withdrawHoursBefore
    ? { reason: 'withdraw_deadline_tightened', field: 'withdrawHoursBefore' }
    : null
}

/** R24. A form that was filled in before somebody else's change would write the old values over the new ones. */
export const whyNotOverwrite = (
  { formVersion }: { formVersion: number },
  version: number,
): 'changed_meanwhile' | null => (formVersion === version ? null : 'changed_meanwhile')

export type PickReason = 'nothing_picked' | 'reason_missing'
/** R19. Of a change that is approved, some fields may go back; then the team is told why. */
export function whyNotPick(
  asked: readonly ReviewedField[],
  accepted: readonly ReviewedField[],
  reason: string,
): PickReason | null {
  const taken = asked.filter((field) => accepted.includes(field))
  if (taken.length === 0) return 'nothing_picked'
  return taken.length < asked.length && reason === '' ? 'reason_missing' : null
}
