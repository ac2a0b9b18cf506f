/** Projects of the demo city that did not go as planned: one called off for the weather, one whose recruiting rests. */
import { pauseRecruiting } from '../../features/projects/pausing.actions.ts'
import { cancelProject } from '../../features/running/index.ts'
import { addDays } from '../../kernel/local-date.ts'
import type { City } from './city.ts'
import { crowdSignsUp, dayOf, decide, draftProject, submit } from './projecting.ts'
import { DEMO_PROJECTS, type DemoProject } from './projects.data.ts'
import { momentOf } from './stage.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const PEOPLE = 5

async function publish(city: City, plan: Partial<DemoProject>, daysAhead: number, now: Date) {
  const { stage, offices, people, today, busy } = city
  const whole = { ...DEMO_PROJECTS.find((one) => one.team === 'donghu')!, ...plan }
  const startsAt = momentOf(addDays(today, daysAhead), whole.hour)
  stage.moveTo(new Date(now.getTime() - 3 * DAY_MS))
  const project = await draftProject(stage, people.teams.get('donghu')!, whole, startsAt)
  await submit(stage, project)
  await decide(stage, offices, project)
  const wishes = people.members
    .filter(
      ({ citizen }) => citizen.age >= 18 && busy.get(citizen.volunteerId)?.has(dayOf(startsAt)) !== true,
    )
    .slice(-PEOPLE)
    .map(({ citizen }) => ({ citizen, shift: project.shifts[0]! }))
  await crowdSignsUp(stage, project, wishes, true)
  return project
}

export async function playRunning(city: City, now: Date): Promise<void> {
  const { stage } = city
  const path = await publish(city, { title: '环湖步道清洁', positions: [['清洁岗', 12]] }, 11, now)
  const books = await publish(city, { title: '旧书分类上架', positions: [['上架岗', 8]] }, 12, now)
  stage.moveTo(new Date(now.getTime() - 3 * HOUR_MS))
  await stage.play(path.team.leader, cancelProject, {
    projectId: path.projectId,
    reason: '气象台发布暴雨预警，为了大家的安全，活动取消。',
  })
  await stage.play(books.team.leader, pauseRecruiting, {
    projectId: books.projectId,
    reason: 'enough_people',
  })
}
