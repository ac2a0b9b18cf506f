/** A leader asks for a reviewed field to change, and may take it back while it waits. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { FieldChangeId, FileId, ReviewId, TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import {
  findDueDay,
  findRegion,
  listUnknownCategories,
  listUnknownCodes,
  policiesOf,
  type Region,
} from '../catalog/index.ts'
import { deleteOpenReview, lockOpenReviewOf, openReview, tellReviewers } from '../reviews/index.ts'
import {
  answerOnParent,
  findReviewerName,
  getTeam,
  getTeamDetail,
  holdTeam,
  listLiaisons,
  markFileUsed,
  type Team,
  type TeamDetail,
} from '../teams/index.ts'
import {
  isPlace,
  isSameValue,
  normalizeValue,
  whyNotProposeChange,
  whyNotValue,
  whyNotWithdrawChange,
  type ChangeField,
  type ChangeValue,
} from './changes.rules.ts'
import { releasePicture } from './ending.actions.ts'
import { getChange, insertChange, listWaitingFields, markChangeEnded } from './changes.store.ts'

export function valueNow(team: Team, detail: TeamDetail, field: ChangeField): ChangeValue {
  switch (field) {
    case 'region':
      return { regionCode: team.regionCode, name: team.regionName }
    case 'registration_department':
      return detail.registrationDepartment
    case 'credit_code':
      return detail.creditCode
    case 'organisation_code':
      return detail.organisationCode
    case 'certificate':
      return detail.certificateFileId
    case 'application':
      return detail.applicationFileId
    case 'unit_kind':
      return detail.unitKind
    case 'categories':
      return detail.categories
    case 'address':
      return detail.address
    case 'point':
      return detail.longitude === null || detail.latitude === null
        ? null
        : { longitude: detail.longitude, latitude: detail.latitude }
    case 'founded_on':
      return detail.foundedOn
  }
}

/** The code that stands beside the one that changes: one of both stays. */
export const otherCodeOf = (detail: TeamDetail, field: ChangeField): string | null =>
  field === 'credit_code' ? detail.organisationCode : detail.creditCode

/** C8. Where the team would stand then; its liaison team must be the right one there too, or the team moves first. */
export async function getNewRegion(
  act: Act,
  team: Team,
  { field, value }: { field: ChangeField; value: ChangeValue },
): Promise<Region | null> {
  if (field !== 'region' || !isPlace(value)) return null
  const region = await findRegion(act.tx, value.regionCode)
  if (region === undefined) throw new Refusal('region_not_found', { field })
  if (team.parent === null) return region
  const { teamId } = team.parent
  const liaisons = await listLiaisons(act.tx, region.path)
  const parent = liaisons.find((liaison) => liaison.teamId === teamId)
  const unit = { level: team.level, regionPath: region.path }
  const { reason, rightParent } =
    parent === undefined
      ? { ...answerOnParent(unit, null, liaisons), reason: 'parent_not_above' as const }
      : answerOnParent(unit, parent, liaisons)
  refuseIf(reason, { field, rightParentName: rightParent?.name ?? null })
  return region
}

/** C3. Everything that would be refused at once, also when it is approved later. */
export async function refuseValue(
  act: Act,
  team: Team,
  detail: TeamDetail,
  { field, value }: { field: ChangeField; value: ChangeValue },
): Promise<void> {
  const facts = {
    isLegal: team.kind === 'legal_person',
    otherCode: otherCodeOf(detail, field),
    today: dateIn(ZONE, act.now),
  }
  refuseIf(whyNotValue(field, value, facts), { field })
  const unknown =
    field === 'unit_kind' && typeof value === 'string'
      ? await listUnknownCodes(act.tx, 'unitKinds', [value])
      : field === 'categories' && Array.isArray(value)
        ? await listUnknownCategories(act.tx, 'service', value)
        : []
  if (unknown.length > 0) throw new Refusal('code_unknown', { field, codes: unknown })
}

