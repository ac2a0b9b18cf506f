/**
 * Complaints, decided: who reads and handles a case, which step may follow which, and what each must say.
 * Pure. Y-numbers are those of docs/rules/complaints.md.
 */
import { PATH_END, reachesRegion, type Actor } from '../../kernel/actor.ts'
import type { AccountId, ComplaintId, TeamId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { mint, type Minted } from '../../kernel/minted.ts'

export const COMPLAINT_SUBJECTS = ['team', 'project'] as const
export type ComplaintSubject = (typeof COMPLAINT_SUBJECTS)[number]
export const COMPLAINT_KINDS = [
  'fees',
  'forcing',
  'untrue_hours',
  'false_title',
  'profit',
  'data_leak',
  'danger',
  'behaviour',
  'discrimination',
  'wrong_information',
  'other',
] as const
export type ComplaintKind = (typeof COMPLAINT_KINDS)[number]
export const OUTCOMES = ['answered', 'redirected', 'dismissed'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const OPEN_STATES = ['submitted', 'accepted', 'more_asked'] as const
export const COMPLAINT_STATES = [...OPEN_STATES, ...OUTCOMES, 'closed'] as const
export type ComplaintState = (typeof COMPLAINT_STATES)[number]
export const DISMISSALS = ['no_facts', 'untrue', 'duplicate', 'withdrawn', 'not_service'] as const
export type Dismissal = (typeof DISMISSALS)[number]

export interface Complaint {
  complaintId: ComplaintId
  complaintNumber: string
  reporterAccountId: AccountId | null
  subjectKind: ComplaintSubject
  subjectId: string
  subjectName: string
  teamId: TeamId
  teamName: string
  /** As the team stands in the tree now. */
  teamPath: string
  regionPath: string
  kind: ComplaintKind
  happenedOn: LocalDate | null
  mayName: boolean
  status: ComplaintState
  round: number
  outcome: Outcome | null
  dismissal: Dismissal | null
  redirectedTo: string | null
  submittedAt: Date
  acceptedAt: Date | null
  dueOn: LocalDate | null
  answerDaysLeft: number | null
  wasLate: boolean
  settledAt: Date | null
  /** The last day on which the outcome may be questioned. */
  closesOn: LocalDate | null
  closedAt: Date | null
  forgottenAt: Date | null
}

/** Y8. Whoever holds a role in the team, or above it, is no judge of it. */
export const isOwnTeam = (actor: Actor, teamPath: string): boolean =>
  actor.grants.some((grant) => grant.teamPath !== null && isBelow(teamPath, grant.teamPath))
const isBelow = (path: string, root: string): boolean => path >= root && path < root + PATH_END

export type ReadingReason = 'not_your_region' | 'own_team' | 'own_complaint'
/** Y7, Y8. */
export function whyNotReadComplaint(actor: Actor, complaint: Complaint): ReadingReason | null {
  if (!reachesRegion(actor, complaint.regionPath, 'read')) return 'not_your_region'
  if (isOwnTeam(actor, complaint.teamPath)) return 'own_team'
  const isOwn = complaint.reporterAccountId !== null && complaint.reporterAccountId === actor.accountId
  return isOwn ? 'own_complaint' : null
}

export type HandlingReason = ReadingReason | 'complaint_closed'
/** Y7. A viewer reads and does nothing. */
export function whyNotHandle(actor: Actor, complaint: Complaint): HandlingReason | null {
  const reading = whyNotReadComplaint(actor, complaint)
  if (reading !== null) return reading
  if (!reachesRegion(actor, complaint.regionPath, 'decide')) return 'not_your_region'
  return complaint.status === 'closed' ? 'complaint_closed' : null
}

export const isOpen = ({ status }: Pick<Complaint, 'status'>): boolean =>
  OPEN_STATES.some((state) => state === status)

export type OpenReason = HandlingReason | 'already_settled'
function whyNotGoOn(actor: Actor, complaint: Complaint): OpenReason | null {
  return whyNotHandle(actor, complaint) ?? (isOpen(complaint) ? null : 'already_settled')
}

export type AcceptingReason = OpenReason | 'already_taken_up'
export function whyNotAccept(actor: Actor, complaint: Complaint): AcceptingReason | null {
  return whyNotGoOn(actor, complaint) ?? (complaint.status === 'submitted' ? null : 'already_taken_up')
}

export type AskingReason = OpenReason | 'not_accepted_yet' | 'already_asked'
/** Y11. Once at a time: the clock of the answer stands still meanwhile. */
export function whyNotAskComplainant(actor: Actor, complaint: Complaint): AskingReason | null {
  const reason = whyNotGoOn(actor, complaint)
  if (reason !== null) return reason
  if (complaint.status === 'submitted') return 'not_accepted_yet'
  return complaint.status === 'more_asked' ? 'already_asked' : null
}

export type AskingTeamReason = OpenReason | 'not_accepted_yet' | 'statement_open'
/** Y12. */
export function whyNotAskForStatement(
  actor: Actor,
  complaint: Complaint,
  hasOpen: boolean,
): AskingTeamReason | null {
  const reason = whyNotGoOn(actor, complaint)
  if (reason !== null) return reason
  if (complaint.status === 'submitted') return 'not_accepted_yet'
  return hasOpen ? 'statement_open' : null
}

export interface Settlement {
  outcome: Outcome
  words: string
  redirectedTo: string
  dismissal: Dismissal | null
}
export type SettlingReason =
  OpenReason | 'not_accepted_yet' | 'answer_missing' | 'redirect_target_missing' | 'dismissal_missing'
/** Y13, Y14. Whoever is not competent says at once where to go; an answer comes only after the case was taken up. */
export function whyNotSettle(
  actor: Actor,
  complaint: Complaint,
  settlement: Settlement | null,
): SettlingReason | null {
  const reason = whyNotGoOn(actor, complaint)
  if (reason !== null || settlement === null) return reason
  if (settlement.outcome === 'answered' && complaint.status === 'submitted') return 'not_accepted_yet'
  if (settlement.outcome === 'redirected' && settlement.redirectedTo.trim() === '')
    return 'redirect_target_missing'
  if (settlement.outcome === 'dismissed' && settlement.dismissal === null) return 'dismissal_missing'
  return settlement.words.trim() === '' ? 'answer_missing' : null
}

export const MEASURES = ['warning', 'deadline', 'refund', 'suspended', 'published', 'passed_on'] as const
export type Measure = (typeof MEASURES)[number]
export const ARTICLES = ['tl_36', 'tl_37', 'tl_38', 'tl_39', 'tl_40', 'r67_25', 'none'] as const
export type Article = (typeof ARTICLES)[number]
export interface NewMeasure {
  measure: Measure
  article: Article
  words: string
  mendBy: LocalDate | null
  passedTo: string
}
export type MeasureReason =
  | HandlingReason
  | 'not_accepted_yet'
  | 'team_not_suspended'
  | 'mend_by_missing'
  | 'mend_by_past'
  | 'passed_to_missing'
  | 'measure_words_missing'
/** Y15. A suspension is a deed of its own; here it is only written down as what followed from the case. */
export function whyNotRecordMeasure(
  actor: Actor,
  complaint: Complaint,
  measure: NewMeasure | null,
  known: { teamStatus: string; today: LocalDate },
): MeasureReason | null {
  const reason = whyNotHandle(actor, complaint)
  if (reason !== null) return reason
  if (complaint.status === 'submitted') return 'not_accepted_yet'
  if (measure === null) return null
  if (measure.measure === 'suspended' && known.teamStatus !== 'suspended') return 'team_not_suspended'
  if (measure.measure === 'deadline' && measure.mendBy === null) return 'mend_by_missing'
  if (measure.measure === 'deadline' && (measure.mendBy ?? '') <= known.today) return 'mend_by_past'
  if (measure.measure === 'passed_on' && measure.passedTo.trim() === '') return 'passed_to_missing'
  return measure.words.trim() === '' ? 'measure_words_missing' : null
}

/** In whose name an authority speaks about a region. */
export function officeOf(actor: Actor, regionPath: string): string {
  const offices = actor.grants.filter(
    (grant) => grant.teamPath === null && reachesRegion({ ...actor, grants: [grant] }, regionPath, 'decide'),
  )
  const near = [...offices].sort((a, b) => (b.regionPath ?? '').length - (a.regionPath ?? '').length)
  return near[0]?.bodyName ?? ''
}

/** Y7, Y8. Cases of regions an actor answers for, but those of teams in which they hold a role, and their own. */
export type ComplaintScope = Minted<{
  roots: readonly string[]
  ownTeams: readonly string[]
  reporter: AccountId | null
}>
export function complaintsVisibleTo(actor: Actor): ComplaintScope {
  return mint({
    roots: actor.grants.flatMap((grant) =>
      grant.role === 'platform_admin' ? [''] : grant.teamPath === null ? (grant.regionPath ?? []) : [],
    ),
    ownTeams: actor.grants.flatMap(({ teamPath }) => teamPath ?? []),
    reporter: actor.accountId,
  })
}

/** Y10. How long the pictures stay open to whoever said why. */
export const REVEALED_MS = 60 * 60_000
export const isRevealedAt = (at: Date, now: Date): boolean => now.getTime() - at.getTime() < REVEALED_MS
