/** The requests of authorization.test.ts about what comes again: rules of shifts, templates, copies, series. */
import { ask, ofRunning, ofTeam, plain, type Asking } from './asking.ts'
import type { Gathering } from './parties.ts'

/** A template of the team, whatever became of the one before. */
async function templateOf({ leader, team, draftId }: Gathering): Promise<string> {
  const kept = await leader.client.get<{ items: { templateId: string }[] }>(`/teams/${team.teamId}/templates`)
  const made = { name: `模板${kept.body.items.length + 1}` }
  return (
    kept.body.items[0]?.templateId ??
    (await leader.client.post<{ templateId: string }>(`/projects/${draftId}/template`, made)).body.templateId
  )
}
const ofTemplate =
  (body?: object): Asking =>
  async (here) =>
    ask(`/templates/${await templateOf(here)}`, body)

/** The series of the team's running project, whatever became of the one before; readers ask at the same time. */
async function seriesOf({ leader: { client }, team, running }: Gathering): Promise<string> {
  const path = `/projects/${running.projectId}/series`
  const find = async () =>
    (await client.get<{ series: { seriesId: string } | null }>(path)).body.series?.seriesId
  const found = await find()
  if (found !== undefined) return found
  const made = { name: '周六护河', intro: '' }
  const { seriesId } = (await client.post<{ seriesId: string }>(`/teams/${team.teamId}/series`, made)).body
  await client.put(`/series/${seriesId}/projects/${running.projectId}`, {})
  return (await find()) ?? seriesId
}
const ofSeries =
  (path = '', body?: object): Asking =>
  async (here) =>
    ask(`/series/${await seriesOf(here)}${path}`, body)
const ofJoining =
  (body?: object): Asking =>
  async (here) =>
    ask(`/series/${await seriesOf(here)}/projects/${here.running.projectId}`, body)

export const SERIES_ASKS: Readonly<Record<string, Asking>> = {
  readMyCalendar: plain(`/calendars/${'a'.repeat(43)}.ics`),
  readSeriesCalendar: ofSeries('/calendar.ics'),
  readTeamCalendar: ofTeam('/calendar.ics'),
  addToSeries: ofJoining({}),
  copyProject: ofRunning('/copy', { shifts: 'moved', joinsSeries: false }),
  createSeries: ofTeam('/series', { name: '又一个系列', intro: '' }),
  deleteSeries: ofSeries(),
  getSeries: ofSeries(),
  getSeriesOfProject: ofRunning('/series'),
  hideSeries: ofSeries('/hide', { because: '' }),
  showSeries: ofSeries('/show'),
  listSeriesDone: ofSeries('/done'),
  listSeriesProjects: ofSeries('/projects'),
  listTeamSeries: ofTeam('/series'),
  removeFromSeries: ofJoining(),
  updateSeries: ofSeries('', { name: '周六护河', intro: '' }),
  createProjectFromTemplate: async (here) =>
    ask(`/teams/${here.team.teamId}/templates/${await templateOf(here)}/projects`, { shifts: 'moved' }),
  deleteTemplate: ofTemplate(),
  listTemplates: ofTeam('/templates'),
  planShifts: plain(
    '/shift-plan?rule=FREQ%3DWEEKLY%3BBYDAY%3DSA%3BUNTIL%3D20261231T155959Z&from=2026-11-28&startTime=09:00&endTime=11:00&holidays=skip&makeupDays=skip',
  ),
  renameTemplate: ofTemplate({ name: '春季护河' }),
  saveTemplate: ofRunning('/template', { name: '巡河' }),
}
