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

export const SERIES_ASKS: Readonly<Record<string, Asking>> = {
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
