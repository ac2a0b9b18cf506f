/** Starts the demo city for the journeys, on a data folder of its own, and ends it after them. With E2E_URL they walk in the one that runs there. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProgram } from '../server/test/program.ts'
import { showToCamera } from './camera.ts'

export default async function start(): Promise<() => Promise<void>> {
  showToCamera(null)
  if (process.env['E2E_URL'] !== undefined) return async () => undefined
  const dataDir = mkdtempSync(join(tmpdir(), 'zhiyuan-e2e-'))
  const program = await startProgram({ dataDir, args: ['--demo'] })
  process.env['E2E_URL'] = program.url
  return async () => {
    await program.end()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
