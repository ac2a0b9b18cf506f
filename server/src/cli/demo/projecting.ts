/** Projects of the demo city: published, signed up for, timed at the door, and some of them still on their way. */
import { reviewProject, advanceProjects } from '../../features/projects/reviewing.actions.ts'
import { createProject, submitProject } from '../../features/projects/projects.actions.ts'
import { draftOf, findProjectDetail } from '../../features/projects/index.ts'
import { decideSignUps } from '../../features/signups/deciding.actions.ts'
import { signUps } from '../../features/signups/signups.actions.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import type { PositionId, ProjectId, ShiftId, SignupId, VolunteerId } from '../../kernel/ids.ts'
import type { Offices } from './offices.ts'
import type { DemoProject } from './projects.data.ts'
import { openReviewOf, type Citizen } from './registering.ts'
import type { Stage } from './stage.ts'
import type { TeamOfCity } from './teaming.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

export interface ShiftOfCity {
  shiftId: ShiftId
  positionId: PositionId
  headcount: number
  startsAt: Date
  endsAt: Date
}
export interface ProjectOfCity {
  projectId: ProjectId
  title: string
  team: TeamOfCity
  shifts: ShiftOfCity[]
  admitted: { signupId: SignupId; citizen: Citizen; shift: ShiftOfCity }[]
}

export async function draftProject(
  stage: Stage,
  team: TeamOfCity,
  plan: DemoProject,
  startsAt: Date,
): Promise<ProjectOfCity> {
  const endsAt = new Date(startsAt.getTime() + plan.minutes * MINUTE_MS)
  const { skills = [], ...terms } = plan.terms
  const draft = draftOf({
    exclusionsConfirmed: true,
    title: plan.title,
    campaign: plan.campaign,
    categories: [...plan.categories],
    description: plan.description,
    riskStatement: plan.risk,
    safeguards: ['insurance', 'water'],
    insurance: '志愿者人身意外伤害保险，由组织单位投保',
    isDangerous: false,
    acceptsMinors: plan.minors,
    minAge: plan.minors ? 11 : 18,
    autoAdmit: false,
    keepsWaitingList: true,
    offerHours: 24,
    withdrawHoursBefore: 0,
    leaderName: team.leaderName,
    contactPhone: team.leaderPhone,
    contactPublic: false,
    recruitUntil: startsAt.toISOString(),
    place: { name: plan.place, address: '', longitude: plan.at[0], latitude: plan.at[1] },
    ...terms,
    positions: plan.positions.map(([name, headcount]) => ({
      name,
      description: '',
      requirements: '',
      skills,
      shifts: [
        { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), breakMinutes: 0, headcount },
      ],
    })),
  })
  const { projectId } = await stage.play(team.leader, createProject, { teamId: team.teamId, draft })
  const detail = await findProjectDetail(stage.opened.db, projectId, stage.now())
  const shifts = detail!.positions.flatMap((position) =>
    position.shifts.map(({ shiftId, headcount }) => ({
      shiftId,
      positionId: position.positionId,
      headcount,
      startsAt,
      endsAt,
    })),
  )
  return { projectId, title: plan.title, team, shifts, admitted: [] }
}

export async function submit(stage: Stage, project: ProjectOfCity): Promise<void> {
  await stage.play(project.team.leader, submitProject, { projectId: project.projectId })
}

export async function decide(
  stage: Stage,
  offices: Offices,
  project: ProjectOfCity,
  reason?: string,
): Promise<void> {
  const reviewer = project.team.parent?.leader ?? offices.get('civilisation')!
  const reviewId = await openReviewOf(stage, project.projectId)
  const decision =
    reason === undefined ? ({ decision: 'approve' } as const) : ({ decision: 'refuse', reason } as const)
  await stage.play(reviewer, reviewProject, { reviewId, ...decision })
}

/** Each wish is judged by the rules of the day; whoever is refused simply does not come. */
export async function crowdSignsUp(
  stage: Stage,
  project: ProjectOfCity,
  wishes: readonly { citizen: Citizen; shift: ShiftOfCity }[],
  admit: boolean,
): Promise<void> {
  const { projectId } = project
  const outcomes = await stage.play(
    SYSTEM,
    signUps,
    wishes.map(({ citizen, shift }) => ({
      volunteerId: citizen.volunteerId,
      projectId,
      shiftId: shift.shiftId,
      riskAccepted: true,
      declaresQualified: true,
      guardianPresent: true,
    })),
  )
  const applied = outcomes.flatMap((outcome, i) =>
    outcome.obstacle === null ? [{ signupId: outcome.signedUp.signupId, ...wishes[i]! }] : [],
  )
  if (!admit || applied.length === 0) return
  const results = await stage.play(project.team.leader, decideSignUps, {
    projectId,
    decisions: applied.map(({ signupId }) => ({ signupId, decision: 'admit' as const })),
  })
  const admitted = new Set(results.filter((r) => r.outcome === 'admitted').map((r) => r.signupId))
  project.admitted.push(...applied.filter(({ signupId }) => admitted.has(signupId)))
}

export const advance = (stage: Stage): Promise<unknown> => stage.play(SYSTEM, advanceProjects, undefined)

/** Days counted, for who is busy on which. */
export const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS)
export type Busy = Map<VolunteerId, Set<number>>
