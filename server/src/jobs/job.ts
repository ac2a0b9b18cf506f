import type { Engine } from '../http/app.ts'

/** One piece of timed work; the clock comes with the engine. */
export interface Job {
  name: string
  everySeconds: number
  run(engine: Engine): Promise<void>
}
