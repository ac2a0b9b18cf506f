/** Copies of projects: drafts and templates made from what a project said. The team is locked by the caller. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { addDays, dateIn, startOfDay, ZONE } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { findDueDay, namedDaysBetween, policiesOf } from '../catalog/index.ts'
import { newJoinCode, type Team } from '../teams/index.ts'
import { copiedDraft, type CopiedShifts } from './copying.rules.ts'
import { BREAK_DAYS_MAX, PLAN_DAYS_MAX } from './planning.rules.ts'
import { openedDraft, sealedDraft } from './judging.actions.ts'
import { copyPictures } from './pictures.store.ts'
import type { ProjectDraft } from './projects.rules.ts'
import { findProjectDetail, insertProject, type ProjectDetail } from './projects.store.ts'

export interface CopiedProject {
  projectId: ProjectId
  /** By how many weeks its days were moved. */
  weeks: number
}

/** Who knows the code of a project does not thereby know that of its copies, and a team below not that of the team above. */
const withOwnCode = (draft: ProjectDraft): ProjectDraft =>
  draft.visibility === 'code' ? { ...draft, signUpCode: newJoinCode() } : draft

export async function getCopied(act: Act, projectId: ProjectId): Promise<ProjectDetail> {
  const detail = await findProjectDetail(act.tx, projectId, act.now)
  if (detail === undefined) throw new Refusal('project_not_found')
  return detail
}

/** A new draft of the team. What it copies may be any project or a template; `change` is what differs besides the days. */
export async function insertCopy(
  act: Act,
  {
    source,
    team,
    shifts,
    after = act.now,
    change = {},
  }: {
    source: ProjectDetail
    team: Team
    shifts: CopiedShifts
    /** Not before this, however soon it can be reviewed. */
    after?: Date
    change?: Partial<Pick<ProjectDraft, 'leaderName' | 'contactPhone' | 'contactPublic'>>
  },
): Promise<CopiedProject> {
  const today = dateIn(ZONE, act.now)
  const { projectReviewDays } = await policiesOf(act.tx, team.regionPath)
  const reviewedBy = await findDueDay(act.tx, today, projectReviewDays)
  const calendar = await namedDaysBetween(
    act.tx,
    addDays(today, -BREAK_DAYS_MAX),
    addDays(today, 2 * PLAN_DAYS_MAX),
  )
  const reviewed = startOfDay(ZONE, addDays(reviewedBy, 1))
  const earliest = reviewed > after ? reviewed : after
  const copied = copiedDraft({ draft: openedDraft(act, source), period: source }, shifts, {
    earliest,
    calendar,
  })
  const made = { createdBy: accountOf(act.actor), createdAt: act.now, period: copied.period }
  const pictures = await copyPictures(act, source, team.teamId)
  const draft = sealedDraft(act, withOwnCode({ ...copied.draft, ...pictures, ...change }))
  const projectId = await insertProject(act.tx, team, draft, made)
  return { projectId, weeks: copied.weeks }
}

/** The project as it stands, kept for copies; its days are moved when one is made. */
export async function insertTemplateOf(act: Act, source: ProjectDetail, team: Team): Promise<ProjectId> {
  const pictures = await copyPictures(act, source, team.teamId)
  const draft = sealedDraft(act, withOwnCode({ ...openedDraft(act, source), ...pictures }))
  return insertProject(act.tx, team, draft, {
    createdBy: accountOf(act.actor),
    createdAt: act.now,
    status: 'template',
    period: { startsAt: source.startsAt, endsAt: source.endsAt },
  })
}
