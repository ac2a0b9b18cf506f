/**
 * What a published project says of itself, changed by its team: at once where nobody has to judge it again, and waiting
 * for the reviewer where somebody has. Work goes on meanwhile with what stands.
 */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ProjectChangeId, ProjectId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { findDueDay, policiesOf } from '../catalog/index.ts'
import {
  findNamedProjects,
  findProjectDetail,
  findUnknown,
  getProject,
  insertNeed,
  lockProject,
  openedDraft,
  reviewerOf,
  sealedDraft,
  updatePublishedFields,
  whyNotRun,
  type Project,
} from '../projects/index.ts'
import { listReviewers, openReview, tellReviewers } from '../reviews/index.ts'
import { findReviewerName, holdTeam, type Team } from '../teams/index.ts'
import {
  alteredFault,
  atOnce,
  freeChanges,
  isTold,
  reviewedChanges,
  valueOf,
  whyNotOverwrite,
  type FreeField,
  type PublishedDraft,
  type ReviewedField,
} from './altering.rules.ts'
import { findLatestChange, insertProjectChange, type StoredValue } from './changes.store.ts'
import { tellAltered } from './telling.actions.ts'

/** As it stands. Throws `project_not_found`. */
export async function publishedDraft(act: Act, projectId: ProjectId): Promise<PublishedDraft> {
  const detail = await findProjectDetail(act.tx, projectId, act.now)
  if (detail === undefined) throw new Refusal('project_not_found')
  const { positions: _, ...draft } = openedDraft(act, detail)
  return draft
}

/** Everything that it would be refused for, now or when it is approved later. */
export async function refuseAltered(
  act: Act,
  project: Project,
  from: PublishedDraft,
  to: PublishedDraft,
): Promise<void> {
  const fault =
    alteredFault(from, to, project, act.now) ?? (await findUnknown(act, { ...to, positions: [] }, project))
  if (fault !== null) throw new Refusal(fault.reason, { field: fault.field, ...fault.facts })
}

/** It is found by its new words at once. */
export async function writeAltered(act: Act, project: Project, draft: PublishedDraft): Promise<void> {
  await updatePublishedFields(act.tx, project, sealedDraft(act, { ...draft, positions: [] }), act.now)
  await insertNeed(act.tx, project.projectId, act.now)
}

export interface ChangePublished {
  projectId: ProjectId
  draft: PublishedDraft
  /** Of the form that was filled in. */
  version: number
  /** For the reviewer. */
  note: string
  /** Also of what nobody needs to be told. */
  tellsEverybody: boolean
}
export interface PublishedChanged {
  changed: FreeField[]
  waiting: { fields: ReviewedField[]; dueOn: LocalDate; reviewerName: string } | null
  told: number
}

export async function changePublishedProject(act: Act, input: ChangePublished): Promise<PublishedChanged> {
  const { projectId } = input
  const { teamId, ...seen } = await getProject(act.tx, projectId)
  refuseIf(whyNotRun(act.actor, seen))
  const team = await holdTeam(act.tx, teamId)
  const project = await lockProject(act.tx, projectId)
  refuseIf(whyNotRun(act.actor, project) ?? whyNotOverwrite(project, input.version))
  const from = await publishedDraft(act, projectId)
  const to = await settled(act, project, from, input.draft)
  const asked = reviewedChanges(from, to)
  const now = atOnce(from, to)
  const changed = freeChanges(from, now)
  if (asked.length + changed.length === 0) throw new Refusal('nothing_changed')
  await refuseAltered(act, project, from, now)
  await refuseAltered(act, project, from, to)
  const waiting =
    asked.length === 0 ? null : await ask(act, team, project, { from, to, asked, note: input.note })
  if (changed.length > 0) await writeAltered(act, project, now)
  const isHeard = changed.some(isTold) || (changed.length > 0 && input.tellsEverybody)
  const told = isHeard ? await tellAltered(act, project, { from, to: now, fields: changed }) : 0
  act.mark({ kind: 'project', id: projectId, facts: { changed, asked, told } })
  return { changed, waiting, told }
}

/** With what has a deed of its own as it stands, and other projects by their ids. */
async function settled(
  act: Act,
  project: Project,
  from: PublishedDraft,
  draft: PublishedDraft,
): Promise<PublishedDraft> {
  const named = await findNamedProjects(act.tx, draft.excludes, project.teamId)
  const excludes = [...new Set(draft.excludes.map((name) => named.get(name) ?? name))]
  // V1: whoever takes part does so for the hour that was promised, and for what follows it.
  const { insured, exclusionsConfirmed, drawAt } = from
  const given = drawAt === null ? {} : { autoAdmit: true, keepsWaitingList: true }
  return { ...draft, ...given, excludes, insured, exclusionsConfirmed, drawAt }
}

interface Asked {
  from: PublishedDraft
  to: PublishedDraft
  asked: readonly ReviewedField[]
  note: string
}
/** R19. One open change of a project; its reviewer is the one that a new project would have. */
async function ask(act: Act, team: Team, project: Project, { from, to, asked, note }: Asked) {
  const { tx, now } = act
  if ((await findLatestChange(tx, project.projectId))?.status === 'waiting')
    throw new Refusal('change_waiting')
  const reviewerTeam = reviewerOf(team)
  const { regionPath } = project
  const reviewers = await listReviewers(tx, { regionPath, reviewerTeam, besides: null })
  if (reviewers.length === 0) throw new Refusal('no_reviewer')
  const projectChangeId = uuidv7<ProjectChangeId>(now)
  const proposedBy = accountOf(act.actor)
  await insertProjectChange(
    tx,
    { projectChangeId, projectId: project.projectId, note, proposedBy, submittedAt: now },
    asked.map((field) => ({ field, oldValue: stored(act, from, field), newValue: stored(act, to, field) })),
  )
  const { projectReviewDays } = await policiesOf(tx, regionPath)
  const dueOn = await findDueDay(tx, dateIn(ZONE, now), projectReviewDays)
  const at = { subjectKind: 'project_change', regionPath, reviewerTeam } as const
  const reviewId = await openReview(tx, {
    ...at,
    subjectId: projectChangeId,
    title: project.title,
    submittedBy: proposedBy,
    submittedAt: now,
    dueOn,
  })
  const facts = { title: project.title, teamName: team.name, dueOn }
  await tellReviewers(act, { ...at, reviewId }, { kind: 'project_change_submitted', facts })
  const reviewerName = await findReviewerName(tx, { regionPath, parent: reviewerTeam })
  return { fields: [...asked], dueOn, reviewerName }
}

const CODE_OF_CHANGE = 'project_changes.sign_up_code'
function stored({ vault }: Act, draft: PublishedDraft, field: ReviewedField): StoredValue {
  const value = valueOf(draft, field)
  if (typeof value !== 'object' || !('visibility' in value)) return value
  const { signUpCode } = draft
  const sealedCode = signUpCode === null ? null : vault.seal(CODE_OF_CHANGE, signUpCode).toString('base64')
  return { ...value, sealedCode }
}
/** Of an audience as it is stored. */
export function openCode({ vault }: Pick<Act, 'vault'>, value: unknown): string | null {
  const { sealedCode = null } = value as { sealedCode?: string | null }
  return sealedCode === null ? null : vault.open(CODE_OF_CHANGE, Buffer.from(sealedCode, 'base64'))
}
