/** For operators: alive, ready, and figures for a monitoring system. */
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'
import type { App, Doors } from './app.ts'

const READY_WITHIN_MS = 2000

export function operationalRoutes(app: App, { reader }: Doors): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'zhiyuan_request_seconds',
    help: 'Time of each answer by operation',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.15, 0.5, 2],
    registers: [registry],
  })
  const faults = new Counter({ name: 'zhiyuan_faults_total', help: 'Answers of 500', registers: [registry] })
  app.addHook('onResponse', (request, reply, done) => {
    const schema = request.routeOptions.schema as { operationId?: string } | undefined
    if (schema?.operationId !== undefined)
      seconds.observe({ operation: schema.operationId, status: reply.statusCode }, reply.elapsedTime / 1000)
    if (reply.statusCode >= 500 && reply.statusCode !== 503) faults.inc()
    done()
  })

  app.get('/healthz', { config: { audience: 'public' } }, () => ({ status: 'ok' }))

  app.get('/readyz', { config: { audience: 'public' } }, async (_request, reply) => {
    const answered = reader.selectNoFrom((eb) => eb.val(1).as('one')).execute()
    const late = new Promise<null>((resolve) => void setTimeout(resolve, READY_WITHIN_MS, null).unref())
    const ready = await Promise.race([answered.catch(() => null), late])
    return reply
      .code(ready === null ? 503 : 200)
      .send({ status: ready === null ? 'database does not answer' : 'ready' })
  })

  app.get('/metrics', { config: { audience: 'public' } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}
