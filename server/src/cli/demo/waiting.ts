/** A small evening of the demo city that more people want than there are places: a line, and a place that was just offered. */
import { decideSignUps } from '../../features/signups/deciding.actions.ts'
import { withdrawSignUp } from '../../features/signups/leaving.actions.ts'
import { signUps } from '../../features/signups/signups.actions.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import { addDays } from '../../kernel/local-date.ts'
import type { City } from './city.ts'
import { dayOf, decide, draftProject, submit } from './projecting.ts'
import { DEMO_PROJECTS } from './projects.data.ts'
import { momentOf } from './stage.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const DAYS_AHEAD = 9
const EVENING_HOUR = 19
const PLACES = 2
const IN_LINE = 4

export async function playWaiting({ stage, offices, people, today, busy }: City, now: Date): Promise<void> {
  const startsAt = momentOf(addDays(today, DAYS_AHEAD), EVENING_HOUR)
  const plan = {
    ...DEMO_PROJECTS.find((one) => one.team === 'donghu')!,
    title: '东湖夜读角值守',
    minutes: 120,
    positions: [['夜读角值守岗', PLACES]] as const,
  }
  const team = people.teams.get('donghu')!
  stage.moveTo(new Date(now.getTime() - 2 * DAY_MS))
  const project = await draftProject(stage, team, plan, startsAt)
  await submit(stage, project)
  await decide(stage, offices, project)
  const [shift] = project.shifts
  const day = dayOf(startsAt)
  const wanting = people.members
    .slice(1)
    .filter(({ citizen }) => citizen.age >= 18 && busy.get(citizen.volunteerId)?.has(day) !== true)
    .slice(0, PLACES + IN_LINE)
  const { projectId } = project
  const outcomes = await stage.play(
    SYSTEM,
    signUps,
    wanting.map(({ citizen }) => ({
      volunteerId: citizen.volunteerId,
      projectId,
      shiftId: shift!.shiftId,
      riskAccepted: true,
    })),
  )
  const asked = outcomes.flatMap((outcome, i) =>
    outcome.obstacle === null ? [{ signupId: outcome.signedUp.signupId, citizen: wanting[i]!.citizen }] : [],
  )
  await stage.play(team.leader, decideSignUps, {
    projectId,
    decisions: asked.map(({ signupId }, i) => ({
      signupId,
      decision: i < PLACES ? ('admit' as const) : ('waitlist' as const),
    })),
  })
  stage.moveTo(new Date(now.getTime() - HOUR_MS))
  const [first] = asked
  if (first !== undefined)
    await stage.play(first.citizen.actor, withdrawSignUp, { signupId: first.signupId, reason: '临时加班' })
}
