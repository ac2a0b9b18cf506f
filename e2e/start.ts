/** Starts the demo city for the journeys, on a data folder of its own, and ends it after them. With E2E_URL they walk in the one that runs there. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProgram } from '../server/test/program.ts'
import { CAMERA_FOLDER, showToCamera } from './camera.ts'
import { copyCity } from './cities.ts'

export default async function start(): Promise<() => Promise<void>> {
  showToCamera(null)
  const forget = (...folders: string[]): void => {
    for (const folder of [...folders, CAMERA_FOLDER]) rmSync(folder, { recursive: true, force: true })
  }
  if (process.env['E2E_URL'] !== undefined) return async () => forget()
  const dataDir = mkdtempSync(join(tmpdir(), 'zhiyuan-e2e-'))
  const resting = `${dataDir}-resting`
  // Ended once, so that journeys with a city of their own find a whole one at rest that they can copy.
  await (await startProgram({ dataDir, args: ['--demo'] })).end()
  copyCity(dataDir, resting)
  const program = await startProgram({ dataDir, args: ['--demo'] })
  process.env['E2E_URL'] = program.url
  process.env['E2E_CITY'] = resting
  return async () => {
    await program.end()
    forget(dataDir, resting)
  }
}
