/** Starts the demo city for the journeys, on a data folder of its own, and ends it after them. With E2E_URL they walk in the one that runs there. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProgram } from '../server/test/program.ts'
import { CAMERA_FOLDER, showToCamera } from './camera.ts'

export default async function start(): Promise<() => Promise<void>> {
  showToCamera(null)
  const forget = (folder: string): void => rmSync(folder, { recursive: true, force: true })
  if (process.env['E2E_URL'] !== undefined) return async () => forget(CAMERA_FOLDER)
  const dataDir = mkdtempSync(join(tmpdir(), 'zhiyuan-e2e-'))
  const program = await startProgram({ dataDir, args: ['--demo'] })
  process.env['E2E_URL'] = program.url
  return async () => {
    await program.end()
    forget(dataDir)
    forget(CAMERA_FOLDER)
  }
}
