/** What becomes of a change: the field takes its new value at once, or keeps the old one with the reason told. */
import type { Act } from '../../act.ts'
import type { FieldChangeId, FileId, ReviewId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { localDate } from '../../kernel/local-date.ts'
import { notify } from '../notices/index.ts'
import {
  lockReview,
  lockReviewsOfTeams,
  markDecided,
  updateReviewRegion,
  whyNotDecide,
  type Decision,
} from '../reviews/index.ts'
import {
  changeCounts,
  getTeam,
  getTeamDetail,
  isDoubtfulCode,
  lockTeam,
  updateRegion,
  updateReviewed,
  whyNotPassCode,
  type ReviewedFields,
  type Team,
} from '../teams/index.ts'
import { getNewRegion, refuseValue } from './changes.actions.ts'
import { isPoint, type ChangeField, type ChangeValue } from './changes.rules.ts'
import { getChange, markChangeEnded, type Change } from './changes.store.ts'
import { releasePicture } from './ending.actions.ts'

const textOf = (value: ChangeValue): string | null => (typeof value === 'string' ? value : null)

function fieldsOf(field: Exclude<ChangeField, 'region'>, value: ChangeValue): ReviewedFields {
  const text = textOf(value)
  switch (field) {
    case 'registration_department':
      return { registrationDepartment: text as 'civil_affairs' | 'other' | null }
    case 'credit_code':
      return { creditCode: text }
    case 'organisation_code':
      return { organisationCode: text }
    case 'certificate':
      return { certificateFileId: text as FileId | null }
    case 'application':
      return { applicationFileId: text as FileId | null }
    case 'unit_kind':
      return { unitKind: text }
    case 'categories':
      return { categories: Array.isArray(value) ? value : [] }
    case 'address':
      return { address: text ?? '' }
    case 'point':
      return isPoint(value)
        ? { longitude: value.longitude, latitude: value.latitude }
        : { longitude: null, latitude: null }
    case 'founded_on':
      return { foundedOn: text === null ? null : localDate(text) }
  }
}

/** Locks the review, then the team. Since it was asked for another team may have taken a code, or this one have ended. */
export async function reviewTeamChange(
  act: Act,
  input: { reviewId: ReviewId } & Decision,
): Promise<{ outcome: 'approved' | 'refused' }> {
  const { tx, now } = act
  const review = await lockReview(tx, input.reviewId, 'change')
  refuseIf(whyNotDecide(act.actor, review, input))
  const change = await getChange(tx, review.subjectId as FieldChangeId)
  if (change.field === 'region') await lockReviewsOfTeams(tx, await getTeam(tx, change.teamId))
  const team = await lockTeam(tx, change.teamId)
  const text = input.reason?.trim() ?? ''
  const outcome = input.decision === 'approve' ? 'approved' : 'refused'
  if (outcome === 'approved') await apply(act, team, change, input)
  else await releasePicture(act, change)
  const reason = text === '' ? null : text
  await markDecided(tx, review.reviewId, { outcome, reason, decidedBy: act.actor.accountId, decidedAt: now })
  await markChangeEnded(tx, change.fieldChangeId, { status: outcome, reason, endedAt: now })
  const { fieldChangeId, field } = change
  const isOverruled =
    outcome === 'approved' && field === 'credit_code' && isDoubtfulCode(textOf(change.newValue))
  const overruled = isOverruled ? { creditCodeCheck: 'overruled' } : {}
  act.mark({ kind: 'team', id: team.teamId, facts: { fieldChangeId, field, outcome, ...overruled } })
  const link = `/team/${team.teamId}/profile` as const
  const facts = { teamName: team.name, field, reason }
  const kind = outcome === 'approved' ? 'team_change_approved' : 'team_change_refused'
  await notify(tx, [{ accountId: change.proposedBy, kind, facts, link }], now)
  return { outcome }
}

async function apply(act: Act, team: Team, change: Change, input: Decision): Promise<void> {
  const { field, newValue: value } = change
  if (team.status !== 'active' && team.status !== 'suspended') throw new Refusal('team_not_active')
  if (field === 'credit_code') refuseIf(whyNotPassCode(textOf(value), input), { field: 'reason' })
  await refuseValue(act, team, await getTeamDetail(act.tx, act.vault, team.teamId), { field, value })
  if (field !== 'region') await updateReviewed(act.tx, team.teamId, fieldsOf(field, value))
  else await settleElsewhere(act, team, value)
}

/** C8. What the team has handed in and no liaison team decides is then for the authority of its new place. */
async function settleElsewhere(act: Act, team: Team, value: ChangeValue): Promise<void> {
  const region = await getNewRegion(act, team, { field: 'region', value })
  if (region === null) throw new Refusal('region_not_found', { field: 'region' })
  await updateRegion(act.tx, team.teamId, region)
  await updateReviewRegion(act.tx, team.teamId, region.path)
  if (team.status !== 'active') return
  const counts = [
    { regionPath: team.regionPath, change: -1 },
    { regionPath: region.path, change: 1 },
  ]
  act.last(() => changeCounts(act.tx, counts))
}
