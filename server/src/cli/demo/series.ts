/** Series of the demo city, each with what its team did before and a template: one is planned by a rule, every Saturday along the river. */
import { namedDaysBetween } from '../../features/catalog/index.ts'
import { findProjectDetail } from '../../features/projects/index.ts'
import { openedDraft } from '../../features/projects/judging.actions.ts'
import { plannedDays, type ShiftPlan } from '../../features/projects/planning.rules.ts'
import { updateProject } from '../../features/projects/projects.actions.ts'
import { saveTemplate } from '../../features/projects/templates.actions.ts'
import { addToSeries, createSeries } from '../../features/series/series.actions.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { addDays, dayOfWeek } from '../../kernel/local-date.ts'
import { recurrenceText } from '../../kernel/recurrence.ts'
import type { City } from './city.ts'
import { decide, draftProject, submit } from './projecting.ts'
import { DEMO_PROJECTS, type DemoProject } from './projects.data.ts'
import { momentOf } from './stage.ts'

const SATURDAY = 6
const WEEKS = 10
const EARLIER = 4
const HOUR_MS = 3_600_000

export async function playSeries(city: City, now: Date): Promise<void> {
  city.stage.moveTo(new Date(now.getTime() - 30 * HOUR_MS))
  const rivers = DEMO_PROJECTS.find(({ team, weekday }) => team === 'rivers' && weekday === SATURDAY)!
  const homes = DEMO_PROJECTS.find(({ team, weekday }) => team === 'donghu' && weekday === SATURDAY)!
  await gather(city, await planRivers(city, rivers), rivers, {
    name: '每周六护河',
    intro: '每周六上午沿西枝江巡河：捡拾垃圾、分类称重，用试纸测水质。大人孩子都能来，工具现场领。',
  })
  await gather(city, null, homes, {
    name: '周六上门',
    intro: '每隔几周的星期六，两人一组到社区独居老人家里打扫、聊天、查用电用气。',
  })
}

/** A project whose shifts come from a rule, holidays and days worked for them left out. */
async function planRivers({ stage, today, people, offices }: City, plan: DemoProject): Promise<ProjectId> {
  const team = people.teams.get(plan.team)!
  const from = addDays(today, ((SATURDAY - dayOfWeek(today) + 7) % 7) + 7)
  const until = addDays(from, 7 * WEEKS)
  const weekly: ShiftPlan = {
    rule: recurrenceText({ rhythm: { every: 'week', weekdays: [SATURDAY] }, interval: 1, until }),
    ...{ from, startTime: '09:00', endTime: '11:00', breakMinutes: 0, headcount: 20 },
    ...{ holidays: 'skip', makeupDays: 'skip' },
  }
  const calendar = await namedDaysBetween(stage.opened.reader, from, until)
  const shifts = plannedDays(weekly, calendar, stage.now())
    .filter(({ skipped }) => skipped === null)
    .map(({ startsAt, endsAt }) => ({ startsAt, endsAt, breakMinutes: 0, headcount: weekly.headcount }))
  const wanted = { ...plan, title: '西枝江周六护河', hour: 9, minutes: 120 }
  const project = await draftProject(stage, team, wanted, momentOf(from, wanted.hour))
  const detail = await findProjectDetail(stage.opened.reader, project.projectId, stage.now())
  const draft = openedDraft(stage, detail!)
  const [position] = draft.positions
  const last = shifts.at(-1)!
  await stage.play(team.leader, updateProject, {
    projectId: project.projectId,
    draft: { ...draft, recruitUntil: last.startsAt, positions: [{ ...position!, plan: weekly, shifts }] },
  })
  await submit(stage, project)
  await decide(stage, offices, project)
  return project.projectId
}

/** What was planned, and what the team did of the same kind; without a plan what it is about to do, too. */
async function gather(
  { stage, people, today }: City,
  coming: ProjectId | null,
  plan: DemoProject,
  words: { name: string; intro: string },
): Promise<void> {
  const team = people.teams.get(plan.team)!
  const { seriesId } = await stage.play(team.leader, createSeries, { teamId: team.teamId, ...words })
  const alike = await stage.opened.reader
    .selectFrom('projects')
    .select('projectId')
    .where('teamId', '=', team.teamId)
    .where('title', '=', plan.title)
    .where('publishedAt', 'is not', null)
    .where('startsAt', '<', momentOf(coming === null ? addDays(today, 7 * WEEKS) : today, 0))
    .orderBy('startsAt', 'desc')
    .limit(EARLIER)
    .execute()
  const projectIds = [...(coming === null ? [] : [coming]), ...alike.map((row) => row.projectId)]
  for (const projectId of projectIds) await stage.play(team.leader, addToSeries, { seriesId, projectId })
  await stage.play(team.leader, saveTemplate, { projectId: projectIds[0]!, name: words.name })
}
