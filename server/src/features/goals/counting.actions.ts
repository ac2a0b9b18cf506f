/** Goals are counted for branches and regions, some places at a time. */
import type { Act } from '../../act.ts'
import { clearCounts, insertRegionCounts, insertTeamCounts } from './counting.store.ts'
import { goalsAt, keysOf, periodsAt } from './places.ts'

export const PLACES_AT_A_TIME = 20

/** O13. Against the goals that hold at each place now; again at the same moment it comes to the same. */
export async function countGoals(act: Act, { paths }: { paths: readonly string[] }): Promise<void> {
  const { tx, now } = act
  const periods = periodsAt(now, 'current')
  for (const path of paths) {
    const { goals } = await goalsAt(tx, path, periods)
    await clearCounts(tx, path, Object.values(keysOf(periods)))
    for (const goal of goals) {
      const dated = { goal, period: periods[goal.periodKind] }
      await insertRegionCounts(tx, path, dated, now)
      await insertTeamCounts(tx, path, dated, now)
    }
  }
}
