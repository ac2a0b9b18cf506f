/** Starts the demo city for the journeys, on a data folder of its own, and ends it after them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProgram } from '../server/test/program.ts'
import { showToCamera } from './camera.ts'

export default async function start(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhiyuan-e2e-'))
  showToCamera('https://example.org/')
  const program = await startProgram({ dataDir, args: ['--demo'] })
  process.env['E2E_URL'] = program.url
  return async () => {
    await program.end()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
