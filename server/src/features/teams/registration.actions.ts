/** Teams enter the tree: registered by a volunteer for review by the one body above, or founded by the site. */
import type { Act } from '../../act.ts'
import { accountOf, volunteerOf } from '../../kernel/actor.ts'
import type { ReviewId, TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { normalizeNumber } from '../../kernel/public-number.ts'
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
import { openReview, tellReviewers } from '../reviews/index.ts'
import { findVolunteerByNumber, lockVolunteer, type Volunteer } from '../volunteers/index.ts'
import { markFileUsed } from './files.store.ts'
import { answerOnParent, pathUnder, takes, type Liaison } from './liaison.rules.ts'
import {
  findReviewerName,
  insertTeam,
  listLiaisons,
  lockLiaison,
  updateRegistration,
} from './registration.store.ts'
import { activate } from './reviews.actions.ts'
import { deleteDraft } from './drafts.store.ts'
import { formFaults, foundingFaults, type Fault, type FormReason, type TeamForm } from './form.rules.ts'
import { reviewerKindOf, whyNotFoundFederation, whyNotResubmit } from './teams.rules.ts'
import { lockTeam } from './teams.store.ts'

export interface Registered {
  teamId: TeamId
  reviewId: ReviewId
  dueOn: LocalDate
  reviewerName: string
}

async function placeOf(act: Act, form: TeamForm): Promise<Region> {
  const region = await findRegion(act.tx, form.regionCode)
  if (region === undefined) throw new Refusal('region_not_found', { field: 'regionCode' })
  return region
}

/** The liaison team a unit will stand under; refuses with the right one where another was chosen. */
async function parentOf(act: Act, form: TeamForm, region: Region): Promise<Liaison> {
  const parent = form.parentId === null ? undefined : await lockLiaison(act.tx, form.parentId)
  const liaisons = await listLiaisons(act.tx, region.path)
  const { reason, rightParent } = answerOnParent(
    { level: form.level, regionPath: region.path },
    parent ?? null,
    liaisons,
  )
  const right =
    rightParent === null ? {} : { rightParentId: rightParent.teamId, rightParentName: rightParent.name }
  refuseIf(reason, { field: 'parentId', ...right })
  if (parent === undefined) throw new Refusal('parent_missing', { field: 'parentId' })
  return parent
}

/** Names the first point and lists them all, so that a form is mended at one go. */
function refuseFaults(faults: readonly Fault<FormReason>[]): void {
  const [first] = faults
  if (first !== undefined) throw new Refusal(first.reason, { field: first.field, points: faults })
}

async function checkForm(act: Act, form: TeamForm): Promise<void> {
  refuseFaults(formFaults(form, dateIn(ZONE, act.now)))
  const unknown = {
    unitKind: await listUnknownCodes(act.tx, 'unitKinds', form.unitKind === null ? [] : [form.unitKind]),
    categories: await listUnknownCategories(act.tx, 'service', form.categories),
    campaigns: await listUnknownCategories(act.tx, 'campaign', form.campaigns),
  }
  for (const [field, codes] of Object.entries(unknown))
    if (codes.length > 0) throw new Refusal('code_unknown', { field, codes })
}

/** T12. Pictures that come with a form belong to the team from now on. */
async function usePictures(act: Act, form: TeamForm, teamId: TeamId): Promise<void> {
  const use = { teamId, uploadedBy: accountOf(act.actor) }
  const pictures = [
    { fileId: form.certificateFileId, reason: 'certificate_missing', field: 'certificateFileId' },
    { fileId: form.applicationFileId, reason: 'application_missing', field: 'applicationFileId' },
  ] as const
  for (const { fileId, reason, field } of pictures)
    if (fileId !== null && !(await markFileUsed(act.tx, fileId, use))) throw new Refusal(reason, { field })
}

async function submit(
  act: Act,
  form: TeamForm,
  place: { teamId: TeamId; region: Region; parent: Liaison | null },
): Promise<Registered> {
  const { teamId, region, parent } = place
  const { teamReviewDays } = await policiesOf(act.tx, region.path)
  const dueOn = await findDueDay(act.tx, dateIn(ZONE, act.now), teamReviewDays)
  const at = {
    subjectKind: 'team',
    regionPath: region.path,
    reviewerTeam: parent === null ? null : { teamId: parent.teamId, path: parent.path },
  } as const
  const reviewId = await openReview(act.tx, {
    ...at,
    subjectId: teamId,
    title: form.name,
    submittedBy: accountOf(act.actor),
    submittedAt: act.now,
    dueOn,
  })
  await tellReviewers(
    act,
    { ...at, reviewId },
    { kind: 'team_submitted', facts: { title: form.name, dueOn } },
  )
  act.mark({ kind: 'team', id: teamId })
  return {
    teamId,
    reviewId,
    dueOn,
    reviewerName: await findReviewerName(act.tx, { regionPath: region.path, parent }),
  }
}

export async function registerTeam(act: Act, form: TeamForm): Promise<Registered> {
  await checkForm(act, form)
  const region = await placeOf(act, form)
  const parent = reviewerKindOf(form.kind) === 'authority' ? null : await parentOf(act, form, region)
  const teamId = uuidv7<TeamId>(act.now)
  const place = { teamId, path: pathUnder(parent?.path ?? null, teamId), regionPath: region.path }
  await insertTeam(
    act.tx,
    act.vault,
    { ...form, ...place, leaderVolunteerId: volunteerOf(act.actor) },
    act.now,
  )
  await usePictures(act, form, teamId)
  await deleteDraft(act.tx, volunteerOf(act.actor), form.kind)
  return submit(act, form, { teamId, region, parent })
}

export async function resubmitTeam(
  act: Act,
  { teamId, form }: { teamId: TeamId; form: TeamForm },
): Promise<Registered> {
  const team = await lockTeam(act.tx, teamId)
  refuseIf(whyNotResubmit(act.actor, team))
  await checkForm(act, form)
  const region = await placeOf(act, form)
  const parent = reviewerKindOf(form.kind) === 'authority' ? null : await parentOf(act, form, region)
  const place = { teamId, path: pathUnder(parent?.path ?? null, teamId), regionPath: region.path }
  await updateRegistration(act.tx, act.vault, { ...form, ...place })
  await usePictures(act, form, teamId)
  return submit(act, form, { teamId, region, parent })
}

export interface FoundFederation {
  form: TeamForm
  leaderVolunteerNumber: string
}
/**
 * The first federation of a place has nobody above it to review it, so the site founds it. The
 * leader is appointed, which makes nobody a member: they join by their own act.
 */
export async function foundFederation(
  act: Act,
  { form, leaderVolunteerNumber }: FoundFederation,
): Promise<{ teamId: TeamId; teamNumber: string }> {
  const region = await placeOf(act, form)
  refuseIf(whyNotFoundFederation(act.actor, region.path))
  refuseFaults(foundingFaults(form))
  const leader = await lockLeader(act, leaderVolunteerNumber)
  const parent = (await standsAlone(act, form, region)) ? null : await parentOf(act, form, region)
  const teamId = uuidv7<TeamId>(act.now)
  const path = pathUnder(parent?.path ?? null, teamId)
  await insertTeam(
    act.tx,
    act.vault,
    { ...form, teamId, path, regionPath: region.path, leaderVolunteerId: leader.volunteerId },
    act.now,
  )
  const teamNumber = await activate(
    act,
    { teamId, name: form.name, path, regionCode: form.regionCode },
    leader,
  )
  act.mark({ kind: 'team', id: teamId, volunteerId: leader.volunteerId })
  return { teamId, teamNumber }
}

/** A federation may be the first of its tree; a corps only where no team could take it. */
async function standsAlone(act: Act, form: TeamForm, region: Region): Promise<boolean> {
  if (form.parentId !== null) return false
  const liaisons = await listLiaisons(act.tx, region.path)
  return (
    form.level === 'federation' ||
    !liaisons.some((liaison) => takes(liaison, { level: form.level, regionPath: region.path }))
  )
}

async function lockLeader(act: Act, volunteerNumber: string): Promise<Volunteer> {
  const found = await findVolunteerByNumber(act.tx, normalizeNumber(volunteerNumber))
  const leader = found === undefined ? undefined : await lockVolunteer(act.tx, found.volunteerId)
  if (leader?.status !== 'verified')
    throw new Refusal('volunteer_not_found', { field: 'leaderVolunteerNumber' })
  return leader
}
