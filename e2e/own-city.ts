/** A city of one file's own: a copy of the one that all journeys walk in, whose clock can be moved without anybody else noticing. */
import { mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProgram, type Program } from '../server/test/program.ts'
import { copyCity, movedClock } from './cities.ts'
import { setAhead } from './clock.ts'
import { test, type Person } from './journey.ts'

export interface City {
  /** The clock of the program, of this journey and of the people's browsers goes forward. Timed work is done within seconds. */
  forward(minutes: number, people?: readonly Person[]): Promise<void>
}

/** Called at the head of a file; its journeys and whatever they use walk in that city. */
export function ownCity(): City {
  const shared = process.env['E2E_URL']
  let dataDir: string | undefined
  let program: Program | undefined
  let aheadMs = 0
  test.beforeAll(async () => {
    test.setTimeout(300_000)
    dataDir = mkdtempSync(join(tmpdir(), 'zhiyuan-e2e-own-'))
    const resting = process.env['E2E_CITY']
    if (resting !== undefined) copyCity(resting, dataDir)
    program = await startProgram({ dataDir, args: ['--demo'], ...movedClock() })
    process.env['E2E_URL'] = program.url
    setAhead((aheadMs = 0))
  })
  test.afterAll(async () => {
    setAhead(null)
    if (shared !== undefined) process.env['E2E_URL'] = shared
    await program?.end()
    if (dataDir !== undefined) rmSync(dataDir, { recursive: true, force: true })
  })
  return {
    async forward(minutes, people = []) {
      if (program === undefined) throw new Error('the city has not been opened')
      const ms = minutes * 60_000
      const moved = once(program.process, 'message')
      program.process.send((aheadMs += ms))
      await moved
      setAhead(aheadMs)
      for (const { context } of people) await context.clock.fastForward(ms)
    },
  }
}
