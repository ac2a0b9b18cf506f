/** A series of the demo city: every Saturday along the lake, planned by a rule, with what its team did before, and a template. */
import { namedDaysBetween } from '../../features/catalog/index.ts'
import { findProjectDetail } from '../../features/projects/index.ts'
import { plannedDays, type ShiftPlan } from '../../features/projects/planning.rules.ts'
import { openedDraft, updateProject } from '../../features/projects/projects.actions.ts'
import { saveTemplate } from '../../features/projects/templates.actions.ts'
import { addToSeries, createSeries } from '../../features/series/series.actions.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { addDays, dayOfWeek } from '../../kernel/local-date.ts'
import { recurrenceText } from '../../kernel/recurrence.ts'
import type { City } from './city.ts'
import { decide, draftProject, submit } from './projecting.ts'
import { DEMO_PROJECTS } from './projects.data.ts'
import { momentOf } from './stage.ts'

const SATURDAY = 6
const WEEKS = 10
const HOUR_MS = 3_600_000

export async function playSeries(city: City, now: Date): Promise<void> {
  const { stage, today, people, offices } = city
  const team = people.teams.get('donghu')!
  const rivers = DEMO_PROJECTS.find((one) => one.team === 'rivers')!
  const from = addDays(today, ((SATURDAY - dayOfWeek(today) + 7) % 7) + 7)
  const until = addDays(from, 7 * WEEKS)
  stage.moveTo(new Date(now.getTime() - 30 * HOUR_MS))
  const plan: ShiftPlan = {
    rule: recurrenceText({ rhythm: { every: 'week', weekdays: [SATURDAY] }, interval: 1, until }),
    ...{ from, startTime: '09:00', endTime: '11:00', breakMinutes: 0, headcount: 20 },
    ...{ holidays: 'skip', makeupDays: 'skip' },
  }
  const calendar = await namedDaysBetween(stage.opened.reader, from, until)
  const shifts = plannedDays(plan, calendar, stage.now())
    .filter(({ skipped }) => skipped === null)
    .map(({ startsAt, endsAt }) => ({ startsAt, endsAt, breakMinutes: 0, headcount: plan.headcount }))
  const wanted = { ...rivers, title: '东湖周六护河', hour: 9, minutes: 120 }
  const project = await draftProject(stage, team, wanted, momentOf(from, wanted.hour))
  const detail = await findProjectDetail(stage.opened.reader, project.projectId, stage.now())
  const draft = openedDraft(stage, detail!)
  const [position] = draft.positions
  await stage.play(team.leader, updateProject, {
    projectId: project.projectId,
    draft: { ...draft, positions: [{ ...position!, plan, shifts }] },
  })
  await submit(stage, project)
  await decide(stage, offices, project)
  await gather(city, project.projectId)
}

/** With the latest that the team has done. */
async function gather({ stage, people }: City, projectId: ProjectId): Promise<void> {
  const team = people.teams.get('donghu')!
  const intro = '每周六上午沿东湖巡河：捡拾垃圾，劝导游人，记下排污口。大人孩子都能来，工具现场领。'
  const { seriesId } = await stage.play(team.leader, createSeries, {
    ...{ teamId: team.teamId, name: '每周六护河', intro },
  })
  const earlier = await stage.opened.reader
    .selectFrom('projects')
    .select('projectId')
    .where('teamId', '=', team.teamId)
    .where('status', '=', 'ended')
    .orderBy('startsAt', 'desc')
    .limit(3)
    .execute()
  for (const one of [projectId, ...earlier.map((row) => row.projectId)])
    await stage.play(team.leader, addToSeries, { seriesId, projectId: one })
  await stage.play(team.leader, saveTemplate, { projectId, name: '周六护河' })
}
