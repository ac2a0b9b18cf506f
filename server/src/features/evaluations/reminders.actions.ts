/** V7. On the day after, those who served and those who decide for the team are asked once; nobody's stars are filled in for them. */
import type { Act } from '../../act.ts'
import type { Reader } from '../../db/handles.ts'
import { addDays, dateIn, ZONE } from '../../kernel/local-date.ts'
import { notify } from '../notices/index.ts'
import { listDeciders } from '../teams/index.ts'
import { WINDOW_DAYS } from './evaluations.rules.ts'
import { insertReminder, listEndedDays, listUnrated, type EndedDay } from './reminders.store.ts'

const AT_A_TIME = 20

/** Yesterday, and the days before it whose window is open still, should the program have stood. */
function dueDays(reader: Reader, now: Date): Promise<EndedDay[]> {
  const today = dateIn(ZONE, now)
  return listEndedDays(reader, { from: addDays(today, 1 - WINDOW_DAYS), before: today }, AT_A_TIME)
}
export const hasToRemind = async (reader: Reader, now: Date): Promise<boolean> =>
  (await dueDays(reader, now)).length > 0

/** Answers how many days were dealt with. */
export async function remindToRate(act: Act): Promise<number> {
  const { tx, now } = act
  const days = await dueDays(tx, now)
  for (const day of days) {
    if (!(await insertReminder(tx, day, now))) continue
    const { projectId, teamId, title, endedOn } = day
    const [people, deciders] = [await listUnrated(tx, day), await listDeciders(tx, teamId)]
    const facts = { title, endedOn }
    await notify(
      tx,
      [
        ...people.map((accountId) => ({
          ...{ accountId, facts, kind: 'evaluation_wanted' as const },
          link: `/my/evaluations/${projectId}` as const,
        })),
        ...deciders.map((accountId) => ({
          ...{ accountId, facts, kind: 'evaluations_wanted' as const },
          link: `/team/${teamId}/projects/${projectId}/ratings` as const,
        })),
      ],
      now,
    )
    act.mark({ kind: 'project', id: projectId, facts: { endedOn, people: people.length } })
  }
  return days.length
}
