/** Timed work. Each job is a system caller with the clock as input; one process at a time runs them. */
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { JOBS_LOCK } from '../db/locks.ts'
import type { Engine } from '../http/app.ts'
import type { Job } from './job.ts'
import { JOBS } from './list.ts'

const TICK_MS = 1000

export function startJobs(engine: Engine, logger: Logger): { stop(): Promise<void> } {
  const dueAt = new Map<string, number>()
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  const tick = async (): Promise<void> => {
    const now = engine.clock().getTime()
    for (const job of JOBS) {
      if (stopped || (dueAt.get(job.name) ?? 0) > now) continue
      dueAt.set(job.name, now + job.everySeconds * 1000)
      try {
        await alone(engine, job)
      } catch (error) {
        logger.error({ err: error, job: job.name }, 'job failed')
      }
    }
  }
  const timer = setInterval(() => void (running = running.then(tick)), TICK_MS)
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

/** The lock lives as long as its transaction, so a process that dies frees it. */
async function alone(engine: Engine, job: Job): Promise<void> {
  await engine.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{
      free: boolean
    }>`select pg_try_advisory_xact_lock(${JOBS_LOCK}, hashtext(${job.name})) as free`.execute(tx)
    if (rows[0]?.free === true) await job.run(engine)
  })
}
