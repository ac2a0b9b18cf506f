/** Rows become what crosses the wire, and reasons become statuses. */
import type { Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import type { Span } from '../../kernel/span.ts'
import { decisionRefuses, readRefuses } from '../reviews/index.ts'
import type { ProjectCard, TeamProject } from './cards.store.ts'
import { whyNotResubmit } from './checking.rules.ts'
import { whyNotDiscard, whyNotWithdrawSubmission } from './pausing.rules.ts'
import {
  whyNotSubmitProject,
  whyNotUpdateProject,
  type CreatingReason,
  type DraftReason,
  type KeepingReason,
  type ProjectStatus,
  type PublishingReason,
  type SubmittingReason,
  type UpdatingReason,
} from './projects.rules.ts'
import type { DayList, ProjectCardShape, ProjectDetailShape, ShiftShape } from './projects.shapes.ts'
import { doubtsOf } from './exclusions.rules.ts'
import type { TermsReason } from './terms.rules.ts'
import type { ProjectDetail } from './projects.store.ts'
import type { Position, Shift } from './positions.store.ts'
import type { OpenReview } from './reviewers.store.ts'

const showSpan = ({ startsAt, endsAt }: Span) => ({
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
})

export const showCard = (card: ProjectCard): Static<typeof ProjectCardShape> => ({
  projectId: card.projectId,
  projectNumber: card.projectNumber,
  title: card.title,
  status: card.status,
  teamId: card.teamId,
  teamName: card.teamName,
  regionName: card.regionName,
  placeName: card.placeName,
  ...showSpan(card),
  nextShift: card.nextShift === null ? null : showSpan(card.nextShift),
  headcount: card.headcount,
  admitted: card.admitted,
  acceptsMinors: card.acceptsMinors,
  hasInsurance: card.hasInsurance,
  categories: card.categories,
  servedMinutes: card.servedMinutes ?? null,
})

/** Null for whoever is not to know it. */
export interface ContactShown {
  contactPhone: string | null
  leaderName: string | null
}

export const showDetail = (
  detail: ProjectDetail,
  { contactPhone, leaderName }: ContactShown,
): Static<typeof ProjectDetailShape> => ({
  ...showCard(detail),
  campaign: detail.campaign,
  description: detail.description,
  riskStatement: detail.riskStatement,
  safeguards: detail.safeguards,
  insurance: detail.insurance,
  isDangerous: detail.isDangerous,
  minAge: detail.minAge,
  autoAdmit: detail.autoAdmit,
  keepsWaitingList: detail.keepsWaitingList,
  offerHours: detail.offerHours,
  withdrawHoursBefore: detail.withdrawHoursBefore,
  leaderName,
  contactPhone,
  contactPublic: detail.contactPublic,
  recruitUntil: detail.recruitUntil.toISOString(),
  pauseReason: detail.pauseReason,
  cancelledAt: detail.cancelledAt?.toISOString() ?? null,
  cancelReason: detail.cancelReason,
  place: detail.place,
  recipients: detail.recipients,
  leaderPublic: detail.leaderPublic,
  visibility: detail.visibility,
  teams: detail.teams,
  recruitFrom: detail.recruitFrom?.toISOString() ?? null,
  drawAt: detail.drawAt?.toISOString() ?? null,
  drawnAt: detail.drawnAt?.toISOString() ?? null,
  maxAge: detail.maxAge,
  guardianPresent: detail.guardianPresent,
  training: detail.training,
  qualification: detail.qualification,
  minMinutes: detail.minMinutes,
  insured: detail.insured,
  excludes: detail.excludes.map(({ projectId, projectNumber, title }) => ({
    projectId,
    projectNumber,
    title,
  })),
  morePlaces: detail.morePlaces,
  coverFileId: detail.coverFileId,
  pictureFileIds: detail.pictureFileIds,
})

/** The same for the team and the reviewer, who read everything. */
export const showWhole = (
  detail: ProjectDetail,
  { contactPhone, signUpCode }: { contactPhone: string; signUpCode: string | null },
) => ({
  ...showDetail(detail, { contactPhone, leaderName: detail.leaderName }),
  leaderName: detail.leaderName,
  signUpCode,
  exclusionsConfirmed: detail.exclusionsConfirmed,
  doubts: doubtsOf(detail),
})

export const showShift = (shift: Shift): Static<typeof ShiftShape> => ({ ...shift, ...showSpan(shift) })

/** `show` adds to each shift what the reader may do with it. */
export const showPositions = <Shown>(positions: readonly Position[], show: (shift: Shift) => Shown) =>
  positions.map(({ shifts, ...position }) => ({ ...position, shifts: shifts.map(show) }))

/** Only the state of the project answers here; the form itself is judged when it is sent. */
const keepingAnswers = (status: ProjectStatus) => ({
  submitProject: whyNotSubmitProject(status, null),
  updateProject: whyNotUpdateProject(status),
  withdrawSubmission: whyNotWithdrawSubmission(status),
  discardProject: whyNotDiscard(status),
})

export const showTeamProject = (project: TeamProject) => ({
  ...showCard(project),
  refusalReason: project.refusalReason,
  pendingSignUps: project.pendingSignUps,
  whyNot: keepingAnswers(project.status),
})

export const showTeamProjectDetail = (
  detail: ProjectDetail,
  opened: { contactPhone: string; signUpCode: string | null },
  review: OpenReview | null,
) => ({
  ...showWhole(detail, opened),
  refusalReason: detail.refusalReason,
  positions: showPositions(detail.positions, showShift),
  review: review === null ? null : { ...review, submittedAt: review.submittedAt.toISOString() },
  checkState: detail.checkState,
  checkNote: detail.checkNote,
  formVersion: detail.formVersion,
  whyNot: { ...keepingAnswers(detail.status), resubmitProject: whyNotResubmit(detail) },
})

export const showDays = (days: { date: string; projects: number }[]): Static<typeof DayList> => ({
  items: days,
})

const termsRefuses = {
  exclusions_unconfirmed: 422,
  named_teams_missing: 422,
  named_team_unknown: 422,
  sign_up_code_malformed: 422,
  recruit_reversed: 422,
  draw_in_past: 422,
  draw_before_opening: 422,
  draw_too_late: 422,
  ages_reversed: 422,
  insurance_reversed: 422,
  insurance_too_short: 422,
  excluded_project_unknown: 422,
  picture_unknown: 422,
  place_malformed: 422,
} satisfies Refuses<TermsReason>
const draftRefuses = {
  title_malformed: 422,
  title_looks_back_filled: 422,
  title_not_countable: 422,
  risk_statement_missing: 422,
  positions_missing: 422,
  shift_reversed: 422,
  shift_too_long: 422,
  shift_in_past: 422,
  break_too_long: 422,
  recruit_after_end: 422,
  recruit_in_past: 422,
  dangerous_with_minors: 422,
  categories_missing: 422,
  too_many_categories: 422,
  code_unknown: 422,
  contact_phone_malformed: 422,
  rule_not_understood: 422,
  rule_too_long: 422,
  too_many_shifts: 422,
  ...termsRefuses,
} satisfies Refuses<DraftReason>

export const teamListRefuses = { not_your_team: 403, team_not_found: 404 } satisfies Refuses<
  KeepingReason | 'team_not_found'
>
export const teamProjectRefuses = { ...teamListRefuses, project_not_found: 404 } satisfies Refuses<
  KeepingReason | 'team_not_found' | 'project_not_found'
>
export const createRefuses = {
  ...draftRefuses,
  not_your_team: 403,
  team_not_found: 404,
  team_not_active: 409,
} satisfies Refuses<CreatingReason | DraftReason | 'team_not_found'>
export const updateRefuses = {
  ...draftRefuses,
  not_your_team: 403,
  project_not_found: 404,
  project_locked: 409,
} satisfies Refuses<KeepingReason | UpdatingReason | DraftReason | 'project_not_found'>
export const submitRefuses = {
  ...createRefuses,
  project_not_found: 404,
  already_submitted: 409,
  pledge_missing: 409,
  no_reviewer: 409,
} satisfies Refuses<
  | CreatingReason
  | SubmittingReason
  | 'team_not_found'
  | 'project_not_found'
  | 'no_reviewer'
  | 'pledge_missing'
>
export const reviewRefuses = {
  ...decisionRefuses,
  project_not_found: 404,
  project_over: 409,
  draw_in_past: 409,
  team_not_active: 409,
} satisfies Refuses<keyof typeof decisionRefuses | PublishingReason | 'project_not_found'>
export const readReviewRefuses = { ...readRefuses, project_not_found: 404 } satisfies Refuses<
  keyof typeof readRefuses | 'project_not_found'
>
