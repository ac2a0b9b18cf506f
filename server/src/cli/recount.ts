/** Compares every kept figure with a full recount, on one moment of the database, and changes nothing. */
import { loggerFor } from '../app.ts'
import type { Config } from '../config.ts'
import { FIGURES_RECOUNTED, listDifferences } from '../features/statistics/index.ts'
import { openConfigured } from './database.ts'

/** False when something differs. */
export async function recount(config: Config): Promise<boolean> {
  const opened = await openConfigured(config, loggerFor(config))
  try {
    const differences = await opened.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((tx) => listDifferences(tx))
    for (const { figure, key, kept, counted } of differences)
      console.log(`${figure} ${key}: kept ${kept || 'nothing'}, counted ${counted || 'nothing'}`)
    if (differences.length === 0)
      console.log(`All ${FIGURES_RECOUNTED.length} kept figures equal a full recount.`)
    return differences.length === 0
  } finally {
    await opened.close()
  }
}
