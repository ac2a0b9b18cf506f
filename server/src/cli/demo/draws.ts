/** Two evenings of the demo city that more people want than there are places: one drawn already, one still to be drawn. */
import { drawPlaces } from '../../features/signups/drawing.actions.ts'
import { signUps } from '../../features/signups/signups.actions.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import { addDays } from '../../kernel/local-date.ts'
import type { City } from './city.ts'
import { dayOf, decide, draftProject, submit, type ProjectOfCity } from './projecting.ts'
import { DEMO_PROJECTS } from './projects.data.ts'
import { momentOf } from './stage.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const EVENING_HOUR = 18

interface Evening {
  title: string
  place: string
  places: number
  wanted: number
  daysAhead: number
  drawAt: Date
}
async function publish(city: City, evening: Evening, now: Date): Promise<ProjectOfCity> {
  const { stage, offices, people, today, busy } = city
  const startsAt = momentOf(addDays(today, evening.daysAhead), EVENING_HOUR)
  const base = DEMO_PROJECTS.find((one) => one.team === 'donghu')!
  const plan = {
    ...base,
    title: evening.title,
    place: evening.place,
    minors: false,
    minutes: 150,
    positions: [['观众引导岗', evening.places]] as const,
    terms: { ...base.terms, drawAt: evening.drawAt.toISOString() },
  }
  stage.moveTo(new Date(now.getTime() - 3 * DAY_MS))
  const project = await draftProject(stage, people.teams.get('donghu')!, plan, startsAt)
  await submit(stage, project)
  await decide(stage, offices, project)
  const day = dayOf(startsAt)
  const wanting = people.members
    .slice(1)
    .filter(({ citizen }) => citizen.age >= 18 && busy.get(citizen.volunteerId)?.has(day) !== true)
    .slice(0, evening.wanted)
  await stage.play(
    SYSTEM,
    signUps,
    wanting.map(({ citizen }) => ({
      volunteerId: citizen.volunteerId,
      projectId: project.projectId,
      shiftId: project.shifts[0]!.shiftId,
      riskAccepted: true,
    })),
  )
  return project
}

export async function playDraws(city: City, now: Date): Promise<void> {
  const { stage } = city
  const drawAt = new Date(now.getTime() - 4 * HOUR_MS)
  const lights = await publish(
    city,
    { title: '元旦灯会观众引导', place: '西湖平湖门', places: 6, wanted: 17, daysAhead: 16, drawAt },
    now,
  )
  stage.moveTo(drawAt)
  await stage.play(SYSTEM, drawPlaces, { projectId: lights.projectId })
  await publish(
    city,
    {
      title: '东江音乐会观众引导',
      place: '市民乐园',
      places: 5,
      wanted: 9,
      daysAhead: 18,
      drawAt: momentOf(addDays(city.today, 5), EVENING_HOUR),
    },
    now,
  )
}
