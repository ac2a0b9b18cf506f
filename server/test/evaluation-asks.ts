/** Questions about evaluations, for the table of who may do what. */
import { randomUUID } from 'node:crypto'
import { ask, ofRunning, plain, type Asking } from './asking.ts'
import { openProject } from './door.ts'

const PAST = { startsAt: '2026-11-20T01:00:00.000Z', endsAt: '2026-11-20T04:00:00.000Z' }
/** Of a project of the team that is over. */
const ofOver =
  (path: string, body?: object): Asking =>
  async ({ server, team }) => {
    const { projectId } = await openProject(server, team, [PAST], { status: 'closed' })
    return ask(`/projects/${projectId}${path}`, body)
  }

export const EVALUATION_ASKS: Readonly<Record<string, Asking>> = {
  askToHideWords: ({ running }) =>
    ask(`/me/evaluations/${running.projectId}/hide-request`, { because: '写得不实' }),
  endRatingCodes: ofRunning('/rating-codes/end', {}),
  getDoneProject: ofOver('/done'),
  getMyEvaluation: ({ running }) => ask(`/me/evaluations/${running.projectId}`),
  getProjectRatings: ofRunning('/evaluations'),
  getProjectReport: ofRunning('/report'),
  getReportPicture: ofOver(`/done/pictures/${randomUUID()}`),
  hideEvaluationWords: ofRunning(`/evaluations/${randomUUID()}/hide`, { because: '' }),
  hideReport: ofRunning('/report/hide', { because: '' }),
  listEvaluationWords: ofRunning('/evaluations/words'),
  listRatingCodes: ofRunning('/rating-codes'),
  listServedVolunteers: ofRunning('/evaluations/volunteers'),
  lookAtRatingCode: plain('/rating-codes/look', { code: 'X' }),
  makeRatingCodes: ofRunning('/rating-codes', { count: 1 }),
  publishProjectReport: ofOver('/report', { words: '活动顺利结束。', peopleServed: null, pictures: [] }),
  rateAsRecipient: plain('/rating-codes/rate', { code: 'X', stars: 5, words: '' }),
  rateProject: ofRunning('/evaluation', { scores: { training: 5, teamwork: 5, planKept: 5 }, words: '' }),
  rateVolunteers: ofRunning('/evaluations/volunteers', {
    ratings: [{ volunteerId: randomUUID(), scores: { punctuality: 5, attitude: 5, skill: 5 }, words: '' }],
  }),
  showReport: ofRunning('/report/show'),
  showMyName: plain('/me/shown-name', { shows: false }),
  withdrawProjectReport: ofRunning('/report/withdraw', {}),
}