async function takePicture(act: Act, teamId: TeamId, field: ChangeField, value: ChangeValue): Promise<void> {
  if ((field !== 'certificate' && field !== 'application') || typeof value !== 'string') return
  const used = await markFileUsed(act.tx, value as FileId, { teamId, uploadedBy: accountOf(act.actor) })
  if (!used) throw new Refusal(`${field}_missing`, { field })
}

export interface ProposeChange {
  teamId: TeamId
  field: ChangeField
  value: ChangeValue
  note: string
}
export interface ProposedChange {
  fieldChangeId: FieldChangeId
  reviewId: ReviewId
  dueOn: LocalDate
  reviewerName: string
}
/** Holds the team and its liaison team, so that a move waits or has been. */
export async function proposeTeamChange(act: Act, input: ProposeChange): Promise<ProposedChange> {
  const { tx, now } = act
  const { field, teamId } = input
  const team = await holdTeam(tx, teamId)
  refuseIf(whyNotProposeChange(act.actor, team, field, await listWaitingFields(tx, teamId)), { field })
  const typed = normalizeValue(field, input.value)
  if (typed === undefined) throw new Refusal('change_malformed', { field })
  const detail = await getTeamDetail(tx, act.vault, teamId)
  await refuseValue(act, team, detail, { field, value: typed })
  const region = await getNewRegion(act, team, { field, value: typed })
  const value = region === null ? typed : { regionCode: region.regionCode, name: region.name }
  const oldValue = valueNow(team, detail, field)
  if (isSameValue(oldValue, value)) throw new Refusal('change_unchanged', { field })
  await takePicture(act, teamId, field, value)
  const fieldChangeId = uuidv7<FieldChangeId>(now)
  const proposedBy = accountOf(act.actor)
  const note = input.note.trim()
  await insertChange(tx, {
    fieldChangeId,
    teamId,
    field,
    oldValue,
    newValue: value,
    note,
    proposedBy,
    submittedAt: now,
  })
  const { teamReviewDays } = await policiesOf(tx, team.regionPath)
  const dueOn = await findDueDay(tx, dateIn(ZONE, now), teamReviewDays)
  const { parent } = team
  // Who has no liaison team is taken in by the authority of the place it goes to.
  const regionPath = region?.path ?? team.regionPath
  const at = {
    subjectKind: 'change',
    regionPath,
    reviewerTeam: parent === null ? null : { teamId: parent.teamId, path: parent.path },
  } as const
  const reviewId = await openReview(tx, {
    ...at,
    subjectId: fieldChangeId,
    title: team.name,
    submittedBy: proposedBy,
    submittedAt: now,
    dueOn,
  })
  const facts = { title: team.name, field, dueOn }
  await tellReviewers(act, { ...at, reviewId }, { kind: 'team_change_submitted', facts })
  act.mark({ kind: 'team', id: teamId, facts: { fieldChangeId, field } })
  const reviewerName = await findReviewerName(tx, { regionPath, parent })
  return { fieldChangeId, reviewId, dueOn, reviewerName }
}

/** Locks the review first, as its decision does, so that one of both comes too late. */
export async function withdrawTeamChange(
  act: Act,
  { teamId, fieldChangeId }: { teamId: TeamId; fieldChangeId: FieldChangeId },
): Promise<void> {
  const review = await lockOpenReviewOf(act.tx, 'change', fieldChangeId)
  const team = await getTeam(act.tx, teamId)
  const change = await getChange(act.tx, fieldChangeId)
  if (change.teamId !== teamId) throw new Refusal('change_not_found')
  refuseIf(whyNotWithdrawChange(act.actor, team, change))
  if (review !== undefined) await deleteOpenReview(act.tx, review.reviewId)
  await releasePicture(act, change)
  await markChangeEnded(act.tx, fieldChangeId, { status: 'withdrawn', endedAt: act.now, reason: null })
  act.mark({ kind: 'team', id: teamId, facts: { fieldChangeId, field: change.field } })
}
