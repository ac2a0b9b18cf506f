/** How a request about the gathering is written: of its team, of its running project, of one of its reviews. */
import type { Gathering } from './parties.ts'

export interface Ask {
  path: string
  body?: object
}
export type Asking = (here: Gathering) => Ask | Promise<Ask>

export const nothing = { decision: 'refuse', reason: '' }
export const ofTeam =
  (path: string, body?: object): Asking =>
  ({ team }) =>
    ask(`/teams/${team.teamId}${path}`, body)
export const ofRunning =
  (path: string, body?: object): Asking =>
  ({ running }) =>
    ask(`/projects/${running.projectId}${path}`, body)
export const ofReview =
  (kind: keyof Gathering['reviews'], path: string, body?: object): Asking =>
  ({ reviews }) =>
    ask(`/reviews/${reviews[kind]}/${path}`, body)
export const profile = {
  intro: '',
  offers: '',
  needs: '',
  campaigns: [],
  contactName: '',
  contactPhone: '',
  contactPublic: false,
  leaderPublic: false,
}
export const plain =
  (path: string, body?: object): Asking =>
  () =>
    ask(path, body)
export const ask = (path: string, body?: object): Ask => (body === undefined ? { path } : { path, body })
