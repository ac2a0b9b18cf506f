/** Projects of the demo city that did not go as planned: one called off for the weather, one whose recruiting rests and whose words change, one that was moved to the afternoon. */
import { findProjectDetail, openedDraft } from '../../features/projects/index.ts'
import { pauseRecruiting } from '../../features/projects/pausing.actions.ts'
import { answerMove } from '../../features/signups/index.ts'
import { addShifts, cancelProject, changePublishedProject, moveShift } from '../../features/running/index.ts'
import { addDays } from '../../kernel/local-date.ts'
import type { City } from './city.ts'
import { crowdSignsUp, dayOf, decide, draftProject, submit, type ProjectOfCity } from './projecting.ts'
import { DEMO_PROJECTS, type DemoProject } from './projects.data.ts'
import { momentOf, type Stage } from './stage.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const PEOPLE = 5
const ANSWERED = 2

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
  const quay = await publish(city, { title: '合江楼码头引导', hour: 9, positions: [['引导岗', 8]] }, 13, now)
  stage.moveTo(new Date(now.getTime() - 3 * HOUR_MS))
  await stage.play(path.team.leader, cancelProject, {
    projectId: path.projectId,
    reason: '气象台发布暴雨预警，为了大家的安全，活动取消。',
  })
  await stage.play(books.team.leader, pauseRecruiting, {
    projectId: books.projectId,
    reason: 'enough_people',
  })
  await moveToTheAfternoon(city, quay)
  await askForChange(stage, books)
}

/** The place changes at once, with a word to those who come; the title and the risk wait for the team above. */
async function askForChange(stage: Stage, { team, projectId }: ProjectOfCity): Promise<void> {
  const detail = await findProjectDetail(stage.opened.db, projectId, stage.now())
  if (detail === undefined) return
  const { positions: _, ...draft } = openedDraft(stage, detail)
  await stage.play(team.leader, changePublishedProject, {
    ...{
      projectId,
      version: detail.formVersion,
      tellsEverybody: false,
      note: '书架换成高的了，登梯取书要说清楚。',
    },
    draft: {
      ...draft,
      title: '旧书分类上架和修补',
      riskStatement: '高处的书要登梯取放，请两人一组，一人扶梯。',
      place: { ...draft.place, name: `${draft.place.name}二楼书库` },
    },
  })
}

/** Some have answered already; the others are asked on their home page. And a second shift for those who cannot come then. */
async function moveToTheAfternoon(
  { stage, today }: City,
  { team, projectId, shifts, admitted }: ProjectOfCity,
): Promise<void> {
  const [shift] = shifts
  if (shift === undefined) return
  const span = (days: number, hour: number) => ({
    startsAt: momentOf(addDays(today, days), hour),
    endsAt: momentOf(addDays(today, days), hour + 3),
  })
  await stage.play(team.leader, moveShift, {
    ...{ projectId, shiftId: shift.shiftId, ...span(13, 14), breakMinutes: null },
    reason: '上午码头检修，改到下午。',
  })
  await stage.play(team.leader, addShifts, {
    projectId,
    at: { positionId: shift.positionId },
    shifts: [{ ...span(14, 9), breakMinutes: 0, headcount: 6 }],
  })
  for (const { signupId, citizen } of admitted.slice(0, ANSWERED))
    await stage.play(citizen.actor, answerMove, { signupId, comes: true })
}
