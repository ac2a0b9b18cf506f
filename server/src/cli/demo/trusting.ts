/** A team of the demo city that has earned the trust of its reviewer: it publishes at once, and one project is in check. */
import { findSite, setTrustedTeams } from '../../features/catalog/index.ts'
import { trustTeam } from '../../features/teams/index.ts'
import { addDays } from '../../kernel/local-date.ts'
import type { City } from './city.ts'
import { draftProject, submit } from './projecting.ts'
import { DEMO_PROJECTS } from './projects.data.ts'
import { momentOf } from './stage.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const TEAM = 'rivers'
const DAYS_AHEAD = 13

export async function playTrust({ stage, offices, people, today }: City, now: Date): Promise<void> {
  const team = people.teams.get(TEAM)!
  const site = await findSite(stage.opened.db)
  stage.moveTo(new Date(now.getTime() - 3 * DAY_MS))
  await stage.play(offices.get('civilisation')!, setTrustedTeams, { siteId: site!.siteId, allowed: true })
  await stage.play(team.parent?.leader ?? offices.get('huicheng')!, trustTeam, {
    teamId: team.teamId,
    cause: '近一年的项目都一次通过，时长按时录入，没有投诉。',
  })
  const plan = {
    ...DEMO_PROJECTS.find((one) => one.team === TEAM)!,
    title: '江边便民饮水点值守',
    positions: [['值守岗', 8]] as const,
    minors: false,
  }
  const project = await draftProject(stage, team, plan, momentOf(addDays(today, DAYS_AHEAD), plan.hour))
  stage.moveTo(new Date(now.getTime() - 20 * HOUR_MS))
  await submit(stage, project)
}
