/** What is asked of the campaigns of a site and of its goals. */
import { ask, ofTeam, plain, type Ask, type Asking } from './asking.ts'
import { COUNTY } from './parties.ts'

/** The city's site, which stands above the county of the gathering. */
const ofSite =
  (path: string, body?: object): Asking =>
  async ({ server }): Promise<Ask> => {
    const { siteId } = await server.reader.selectFrom('sites').select('siteId').executeTakeFirstOrThrow()
    return ask(`/sites/${siteId}${path}`, body)
  }

const YEARLY = 'everyone.minutes.year'
const goal = {
  amount: 1200,
  unitMinutes: 1,
  countsLate: true,
  name: { zh: '每年服务20小时', en: 'Twenty hours a year' },
  source: '',
  firstPeriod: '2026',
}
export const GOAL_ASKS: Readonly<Record<string, Asking>> = {
  endGoal: ofSite('/goals/pupil.class_hours.school_year/end', { atOnce: true }),
  exportGoalMembers: ofTeam(`/goals/${YEARLY}/member-export`),
  getRegionGoals: plain(`/region-goals?region=${COUNTY}`),
  getTrustedTeams: plain('/trusted-teams'),
  getTeamGoals: ofTeam('/goals'),
  listCampaignUnitChanges: ofSite('/campaign-unit-changes'),
  listCampaignUnits: plain('/campaign-units'),
  listGoalBranches: ofTeam(`/goals/${YEARLY}/branches`),
  listGoalMembers: ofTeam(`/goals/${YEARLY}/members`),
  setCampaignUnits: ofSite('/campaign-units/youth', { leadUnit: '团市委', responsibleUnits: [] }),
  setTrustedTeams: ofSite('/trusted-teams', { allowed: true }),
  setGoal: ofSite(`/goals/${YEARLY}`, goal),
}
