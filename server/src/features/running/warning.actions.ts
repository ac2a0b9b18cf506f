/** R14. Before a project closes by the clock, its team hears twice of people without hours, and they hear of it once. */
import type { Act } from '../../act.ts'
import type { Reader } from '../../db/handles.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { notify, type NewNotice } from '../notices/index.ts'
import { listDeciders } from '../teams/index.ts'
import { closesAt, closingClock } from './closing.rules.ts'
import { insertWarning, listUnrecordedPeople, listUnwarned } from './warning.store.ts'

const AT_A_TIME = 20

export const hasToWarn = async (reader: Reader, now: Date): Promise<boolean> =>
  (await listUnwarned(reader, closingClock(now), 1)).length > 0

/** Answers how many projects were dealt with. */
export async function warnOfClosing(act: Act, _input: null): Promise<number> {
  const { tx, now } = act
  const projects = await listUnwarned(tx, closingClock(now), AT_A_TIME)
  for (const project of projects) {
    if (!(await insertWarning(tx, project, now))) continue
    const { projectId, teamId, title, count, nth } = project
    const closesOn = dateIn(ZONE, closesAt(project, nth, now))
    const link = `/team/${teamId}/projects/${projectId}/absences` as const
    const notices: NewNotice[] = (await listDeciders(tx, teamId)).map((accountId) => ({
      ...{ accountId, link, kind: 'absences_undecided' as const },
      facts: { title, count, closesOn },
    }))
    if (nth === 2)
      for (const accountId of await listUnrecordedPeople(tx, projectId))
        notices.push({ accountId, kind: 'hours_missing', facts: { title, closesOn }, link: '/my/projects' })
    await notify(tx, notices, now)
    act.mark({ kind: 'project', id: projectId, facts: { nth, people: count } })
  }
  return projects.length
}
